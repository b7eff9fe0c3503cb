import assert from 'node:assert/strict'
import { test } from 'node:test'
import { AddressGuard } from '../../../src/host/web/address-guard.ts'

const refused = `127.0.0.1 127.255.255.254 0.0.0.0 10.1.2.3 100.64.0.1 169.254.169.254 172.16.0.1 172.31.255.255 192.168.1.1
  192.0.0.8 198.18.0.1 224.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:8.8.8.8 fe80::1 fc00::1 fd12::1 ff02::1
  64:ff9b::7f00:1 64:ff9b::10.0.0.1 2002:7f00:1:: 2001:db8::1 2001::1 fec0::1 100::1`
const permitted = '8.8.8.8 172.32.0.1 172.15.0.1 100.128.0.1 2606:4700::1111 2a00:1450::1 64:ff9b::808:808'

test('addresses of this host, of private networks and of clouds’ metadata are refused, public ones are not', () => {
  const guard = new AddressGuard()
  for (const address of refused.split(/\s+/)) assert.equal(guard.permits(address), false, address)
  for (const address of permitted.split(' ')) assert.equal(guard.permits(address), true, address)
})

test('what the configuration names is permitted, and nothing beside it', () => {
  const guard = new AddressGuard(['10.1.0.0/16', '::1'])
  assert.equal(guard.permits('10.1.200.3'), true)
  assert.equal(guard.permits('10.2.0.1'), false)
  assert.equal(guard.permits('::1'), true)
  assert.equal(guard.permits('127.0.0.1'), false)
  assert.throws(() => new AddressGuard(['localhost']), RangeError)
})
