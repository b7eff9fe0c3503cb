import assert from 'node:assert/strict'
import { test } from 'node:test'
import { addressesOf } from '../../../../../src/engine/qemu/agent/addresses.ts'

function nic(name: string, ...addresses: string[]) {
  return { name, 'ip-addresses': addresses.map((address) => ({ 'ip-address': address })) }
}

test('loopback, link-local addresses and doubles are left out', () => {
  const interfaces = [
    nic('lo', '127.0.0.1', '::1', '10.9.9.9'),
    nic('enp0s2', '192.0.2.15', '169.254.3.4', 'fe80::5054:ff:fe12:3456', '2001:db8::15', '192.0.2.15'),
    { name: 'down0' },
  ]
  assert.deepEqual(addressesOf(interfaces), ['192.0.2.15', '2001:db8::15'])
})

test('what a hostile guest calls an address is left out', () => {
  assert.deepEqual(addressesOf([nic('e', '\u001b[2J', '<script>', '1.2.3.4\n', '12345', '::1', 'a'.repeat(99))]), [])
})

test('a million addresses are cut to 64', () => {
  const many = Array.from({ length: 1e5 }, (_, index) => `10.${index >> 16}.${(index >> 8) & 255}.${index & 255}`)
  assert.equal(addressesOf([nic('e', ...many)]).length, 64)
})
