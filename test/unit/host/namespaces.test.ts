import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { spawn } from 'node:child_process'
import {
  enterWords,
  hasUsersOfHost,
  isInOwnNamespaces,
  mountPointsOf,
  openNamespaces,
  untilInside,
} from '../../../src/host/namespaces.ts'
import { identityOf } from '../../../src/host/process.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'

const unshared = ['--unshare-ipc', '--unshare-uts', '--unshare-net', '--dev-bind', '/', '/']
const skip = process.getuid?.() === 0 ? false : 'only root enters namespaces without users of their own'

test('namespaces are there until they are let go of, and hold whoever has gone in', { skip }, async () => {
  await using temp = await TempDir.make('stroj-namespaces-')
  const place = join(temp.path, 'a place')
  await mkdir(place)
  const opened = await openNamespaces('bwrap', [...unshared, '--tmpfs', place])
  assert.ok(await isInOwnNamespaces(opened.pid))
  assert.ok(await hasUsersOfHost(opened.pid))
  assert.ok((await mountPointsOf(opened.pid)).includes(place), 'blanks and all')
  const child = spawn('nsenter', [...enterWords(opened.pid), 'sleep', '60'], { stdio: 'ignore' })
  const identity = identityOf(child.pid ?? 0)
  assert.ok(identity)
  await untilInside(identity)
  await opened[Symbol.asyncDispose]()
  assert.equal(identityOf(opened.pid), undefined)
  assert.ok((await mountPointsOf(identity.pid)).includes(place))
  child.kill('SIGKILL')
})

test('namespaces that cannot be made are an error in the words of bubblewrap, and leave nothing', async () => {
  await assert.rejects(openNamespaces('bwrap', ['--ro-bind', '/is/not/there', '/x']), /Can't find source path/)
  await assert.rejects(openNamespaces('/is/not/bwrap', []))
})

test('a process that has ended is in no namespaces, and nobody waits for it', async () => {
  assert.equal(await isInOwnNamespaces(2 ** 22 + 1), false)
  assert.deepEqual(await mountPointsOf(2 ** 22 + 1), [])
  assert.equal(await isInOwnNamespaces(process.pid), false)
  await untilInside({ pid: 2 ** 22 + 1, startTicks: 1, bootId: '' })
})
