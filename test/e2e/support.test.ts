import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { before, test } from 'node:test'
import { Home } from '../support/home.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

test('a bundle tells how a guest runs, and no passphrase, label, token or argument of its kernel', async () => {
  await using home = await Home.shared()
  await home.ok(['volume', 'create', 'data', '--size', '8MiB', '--encrypt'], { stdin: 'Zebra4Stripes\n' })
  const spec = ['--set', 'kernelArguments=quiet my.key=Giraffe7Neck', '--set', 'labels.a=Lizard5Tail']
  await home.ok(['run', 'tiny', '--name', 'one', '-d', '--disk', '16MiB', ...spec])
  await home.ok(['volume', 'attach', 'data', 'one'])
  const { secret: token } = await home.json<{ secret: string }>(['token', 'create', 'robot'])
  const file = join(home.path, 'cache/report.tar.gz')
  await home.ok(['support', 'bundle', '--output', file])
  const text = execFileSync('tar', ['-xzOf', file], { encoding: 'utf8', maxBuffer: 64 << 20 })
  rmSync(file)
  assert.match(text, /qemu-system-x86_64/)
  assert.match(text, /\n-append\n.*quiet my\.key=\(removed\)\n/)
  assert.match(text, /kind: volume\.attach/)
  for (const lost of ['Zebra4Stripes', 'Giraffe7Neck', 'Lizard5Tail', token]) {
    assert.ok(lost.length > 8 && !text.includes(lost), lost)
    assert.ok(!text.includes(Buffer.from(lost).toString('base64').slice(0, 12)), lost)
  }
  await home.ok(['rm', '--force', 'one'])
  await home.ok(['volume', 'rm', 'data'])
  await home.ok(['token', 'rm', 'robot'])
})
