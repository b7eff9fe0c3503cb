import assert from 'node:assert/strict'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { test } from 'node:test'
import { connectionsIn, passiveOpens, passiveOpensIn, tcpConnections } from '../../../src/host/tcp-connections.ts'

const table = `  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0
   1: 0100007F:1F90 0100007F:D2F0 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0
   2: 0100007F:1F90 0100007F:D2F2 08 00000000:00000000 00:00000000 00000000     0        0 3 1 0
   3: 0100007F:1F90 0100007F:D2F4 06 00000000:00000000 03:00000000 00000000     0        0 0 3 0
   4: 0100007F:D2F0 0100007F:1F90 01 00000000:00000000 00:00000000 00000000     0        0 4 1 0
`

test('a connection is what somebody has open: not who listens, and not what is long over', () => {
  assert.deepEqual(connectionsIn(table), ['0100007F:1F90', '0100007F:1F90', '0100007F:D2F0'])
})

test('the count of connections made is found by its name, and is unknown where there is none', () => {
  assert.equal(passiveOpensIn('Ip: A B\nIp: 1 2\nTcp: RtoMin PassiveOpens X\nTcp: 200 25708 7\n'), 25_708)
  assert.equal(passiveOpensIn('Tcp: RtoMin\nTcp: 200\n'), null)
  assert.equal(passiveOpensIn(''), null)
})

test('a connection to a port of this host is seen at it, before anybody accepts it, and at no other', async () => {
  const before = passiveOpens()
  await using server = createServer()
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const places = ['127.0.0.1', '0.0.0.0', '127.0.0.2'].map((address) => ({ address, port }))
  assert.deepEqual(tcpConnections(places), [0, 0, 0])
  const client = connect(port, '127.0.0.1')
  await once(client, 'connect')
  assert.deepEqual(tcpConnections(places), [1, 1, 0])
  assert.notEqual(passiveOpens(), before)
  client.destroy()
})
