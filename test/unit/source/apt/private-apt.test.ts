import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:net'
import { test } from 'node:test'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import type { Fault } from '../../../../src/model/fault.ts'
import { openPrivateApt, type PrivateApt } from '../../../../src/source/apt/private-apt.ts'

const never = new AbortController().signal
const quiet = () => undefined
const bookworm = { release: 'bookworm', architecture: 'amd64', mainOnly: false } as const

async function aptFor(folder: TempDir, uri: string): Promise<PrivateApt> {
  const sources = `${folder.path}/etc/sources.list.d`
  await mkdir(sources, { recursive: true })
  await writeFile(`${sources}/debian.list`, `deb ${uri} bookworm main\n`)
  return await openPrivateApt(`${folder.path}/apt`, bookworm, `${folder.path}/etc`)
}

async function listen(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  assert.ok(address !== null && typeof address === 'object')
  return `http://127.0.0.1:${address.port}/debian`
}

async function reasonOf(apt: PrivateApt, signal = never): Promise<string> {
  const error = await apt.update(quiet, signal).then(
    () => assert.fail('the mirror answered'),
    (fault: Fault) => fault,
  )
  assert.equal(error.code, 'host.mirror-unreachable')
  return error.message
}

test('a mirror where nobody listens is said to be unreachable', async () => {
  await using folder = await TempDir.make('stroj-apt')
  const server = createServer()
  const uri = await listen(server)
  server.close()
  await once(server, 'close')
  assert.match(await reasonOf(await aptFor(folder, uri)), /could not connect|unable to connect/i)
})

test('a mirror that does not know the release is said to be unreachable, with its answer', async () => {
  await using folder = await TempDir.make('stroj-apt')
  const server = createServer((socket) => {
    socket.on('error', quiet)
    socket.on('data', () => socket.write('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n'))
  })
  assert.match(await reasonOf(await aptFor(folder, await listen(server))), /404 {1,2}Not Found/)
  server.close()
})

test('a mirror that is silent is given up within seconds', { timeout: 20_000 }, async () => {
  await using folder = await TempDir.make('stroj-apt')
  const server = createServer((socket) => void socket.on('error', quiet))
  assert.match(await reasonOf(await aptFor(folder, await listen(server))), /does not answer|timed out/i)
  server.close()
})

test('an aborted download rejects with the reason of the signal', async () => {
  await using folder = await TempDir.make('stroj-apt')
  const controller = new AbortController()
  const reason = new Error('changed my mind')
  const server = createServer((socket) => {
    socket.on('error', quiet)
    controller.abort(reason)
  })
  const apt = await aptFor(folder, await listen(server))
  await assert.rejects(apt.update(quiet, controller.signal), (error) => error === reason)
  server.close()
})

test('a package file that was damaged in the cache is not used, and what is not asked for goes', async () => {
  await using folder = await TempDir.make('stroj-apt')
  const apt = await aptFor(folder, 'http://127.0.0.1:9/debian')
  const packages = `${folder.path}/packages`
  await mkdir(packages)
  for (const name of ['good_1_all.deb', 'bad_1_all.deb', 'old_1_all.deb']) await writeFile(`${packages}/${name}`, 'abc')
  const sha256 = createHash('sha256').update('abc').digest('hex')
  const file = (name: string, digest: string) => ({ uri: '', file: name, sizeBytes: 3, sha256: digest })
  await apt.fetch([file('good_1_all.deb', sha256)], packages, quiet, never)
  assert.deepEqual(await readdir(packages), ['good_1_all.deb'])
  await writeFile(`${packages}/bad_1_all.deb`, 'abc')
  await assert.rejects(apt.fetch([file('bad_1_all.deb', '0'.repeat(64))], packages, quiet, never))
  assert.deepEqual(await readdir(packages), [])
})
