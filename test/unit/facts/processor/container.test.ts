import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { test } from 'node:test'
import { readContainer } from '../../../../src/facts/processor/container.ts'
import { TempDir } from '../../../../src/host/temp-dir.ts'

const table: readonly (readonly [Readonly<Record<string, string>>, string | null])[] = [
  [{}, null],
  [{ '.dockerenv': '' }, 'docker'],
  [{ 'run/.containerenv': 'engine="podman-4.3.1"\n' }, 'podman'],
  [{ 'run/systemd/container': 'systemd-nspawn\n' }, 'systemd-nspawn'],
  [{ 'run/host/container-manager': 'incus\n', '.dockerenv': '' }, 'incus'],
  [{ 'proc/1/environ': 'HOME=/\0container=lxc\0TERM=linux\0' }, 'lxc'],
  [{ 'proc/1/environ': 'HOME=/\0mycontainer=lxc\0container=\0' }, null],
]

for (const [files, expected] of table) {
  const shown = Object.keys(files).join(', ') || 'nothing'
  test(`a computer with ${shown} is ${expected === null ? 'no container' : `a container of ${expected}`}`, async () => {
    await using root = await TempDir.make('container')
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(`${root.path}/${name}`), { recursive: true })
      await writeFile(`${root.path}/${name}`, text)
    }
    assert.equal(await readContainer(root.path), expected)
  })
}
