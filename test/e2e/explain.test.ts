import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

async function argumentsOf(pid: number): Promise<readonly string[]> {
  return (await readFile(`/proc/${pid}/cmdline`, 'utf8')).split('\0')
}

test('what explain prints, pasted into a shell, boots the same machine as start does', async () => {
  await using home = await Home.shared()
  await home.ok(['create', 'tiny', '--name', 'twin', '--disk', '64MiB'])
  const text = await home.ok(['explain', 'start', 'twin'])

  await home.ok(['start', 'twin'])
  const { state } = await home.json<Instance>(['show', 'twin'])
  const started = await argumentsOf('pid' in state ? state.pid : 0)
  await home.ok(['kill', 'twin'])

  const before = await home.ok(['logs', 'twin'])
  const shell = spawn('bash', ['-c', `set -e\n${text}`], { stdio: 'ignore', detached: true })
  try {
    const uuid = started[started.indexOf('-uuid') + 1] ?? ''
    const pasted = await untilFound(60_000, async () => {
      const found = await processWith(uuid)
      return found === undefined ? undefined : await argumentsOf(found)
    })
    assert.deepEqual(pasted.slice(1), started.slice(1))
    await untilFound(60_000, async () => {
      const log = await home.ok(['logs', 'twin'])
      return log.slice(before.length).includes('BusyBox') ? log : undefined
    })
  } finally {
    if (shell.pid !== undefined) process.kill(-shell.pid, 'SIGKILL')
  }
  await home.ok(['daemon', 'restart'])
  await home.ok(['rm', '--force', 'twin'])
})

test('the plain form is what a textbook would type', async () => {
  await using home = await Home.shared()
  await home.ok(['create', 'tiny', '--name', 'plain', '--cpus', '2', '--memory', '512MiB'])
  const text = await home.ok(['explain', 'start', 'plain', '--as', 'plain'])
  assert.match(text, /qemu-system-x86_64/)
  assert.match(text, /-m 512/)
  assert.match(text, /-smp 2/)
  assert.doesNotMatch(text, /blockdev/)
  await home.ok(['rm', 'plain'])
})

async function processWith(word: string): Promise<number | undefined> {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    const words = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).split('\0')
    if (/qemu-system/.test(words[0] ?? '') && words.includes(word)) return Number(pid)
  }
  return undefined
}
