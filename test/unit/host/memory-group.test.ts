import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { killedForMemory } from '../../../src/host/memory-group.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'

type Case = readonly [Readonly<Record<string, string>>, Awaited<ReturnType<typeof killedForMemory>>]

const events = (oom: number, killed: number) =>
  `low 0\nhigh 0\nmax 9\noom ${oom}\noom_kill ${killed}\noom_group_kill 0\n`
const control = (killed: number) => `oom_kill_disable 0\nunder_oom 0\noom_kill ${killed}\n`

const cases: Readonly<Record<string, Case>> = {
  'version 2, at its own limit': [
    { 'memory.events': events(1, 1), 'memory.max': '3000\n', 'memory.peak': '3000\n' },
    { atOwnLimit: true, limitBytes: 3000, mostBytes: 3000 },
  ],
  'version 2, for want of memory elsewhere, before the kernel had a peak': [
    { 'memory.events': events(0, 1), 'memory.max': 'max\n' },
    { atOwnLimit: false, limitBytes: null, mostBytes: null },
  ],
  'version 2, none was ended': [{ 'memory.events': events(0, 0), 'memory.max': '3000\n' }, undefined],
  'version 1, at its own limit': [
    { 'memory.oom_control': control(2), 'memory.limit_in_bytes': '3000\n', 'memory.max_usage_in_bytes': '2999\n' },
    { atOwnLimit: true, limitBytes: 3000, mostBytes: 2999 },
  ],
  'version 1, for want of memory elsewhere': [
    { 'memory.oom_control': control(1), 'memory.limit_in_bytes': '3000\n', 'memory.max_usage_in_bytes': '1000\n' },
    { atOwnLimit: false, limitBytes: 3000, mostBytes: 1000 },
  ],
  'version 1, none was ended': [{ 'memory.oom_control': control(0) }, undefined],
  'a group that is gone': [{}, undefined],
}

for (const [name, [files, expected]] of Object.entries(cases)) {
  test(`what the kernel says of who had no memory: ${name}`, async () => {
    await using folder = await TempDir.make('group')
    for (const [file, text] of Object.entries(files)) await writeFile(join(folder.path, file), text)
    assert.deepEqual(await killedForMemory([join(folder.path, 'pids'), folder.path]), expected)
  })
}
