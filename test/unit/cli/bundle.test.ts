import assert from 'node:assert/strict'
import { test } from 'node:test'
import { TempDir } from '../../../src/host/temp-dir.ts'
import { buildCli } from '../../../tools/build/cli.ts'

test('what every command loads holds no library and no slow module of Node', async () => {
  await using folder = await TempDir.make('stroj-bundle')
  const core = await buildCli(folder.path)
  assert.ok(core.some((file) => file.endsWith('src/cli/instance/ls.ts')))
  assert.deepEqual(
    core.filter((file) =>
      /node_modules|^node:(?:http|https|child_process|tls|crypto|worker_threads|readline)$/.test(file),
    ),
    [],
  )
})
