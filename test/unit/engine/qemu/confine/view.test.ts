import assert from 'node:assert/strict'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import {
  isIn,
  outside,
  type Shown,
  shownFile,
  shownOfVolume,
  viewOptions,
} from '../../../../../src/engine/qemu/confine/view.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'

const folder = (path: string): Shown => ({ path, source: path, as: 'write' })

suite('what a machine sees', () => {
  test('is put together from the outside in, so that nothing hides what lies in it', () => {
    const words = viewOptions([folder('/srv/a/b'), folder('/srv/a'), folder('/var/lib/stroj/instances')])
    const places = words.flatMap((word, index) => (word === '--bind-try' ? [words[index + 2]] : []))
    assert.deepEqual(places, ['/srv/a', '/srv/a/b', '/var/lib/stroj/instances'])
    assert.ok(
      words.indexOf('/var/lib') < words.indexOf('--bind-try'),
      'folders above are there before, open to its user',
    )
  })

  test('has no network of the host, and the host itself only where root alone may go', () => {
    const words = viewOptions([])
    assert.ok(words.includes('--unshare-net') && words.includes('--unshare-ipc') && words.includes('--unshare-uts'))
    const at = words.indexOf(outside.closed)
    assert.deepEqual(words.slice(at - 3, at + 1), ['--perms', '0700', '--dir', outside.closed])
    assert.ok(outside.root.startsWith(`${outside.closed}/`))
  })

  test('of a volume is its folder, by each of its names; of a file that a person has named, that file', async () => {
    await using temp = await TempDir.make('stroj-view-')
    const [real, link] = [join(temp.path, 'real'), join(temp.path, 'link')]
    await mkdir(real)
    await symlink(real, link)
    await writeFile(join(real, 'disk'), '')
    await symlink(join(real, 'disk'), join(temp.path, 'elsewhere'))
    assert.deepEqual(await shownOfVolume({ source: { layers: [{ path: join(link, 'disk') }] }, readOnly: false }), [
      { path: link, source: real, as: 'write' },
      { path: real, source: real, as: 'write' },
    ])
    assert.deepEqual(await shownFile(join(temp.path, 'elsewhere'), 'read'), {
      path: join(temp.path, 'elsewhere'),
      source: join(real, 'disk'),
      as: 'read',
    })
  })

  test('is told by whole names', () => {
    assert.ok(isIn('/srv/a', '/srv/a') && isIn('/srv/a/b', '/srv/a') && !isIn('/srv/ab', '/srv/a'))
  })
})
