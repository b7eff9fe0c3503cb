import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import {
  findProcesses,
  identityOf,
  isAlive,
  isSameProcess,
  signalProcess,
  untilGone,
} from '../../../src/host/process.ts'
import { spawnDetached } from '../../../src/host/process-spawn.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { untilFound } from '../../support/until.ts'

async function withSleeper(work: (sleeper: Awaited<ReturnType<typeof spawnDetached>>, dir: string) => Promise<void>) {
  await using dir = await TempDir.make('process')
  const sleeper = await spawnDetached('sleep', ['61'], join(dir.path, 'log'))
  try {
    await work(sleeper, dir.path)
  } finally {
    signalProcess(sleeper.identity, 'SIGKILL')
  }
}

const withoutThreads =
  spawnSync('perl', ['-Mthreads', '-e', '1']).status === 0
    ? false
    : 'this Perl, which ends a single thread, is not here'

async function stateOf(pid: number): Promise<string | undefined> {
  return / (?<state>[A-Z]) /.exec(await readFile(`/proc/${pid}/stat`, 'utf8'))?.groups?.['state']
}

describe('a process that goes on without us', () => {
  test('has its own session, no input, private files and nothing of our environment', () =>
    withSleeper(async ({ identity: { pid } }, dir) => {
      const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(' ')
      assert.equal(Number(fields[5]), pid)
      assert.equal(await readlink(`/proc/${pid}/fd/0`), '/dev/null')
      assert.equal(await readlink(`/proc/${pid}/fd/1`), join(dir, 'log'))
      assert.equal(await readlink(`/proc/${pid}/cwd`), '/')
      assert.match(await readFile(`/proc/${pid}/status`, 'utf8'), /Umask:\s+0077/)
      const environment = (await readFile(`/proc/${pid}/environ`, 'utf8')).split('\0').map((each) => each.split('=')[0])
      assert.deepEqual(new Set(environment), new Set(['PATH', 'HOME', 'LANG', '']))
      assert.equal((await stat(join(dir, 'log'))).mode & 0o777, 0o600)
    }))

  test('is known by more than its number', () =>
    withSleeper(async ({ identity }) => {
      assert.ok(isAlive(identity))
      assert.deepEqual(identityOf(identity.pid), identity)
      const later = { ...identity, startTicks: identity.startTicks + 1 }
      const otherBoot = { ...identity, bootId: 'other' }
      assert.ok(!isAlive(later) && !isAlive(otherBoot) && !isSameProcess(identity, later))
      assert.equal(signalProcess(later, 'SIGKILL'), false)
      assert.ok(isAlive(identity))
    }))

  test('tells its end, and is gone then', () =>
    withSleeper(async ({ identity, exited }) => {
      assert.ok(!(await untilGone(identity, 5)))
      assert.ok(signalProcess(identity, 'SIGKILL'))
      assert.ok(await untilGone(identity, 5000))
      assert.deepEqual(await exited, { code: null, signal: 'SIGKILL' })
      assert.equal(signalProcess(identity, 'SIGKILL'), false)
    }))

  test('is not gone while threads of it go on, which hold its files', { skip: withoutThreads }, async () => {
    await using dir = await TempDir.make('process')
    // exit(2) ends one thread, here the first: 60 on x86_64, 93 on most others.
    const number = process.arch === 'x64' ? 60 : 93
    const program = `use threads; threads->create(sub { sleep 61 })->detach; syscall(${number}, 0)`
    const { identity } = await spawnDetached('perl', ['-e', program], join(dir.path, 'log'))
    await untilFound(5000, async () => ((await stateOf(identity.pid)) === 'Z' ? true : undefined))
    assert.ok(isAlive(identity))
    assert.ok(signalProcess(identity, 'SIGKILL'))
    assert.ok(await untilGone(identity, 5000))
  })

  test('is found by its arguments', () =>
    withSleeper(async ({ identity }) => {
      const found = await findProcesses((words) => words[0] === 'sleep' && words[1] === '61')
      assert.ok(found.some((each) => isSameProcess(each, identity)))
    }))

  test('that cannot be started is an error at once', async () => {
    await using dir = await TempDir.make('process')
    await assert.rejects(spawnDetached('/nonexistent/program', [], join(dir.path, 'log')), { code: 'ENOENT' })
  })

  test('has its output in a log that begins empty and is no link to elsewhere', async () => {
    await using dir = await TempDir.make('process')
    const [log, link] = [join(dir.path, 'log'), join(dir.path, 'link')]
    await writeFile(log, 'of an earlier run')
    const { exited } = await spawnDetached('sh', ['-c', 'echo out; echo err >&2; exit 3'], log)
    assert.deepEqual(await exited, { code: 3, signal: null })
    assert.equal(await readFile(log, 'utf8'), 'out\nerr\n')
    await symlink(log, link)
    await assert.rejects(spawnDetached('true', [], link), { code: 'ELOOP' })
  })
})
