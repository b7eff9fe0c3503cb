import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import type { Architecture } from '../../src/model/architecture.ts'
import type { HostFacts } from '../../src/model/host/facts.ts'
import type { Image } from '../../src/model/image.ts'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'

/** Skips the test where this host has no QEMU for an architecture. */
async function canRun(context: TestContext, home: Home, arch: Architecture): Promise<boolean> {
  const { facts } = await home.json<{ facts: HostFacts }>(['doctor'])
  if (facts.emulators[arch]) return true
  context.skip(`QEMU for ${arch} is not installed`)
  return false
}

/** Skips the test where the mirror of an image is being updated, which only time mends. */
async function canBuild(context: TestContext, home: Home, image: string): Promise<boolean> {
  const { code, stderr } = await home.stroj(['image', 'build', image], { timeoutMs: 300_000 })
  if (code === 0) return true
  assert.match(stderr, /mirror is being updated/)
  context.skip(stderr.trim())
  return false
}

test('a command runs in a guest of another architecture, whose image is built for it', async (context) => {
  await using home = await Home.shared()
  if (!(await canRun(context, home, 'aarch64'))) return
  const words = ['run', 'tiny', '--arch', 'aarch64', '--rm', '--', 'uname', '-m']
  assert.equal(await home.ok(words, { timeoutMs: 300_000 }), 'aarch64\n')
  const images = await home.json<readonly (Image & { name: string })[]>(['image', 'ls'])
  const architectures = images.map(({ names, manifest }) => [names?.[0], manifest?.architecture])
  assert.deepEqual(
    architectures.filter(([name]) => name === 'tiny:aarch64'),
    [['tiny:aarch64', 'aarch64']],
  )
})

test('a guest without a power button shuts down by its agent, and stays with its architecture', async (context) => {
  await using home = await Home.shared()
  if (!(await canRun(context, home, 'riscv64'))) return
  if (!(await canBuild(context, home, 'tiny:riscv64'))) return
  await home.ok(['run', 'tiny:riscv64', '--name', 'five', '--memory', '512MiB', '--detach'], { timeoutMs: 300_000 })
  assert.equal(await home.ok(['exec', 'five', '--', 'sh', '-c', 'uname -m; hostname']), 'riscv64\nfive\n')
  const { acceleration } = await home.json<Instance>(['show', 'five'])
  assert.match(acceleration?.reason ?? '', /the guest is riscv64/)
  assert.match(await home.ok(['explain', 'stop', 'five']), /no power button/)

  const { code, stderr } = await home.stroj(['set', 'five', 'machine=q35'])
  assert.notEqual(code, 0)
  assert.match(stderr, /guests of riscv64 have no machine q35/)

  const stopped = await home.stroj(['stop', 'five'])
  assert.equal(stopped.code, 0)
  assert.doesNotMatch(stopped.stderr, /force/)
  await home.ok(['rm', 'five'])
})

test('an image for another architecture than the spec asks for is refused', async () => {
  await using home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 300_000 })
  const { stderr } = await home.stroj(['create', 'tiny:x86_64', '--set', 'arch=mips'])
  assert.match(stderr, /mips/)
  const wrong = await home.stroj(['create', 'tiny', '--set', 'machine=pseries'])
  assert.match(wrong.stderr, /guests of x86_64 have no machine pseries/)
})
