import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { formatPortForward, PortForward } from '../../../src/model/port-forward.ts'

const here = { address: '127.0.0.1', protocol: 'tcp' }

for (const [input, forward] of [
  ['8080:80', { ...here, hostPort: 8080, guestPort: 80 }],
  ['8080:80/udp', { ...here, hostPort: 8080, guestPort: 80, protocol: 'udp' }],
  ['0.0.0.0:53:53/udp', { address: '0.0.0.0', hostPort: 53, guestPort: 53, protocol: 'udp' }],
  ['[::1]:2222:22', { ...here, address: '::1', hostPort: 2222, guestPort: 22 }],
  ['[::ffff:1.2.3.4]:1:1', { ...here, address: '::ffff:1.2.3.4', hostPort: 1, guestPort: 1 }],
  [
    { hostPort: 8080, guestPort: 80 },
    { ...here, hostPort: 8080, guestPort: 80 },
  ],
] as const) {
  test(`${JSON.stringify(input)} is understood`, () => assert.deepEqual(PortForward.parse(input), forward))
}

for (const input of [
  '',
  '80',
  '8080:',
  ':80',
  '0:80',
  '8080:65536',
  '8080:80/sctp',
  '8080:80/TCP',
  '256.0.0.1:8080:80',
  '::1:8080:80',
  '[gg]:8080:80',
  'localhost:8080:80',
  '8080:80 ',
  '8080:80\n',
  80,
  { hostPort: 8080 },
  { hostPort: 8080, guestPort: 80, extra: 1 },
]) {
  test(`${JSON.stringify(input)} is no port forward`, () => assert.equal(PortForward.safeParse(input).success, false))
}

test('every port forward is read back from its text', () => {
  const port = fc.integer({ min: 1, max: 65535 })
  const any = fc.record(
    {
      address: fc.oneof(fc.ipV4(), fc.ipV6()),
      hostPort: port,
      guestPort: port,
      protocol: fc.constantFrom('tcp' as const, 'udp' as const),
    },
    { noNullPrototype: true },
  )
  fc.assert(fc.property(any, (forward) => assert.deepEqual(PortForward.parse(formatPortForward(forward)), forward)))
})

test('no text makes the reader of port forwards throw', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('0', '1', '65536', '.', ':', '/', '[', ']', 'a', 'tcp', 'udp', ' ') }),
      (text) => void PortForward.safeParse(text),
    ),
  )
})
