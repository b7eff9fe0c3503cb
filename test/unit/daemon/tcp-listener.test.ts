import assert from 'node:assert/strict'
import { once } from 'node:events'
import { get } from 'node:https'
import { createServer } from 'node:net'
import type { TLSSocket } from 'node:tls'
import { describe, test } from 'node:test'
import { ListenerOpen } from '../../../src/model/listener.ts'
import { freePort } from '../../support/free-port.ts'
import { TcpBench } from '../../support/tcp-bench.ts'

const wish = async (want: object = {}) => ListenerOpen.parse({ port: await freePort(), ...want })

describe('the TCP port of the daemon', () => {
  test('is closed until it is asked for, and closed again when it is asked to', async () => {
    await using bench = await TcpBench.make()
    assert.deepEqual(bench.listener.status(), { listener: null, problem: null })
    const { port, url } = await bench.listener.open(await wish())
    assert.equal(url, `http://127.0.0.1:${port}/`)
    assert.equal((await fetch(`${url}healthz`)).status, 200)
    assert.equal((await bench.listener.close()).listener?.port, port)
    await assert.rejects(fetch(`${url}healthz`))
  })

  test('is opened again by the next daemon, where it was, and browsers are signed in still', async () => {
    await using first = await TcpBench.open()
    const { port } = first
    const cookie = await first.signIn()
    await first[Symbol.asyncDispose]()
    await first.services.reborn()
    await using next = await TcpBench.make(first.services)
    await next.listener.reopen()
    assert.equal(next.port, port)
    assert.equal((await next.request('/v1/session', { headers: { cookie } })).status, 200)
  })

  test('that another program has in the meantime is named as a problem, and the daemon goes on', async () => {
    await using first = await TcpBench.open()
    const { port } = first
    await first[Symbol.asyncDispose]()
    const other = createServer().listen(port, '127.0.0.1')
    await once(other, 'listening')
    await using next = await TcpBench.make(first.services)
    await next.listener.reopen()
    assert.equal(next.listener.status().listener, null)
    assert.match(next.listener.status().problem ?? '', /cannot listen on 127\.0\.0\.1:\d+: address already in use/)
    other.close()
  })

  test('is refused where it is taken or is not ours, and what was open stays open', async () => {
    await using bench = await TcpBench.open()
    const { url } = bench.listener.status().listener ?? { url: '' }
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as { port: number }
    await assert.rejects(bench.listener.open(await wish({ port })), { code: 'listener.unusable' })
    await assert.rejects(bench.listener.open(await wish({ address: '192.0.2.1' })), { code: 'listener.unusable' })
    assert.equal((await fetch(`${url}healthz`)).status, 200)
    other.close()
  })

  test('speaks TLS where other computers reach it, with the certificate whose fingerprint is told', async () => {
    await using bench = await TcpBench.make()
    const listener = await bench.listener.open(await wish({ address: '0.0.0.0', names: ['machines.example.org'] }))
    assert.equal(listener.url, `https://machines.example.org:${listener.port}/`)
    const options = {
      host: '127.0.0.1',
      port: listener.port,
      path: '/healthz',
      rejectUnauthorized: false,
      agent: false,
    }
    const request = get({ ...options, headers: { host: `machines.example.org:${listener.port}` } })
    const [response] = (await once(request, 'response')) as [{ statusCode: number; socket: TLSSocket; resume(): void }]
    assert.equal(response.statusCode, 200)
    assert.equal(response.socket.getPeerCertificate().fingerprint256, listener.fingerprint)
    response.resume()
    await assert.rejects(fetch(`http://127.0.0.1:${listener.port}/healthz`))
  })

  test('keeps its certificate, and makes another when it gets a new name', async () => {
    await using bench = await TcpBench.make()
    const first = await bench.listener.open(await wish({ address: '0.0.0.0' }))
    const same = await bench.listener.open(await wish({ address: '0.0.0.0' }))
    const other = await bench.listener.open(await wish({ address: '0.0.0.0', names: ['machines.example.org'] }))
    assert.equal(same.fingerprint, first.fingerprint)
    assert.notEqual(other.fingerprint, first.fingerprint)
  })

  test('does not take a certificate that is none', async () => {
    await using bench = await TcpBench.make()
    const want = await wish({ certificate: import.meta.filename, key: import.meta.filename })
    await assert.rejects(bench.listener.open(want), { code: 'listener.unusable' })
    await assert.rejects(
      bench.listener.open(await wish({ certificate: '/nowhere', key: '/nowhere' })),
      /there is no file/,
    )
  })
})
