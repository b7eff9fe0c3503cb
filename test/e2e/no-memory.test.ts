import assert from 'node:assert/strict'
import { access, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test, type TestContext } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'

const mebibyte = 2 ** 20

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

const shown = (home: Home) => home.json<Instance>(['show', 'big'])

/** Some guests of 128 MiB have run out of 16 MiB that are left to them. */
const fillMemory = 'mount -t tmpfs -o size=90% none /mnt; head -c 100m /dev/zero > /mnt/filled'

/** The control group in which its memory is limited. */
async function memoryGroupOf(home: Home, { id }: Instance): Promise<{ folder: string; version: 1 | 2 }> {
  const note = JSON.parse(await readFile(join(home.path, 'run/i', `${id}.confined`), 'utf8')) as { groups: string[] }
  for (const folder of note.groups) {
    for (const [version, file] of [
      [1, 'memory.limit_in_bytes'],
      [2, 'memory.max'],
    ] as const) {
      const found = await access(join(folder, file)).then(
        () => true,
        () => false,
      )
      if (found) return { folder, version }
    }
  }
  return assert.fail('it has no group for memory')
}

/** Little more than it has now, and no swap. The new limit in bytes. */
async function lowerLimit({ folder, version }: { folder: string; version: 1 | 2 }): Promise<number> {
  const [now, limit, swap] =
    version === 1
      ? (['memory.usage_in_bytes', 'memory.limit_in_bytes', 'memory.memsw.limit_in_bytes'] as const)
      : (['memory.current', 'memory.max', 'memory.swap.max'] as const)
  const bytes = Math.ceil(Number(await readFile(join(folder, now), 'utf8')) / mebibyte + 16) * mebibyte
  await writeFile(join(folder, limit), String(bytes))
  // A kernel without swap has no such file.
  await writeFile(join(folder, swap), version === 1 ? String(bytes) : '0', { flag: 'r+' }).catch(() => undefined)
  return bytes
}

/** An instance that is near the limit of its control group; undefined where there are none. */
async function runNearLimit(home: Home, context: TestContext): Promise<number | undefined> {
  await home.ok(['run', 'tiny', '--name', 'big', '--memory', '128MiB', '-d'])
  await home.ok(['exec', 'big', 'true'])
  const big = await shown(home)
  if (big.confinement?.limits === true) return await lowerLimit(await memoryGroupOf(home, big))
  context.skip('the control groups of this host are not open to us')
  return undefined
}

/** Why it is not running. */
async function whyEnded(home: Home): Promise<string> {
  const { state } = await untilFound(60_000, async () => {
    const found = await shown(home)
    return found.state.kind === 'failed' ? found : undefined
  })
  return 'reason' in state ? (state.reason ?? '') : ''
}

test('F-16: a QEMU that the kernel ends for want of memory is told so, with the limit and what to do, and starts again', async (context) => {
  await using home = await Home.shared()
  const limit = await runNearLimit(home, context)
  if (limit !== undefined) {
    await home.stroj(['exec', 'big', '--', 'sh', '-c', fillMemory])
    const why = await whyEnded(home)
    assert.match(why, /^out of memory: .* all of the \d+MiB that .*; a larger memoryMax allows more$/)
    assert.ok(why.includes(`${limit / mebibyte}MiB`), why)
    assert.match(await home.ok(['show', 'big']), /failed .*out of memory/)
    await home.ok(['start', 'big'])
    await home.ok(['exec', 'big', 'true'])
  }
  await home.ok(['rm', '--force', 'big'])
})

test('F-16: a new daemon tells so, too, of one that ended while no daemon was there', async (context) => {
  await using home = await Home.shared()
  if ((await runNearLimit(home, context)) !== undefined) {
    await home.ok(['exec', 'big', '--', 'sh', '-c', `(sleep 3; ${fillMemory}) > /dev/null 2>&1 &`])
    const { state } = await shown(home)
    assert.ok('pid' in state)
    process.kill(await home.daemonPid(), 'SIGKILL')
    await untilFound(60_000, async () =>
      access(`/proc/${state.pid}`).then(
        () => undefined,
        () => true,
      ),
    )
    assert.match(await whyEnded(home), /^out of memory/)
  }
  await home.ok(['rm', '--force', 'big'])
})

test('F-16: where there is no memory at all, the kernel ends a machine before it ends the daemon', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'big', '--memory', '64MiB', '-d'])
  const { state } = await shown(home)
  assert.ok('pid' in state)
  const standingOf = async (pid: number, file: string) => Number(await readFile(`/proc/${pid}/${file}`, 'utf8'))
  const daemon = await home.daemonPid()
  assert.equal((await standingOf(state.pid, 'oom_score_adj')) - (await standingOf(daemon, 'oom_score_adj')), 100)
  assert.ok((await standingOf(state.pid, 'oom_score')) > (await standingOf(daemon, 'oom_score')))
  await home.ok(['rm', '--force', 'big'])
})
