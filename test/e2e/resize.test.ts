import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import type { WarmImage } from '../../src/model/warm.ts'
import { Home } from '../support/home.ts'

const minutes = 60_000

before(
  async () => {
    const home = await Home.shared()
    await home.ok(['image', 'build', 'tiny'], { timeoutMs: 10 * minutes })
    await home.ok(['image', 'build', 'debian'], { timeoutMs: 15 * minutes })
  },
  { timeout: 26 * minutes },
)

const room = ['--set', 'memoryMax=1GiB'] as const
const shown = (home: Home, name: string) => home.json<Instance>(['show', name])

/** What the guest says: its processors, and its memory in MiB, of which its kernel keeps some. */
async function inside(home: Home, name: string): Promise<{ readonly processors: number; readonly memory: number }> {
  const script = 'nproc; sed -n "s/^MemTotal: *//p" /proc/meminfo'
  const words = ['exec', name, '--', 'sh', '-c', script]
  const [processors, memory] = (await home.ok(words, { timeoutMs: 3 * minutes })).split('\n')
  return { processors: Number(processors), memory: Number.parseInt(memory ?? '', 10) / 1024 }
}

async function assertInside(home: Home, name: string, processors: number, memory: number): Promise<void> {
  const has = await inside(home, name)
  assert.equal(has.processors, processors)
  assert.ok(Math.abs(has.memory + 40 - memory) < 40, `${has.memory} MiB of ${memory}`)
}

test('a running guest is given processors and memory, gives them back, and keeps what it has', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'size', '--memory', '256MiB', '--disk', '64MiB', ...room, '-d'])
  await assertInside(home, 'size', 1, 256)
  await home.ok(['set', 'size', 'cpus=4', 'memory=1GiB'])
  await assertInside(home, 'size', 4, 1024)
  await home.ok(['set', 'size', 'cpus=2', 'memory=192MiB'])
  await assertInside(home, 'size', 2, 192)
  await home.ok(['set', 'size', 'cpus=3', 'memory=512MiB'])
  await assertInside(home, 'size', 3, 512)
  assert.deepEqual((await shown(home, 'size')).pending, [])

  await home.ok(['restart', 'size'])
  await assertInside(home, 'size', 3, 512)
  await home.ok(['rm', '--force', 'size'])
})

test('a guest that was resized goes back to its memory with the size that it had then', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'back', '--memory', '256MiB', '--disk', '64MiB', ...room, '-d'])
  await home.ok(['exec', 'back', 'true'])
  await home.ok(['set', 'back', 'cpus=4', 'memory=768MiB'])
  await home.ok(['set', 'back', 'cpus=3', 'memory=512MiB'])
  await home.ok(['exec', 'back', '--', 'sh', '-c', 'echo kept > /tmp/file'])
  await home.ok(['snapshot', 'create', 'back', 'then', '--memory'])
  await home.ok(['set', 'back', 'cpus=1', 'memory=192MiB'])
  await home.ok(['restore', '--force', 'back', 'then'])
  await assertInside(home, 'back', 3, 512)
  assert.equal(await home.ok(['exec', 'back', 'cat', '/tmp/file']), 'kept\n')
  await home.ok(['set', 'back', 'cpus=4', 'memory=1GiB'])
  await assertInside(home, 'back', 4, 1024)
  await home.ok(['rm', '--force', 'back'])
})

test('a fork of a guest that was given processors has them', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'wide', '--memory', '256MiB', '-d'])
  await home.ok(['exec', 'wide', 'true'])
  await home.ok(['set', 'wide', 'cpus=3'])
  await home.ok(['fork', 'wide', 'wide2'])
  await assertInside(home, 'wide2', 3, 256)
  await home.ok(['rm', '--force', 'wide', 'wide2'])
})

test('what cannot be had now waits for the next start, and says why', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'wait', '--memory', '256MiB', '-d'])
  await home.ok(['exec', 'wait', 'true'])
  const { stderr } = await home.stroj(['set', 'wait', 'cpus=5', 'memory=512MiB'])
  assert.match(stderr, /cpus: 1 → 5: there was room for 4 when it was started \(cpus\.max\)/)
  assert.match(stderr, /memory: 256MiB → 512MiB: there was room for 256MiB when it was started \(memoryMax\)/)
  await home.ok(['restart', 'wait'])
  await assertInside(home, 'wait', 5, 512)

  await home.ok([
    'exec',
    'wait',
    '--',
    'sh',
    '-c',
    'mount -t tmpfs -o size=90% t /mnt; head -c 200m /dev/zero > /mnt/x',
  ])
  const held = await home.stroj(['set', 'wait', 'memory=64MiB'])
  assert.equal(held.code, 4)
  assert.match(held.stderr, /has not done what was asked of it: it has \d+(\.\d+)?MiB of memory, not 64MiB/)
  assert.equal((await inside(home, 'wait')).processors, 5)
  await home.ok(['rm', '--force', 'wait'])
})

test('a daemon that is killed while a guest is being given something: the next one finishes it', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'tiny', '--name', 'cut', '--memory', '256MiB', ...room, '-d'])
  await home.ok(['exec', 'cut', 'true'])
  const daemon = await home.daemonPid()
  const setting = home.stroj(['set', 'cut', 'cpus=3', 'memory=768MiB'])
  while ((await shown(home, 'cut')).spec.cpus.count === 1);
  process.kill(daemon, 'SIGKILL')
  await setting
  const after = await shown(home, 'cut')
  assert.deepEqual(after.pending, [])
  assert.notEqual(await home.daemonPid(), daemon)
  await assertInside(home, 'cut', 3, 768)
  await home.ok(['rm', '--force', 'cut'])
})

test('an instance begins from a warm guest that is smaller, and has its size before it is told to run', async () => {
  await using home = await Home.shared()
  await home.ok(['image', 'warm', 'tiny', '--memory', '256MiB', ...room], { timeoutMs: 10 * minutes })
  const { stderr } = await home.stroj(['run', 'tiny', '--name', 'more', '--cpus', '3', '--memory', '512MiB', '-d'])
  assert.match(stderr, /becomes itself/)
  await assertInside(home, 'more', 3, 512)
  const refused = await home.stroj(['set', 'more', 'memory=128MiB'])
  assert.match(refused.stderr, /it began from a warm image, and that memory is not its own to give back/)

  const larger = await home.stroj(['run', 'tiny', '--name', 'other', '--cpus', '6', '--memory', '512MiB', '-d'])
  assert.match(larger.stderr, /"other" boots, since no warm image has its memory, processors/)
  await home.ok(['rm', '--force', 'more', 'other'])
  for (const { id } of await home.json<WarmImage[]>(['warm', 'ls'])) await home.ok(['warm', 'rm', id])
})

/** New code in new pages: an emulated guest that has filled most of its room for translated code comes to begin anew. */
const busy = 'for i in $(seq 12); do cp /bin/ls /tmp/new; /tmp/new /usr/bin > /dev/null; rm /tmp/new; done'

/** Sets a size; while there is no room for the code of another processor, the guest is given something to do. */
async function setWhenThereIsRoom(home: Home, name: string, ...wishes: readonly string[]): Promise<void> {
  for (;;) {
    const { code, stderr } = await home.stroj(['set', name, ...wishes], { timeoutMs: 2 * minutes })
    if (code === 0) return
    assert.match(stderr, /it uses \d processors, not \d/)
    await home.ok(['exec', name, '--', 'sh', '-c', busy], { timeoutMs: 3 * minutes })
  }
}

test('Debian takes processors and memory into use while it runs', async () => {
  await using home = await Home.shared()
  await home.ok(['run', 'debian', '--name', 'deb', '--memory', '512MiB', ...room, '-d'])
  await home.ok(['exec', '--wait', '300', 'deb', 'true'], { timeoutMs: 5 * minutes })
  await setWhenThereIsRoom(home, 'deb', 'cpus=2', 'memory=1GiB')
  await assertInside(home, 'deb', 2, 1024)
  await home.ok(['set', 'deb', 'cpus=1', 'memory=512MiB'], { timeoutMs: 2 * minutes })
  await assertInside(home, 'deb', 1, 512)
  await home.ok(['rm', '--force', 'deb'])
})
