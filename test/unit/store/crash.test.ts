import assert from 'node:assert/strict'
import { join } from 'node:path'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { openStore } from '../../../src/store/open-store.ts'

const program = new URL('../../support/commit-loop.ts', import.meta.url).pathname
const rounds = 2
const canTrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0
const skip = canTrace ? false : 'needs strace and the right to trace'

for (const call of ['fsync', 'pwrite64', 'rename', 'unlink'] as const) {
  test(`killed at any ${call}, the store has all of each commit that was answered and no half of any`, {
    skip,
  }, async () => {
    const reached = await untilItEnds(call, 'signal=KILL', async (file, said) => {
      const answered = numberOf(said)
      const found = await stored(file)
      assert.ok(found === answered || found === answered + 1, `answered ${answered}, found ${found}`)
    })
    assert.ok(call === 'unlink' || reached > 0, `no ${call} was met`)
  })
}

for (const [call, error, code] of [
  ['pwrite64', 'ENOSPC', 'host.disk-full'],
  ['fsync', 'EIO', 'host.unwritable'],
] as const) {
  test(`${error} at any ${call} is told as ${code}, and nothing is half written`, { skip }, async () => {
    const seen = new Set<string>()
    await untilItEnds(call, `error=${error}`, async (file, said) => {
      for (const [, name] of said.matchAll(/^fault (\S+):/gm)) seen.add(name ?? '')
      assert.doesNotMatch(said, /^error /m)
      if (said.includes('open')) assert.ok((await stored(file)) >= numberOf(said))
    })
    assert.deepEqual([...seen], [code])
  })
}

test('after a failed fsync nothing more is committed until the file has been opened anew', { skip }, async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = join(folder.path, 'stroj.db')
  await (await openStore(file))[Symbol.asyncDispose]()
  const said = run(file, 'fsync', 'error=EIO', 3, 4).stdout
  assert.match(said, /^open\nok 1\nfault .*disk I\/O error.*\n(fault .*an earlier write failed.*\n)+done\n$/)
  assert.ok((await stored(file)) >= 1)
})

test('a disk that was full for a moment is not the end', { skip }, async () => {
  await using folder = await TempDir.make('stroj-store')
  const file = join(folder.path, 'stroj.db')
  await (await openStore(file))[Symbol.asyncDispose]()
  const said = run(file, 'pwrite64', 'error=ENOSPC', 2, 2).stdout
  assert.match(said, /^open\nfault host\.disk-full.*\nok 2\ndone\n$/)
  assert.equal(await stored(file), 2)
})

/** Injects at the first such call on the database, then at the second, and so on until the program gets through. */
async function untilItEnds(
  call: string,
  what: string,
  check: (file: string, said: string) => Promise<void>,
): Promise<number> {
  for (let nth = 1; ; nth++) {
    await using folder = await TempDir.make('stroj-store')
    const file = join(folder.path, 'stroj.db')
    const { stdout, injected } = run(file, call, what, nth)
    if (!injected) {
      assert.match(stdout, new RegExp(`ok ${rounds}\ndone`))
      return nth - 1
    }
    await check(file, stdout)
  }
}

function run(file: string, call: string, what: string, nth: number, count = rounds) {
  const paths = ['', '-wal', '-journal', '.new', '.new-journal', '/..'].flatMap((end) => ['-P', file + end])
  const inject = ['-e', `trace=${call}`, '-e', `inject=${call}:${what}:when=${nth}`]
  // With seccomp filters strace is much faster, but then does not inject signals.
  const fast = what.startsWith('signal') ? [] : ['--seccomp-bpf']
  const args = ['-f', '-qq', ...fast, ...paths, ...inject, process.execPath, program, file, String(count)]
  const { stdout, stderr } = spawnSync('strace', args, { encoding: 'utf8', timeout: 30_000 })
  return { stdout, injected: /INJECTED|killed by SIGKILL/.test(stderr) }
}

/** The number of the last commit that was answered; 0 for none. */
function numberOf(said: string): number {
  return Number([...said.matchAll(/ok (\d+)/g)].at(-1)?.[1] ?? 0)
}

/** The number that both records carry; 0 when there are none. */
async function stored(file: string): Promise<number> {
  await using store = await openStore(file)
  const numbers = (await store.list('operation', { limit: 9 })).map(({ value }) => Number(value.operation.phase))
  if (numbers.length === 0) return 0
  assert.equal(numbers.length, 2)
  assert.equal(numbers[0], numbers[1])
  return numbers[0] ?? 0
}
