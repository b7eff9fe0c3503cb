import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'

const isRoot = process.getuid?.() === 0
const onlyRoot = isRoot ? {} : { skip: 'only a daemon that runs as root gives machines namespaces of their own' }

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

const shown = (home: Home, name: string) => home.json<Instance>(['show', name])

test(
  'a machine with namespaces of its own sees what is plugged in while it runs, wherever on the host that lies',
  onlyRoot,
  async () => {
    await using home = await Home.shared()
    const elsewhere = join(home.path, 'some where')
    await mkdir(join(elsewhere, 'pool'), { recursive: true })
    await symlink(join(elsewhere, 'pool'), join(home.path, 'link'))
    for (const name of ['first.iso', 'second.iso']) await writeFile(join(elsewhere, name), Buffer.alloc(1 << 20, name))
    await writeFile(join(elsewhere, 'neighbour'), '')
    await home.ok(['pool', 'create', 'behind', join(home.path, 'link')])
    await home.ok(['volume', 'create', 'data', '--pool', 'behind', '--size', '8MiB'])
    await home.ok(['create', 'tiny', '--name', 'one', '--memory', '128MiB'])
    await home.ok(['set', 'one', `cdrom=${join(elsewhere, 'first.iso')}`])
    await home.ok(['start', 'one'])
    await home.ok(['exec', 'one', '--', 'true'])
    await home.ok(['volume', 'attach', 'data', 'one'])
    await home.ok(['exec', 'one', '--', 'sh', '-c', 'echo kept > /dev/vda; sync'])
    await home.ok(['volume', 'detach', 'data', 'one'])
    await home.ok(['volume', 'attach', 'data', 'one'])
    assert.equal(await home.ok(['exec', 'one', '--', 'head', '-n', '1', '/dev/vda']), 'kept\n')
    await home.ok(['media', 'insert', 'one', join(elsewhere, 'second.iso'), '--force'])
    assert.match(await home.ok(['media', 'ls']), /second\.iso/)
    // Another file by the name of one that it has seen.
    await rename(join(elsewhere, 'second.iso'), join(elsewhere, 'first.iso'))
    await home.ok(['media', 'insert', 'one', join(elsewhere, 'first.iso'), '--force'])
    const { state, confinement } = await shown(home, 'one')
    if (confinement?.namespaces && 'pid' in state) {
      const seen = join('/proc', String(state.pid), 'root', elsewhere)
      assert.equal(readFileSync(join(seen, 'first.iso'), 'utf8').slice(0, 10), 'second.iso')
      assert.deepEqual(readdirSync(seen).toSorted(), ['first.iso', 'pool', 'second.iso'], 'and no neighbour of theirs')
    }
    await home.ok(['rm', '--force', 'one'])
    await home.ok(['volume', 'rm', 'data'])
    await home.ok(['pool', 'rm', 'behind'])
    await rm(elsewhere, { recursive: true })
    await rm(join(home.path, 'link'))
  },
)

test('without bubblewrap a machine runs as ever, and says what is missing', onlyRoot, async () => {
  await using home = await Home.shared()
  const programs = join(home.path, 'programs')
  await mkdir(programs)
  const others = readdirSync('/usr/bin').filter((name) => name !== 'bwrap')
  await Promise.all(others.map((name) => symlink(join('/usr/bin', name), join(programs, name))))
  await home.ok(['daemon', 'stop'])
  await home.ok(['run', 'tiny', '--name', 'one', '-d'], { environment: { PATH: programs } })
  const { confinement } = await shown(home, 'one')
  assert.ok(confinement?.ownUser === true && !confinement.namespaces && confinement.level < 3)
  if (confinement.level === 2) assert.match(confinement.reason, /bubblewrap is not installed \(package bubblewrap\)/)
  await home.ok(['daemon', 'stop'])
  await home.ok(['rm', '--force', 'one'])
  await rm(programs, { recursive: true })
})
