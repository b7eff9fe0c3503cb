import assert from 'node:assert/strict'
import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { findProcesses } from '../../../src/host/process.ts'
import { receiveFile } from '../../../src/host/receive-file.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'

test('what is sent becomes a private file, whole', async () => {
  await using folder = await TempDir.make('receive')
  const [socket, file] = [join(folder.path, 's'), join(folder.path, 'memory')]
  const receiver = await receiveFile(socket, file)
  const sender = connect(socket)
  await once(sender, 'connect')
  const bytes = crypto.getRandomValues(new Uint8Array(60_000))
  for (let piece = 0; piece < 20; piece++) sender.write(bytes)
  sender.end()
  assert.equal(await receiver.done, 20 * bytes.length)
  assert.deepEqual((await readFile(file)).subarray(-bytes.length), Buffer.from(bytes))
  assert.equal((await stat(file)).mode & 0o777, 0o600)
  await receiver[Symbol.asyncDispose]()
  assert.deepEqual(await readdir(folder.path), ['memory'])
})

test('without a sender nothing stays behind', async () => {
  await using folder = await TempDir.make('receive')
  const receiver = await receiveFile(join(folder.path, 's'), join(folder.path, 'memory'))
  receiver.done.catch(() => {})
  await receiver[Symbol.asyncDispose]()
  assert.deepEqual(await findProcesses((words) => words.some((word) => word.includes(folder.path))), [])
  assert.deepEqual(await readdir(folder.path), [])
})

test("without a sender nothing stays behind either when the folder of the socket has gone meanwhile, as a killed machine's does", async () => {
  await using folder = await TempDir.make('receive')
  const run = join(folder.path, 'run')
  await mkdir(run)
  const receiver = await receiveFile(join(run, 's'), join(folder.path, 'memory'))
  receiver.done.catch(() => {})
  await rm(run, { recursive: true })
  await receiver[Symbol.asyncDispose]()
  assert.deepEqual(await readdir(folder.path), [])
})

test('a file that cannot be made is told before anybody sends', async () => {
  await using folder = await TempDir.make('receive')
  const made = receiveFile(join(folder.path, 's'), join(folder.path, 'none/memory'))
  await assert.rejects(made, /did not begin: .*ENOENT/s)
})
