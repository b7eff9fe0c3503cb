import assert from 'node:assert/strict'
import { rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { Home } from '../support/home.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

type Case = {
  readonly what: string
  readonly words: readonly string[]
  readonly code: number
  readonly says: readonly RegExp[]
}

const cases: readonly Case[] = [
  {
    what: 'an unknown image',
    words: ['create', 'debain', '--name', 'x'],
    code: 3,
    says: [/no image "debain"/, /Did you mean "debian"/],
  },
  { what: 'an illegal name', words: ['create', 'tiny', '--name', 'Web_1'], code: 2, says: [/a-z, 0-9 and dash/] },
  { what: 'an unknown instance', words: ['start', 'nobody'], code: 3, says: [/no instance "nobody"/, /stroj ls/] },
  {
    what: 'more memory than the host has',
    words: ['create', 'tiny', '--name', 'x', '--memory', '900TiB'],
    code: 2,
    says: [/more than this host has/],
  },
  {
    what: 'a size without a unit',
    words: ['create', 'tiny', '--name', 'x', '--memory', '2'],
    code: 2,
    says: [/unit/, /2GiB/],
  },
  {
    what: 'KVM demanded where there is none',
    words: ['run', 'tiny', '--name', 'x', '--accel', 'kvm', '--detach'],
    code: 2,
    says: [/demands KVM/, /accel: auto/],
  },
  { what: 'a misspelt command', words: ['strat', 'web'], code: 2, says: [/did you mean/i, /start/] },
  { what: 'a misspelt option', words: ['ls', '--fromat', 'json'], code: 2, says: [/--format/] },
  {
    what: 'microvm with UEFI',
    words: ['create', 'tiny', '--name', 'x', '--machine', 'microvm', '--firmware', 'uefi'],
    code: 2,
    says: [/microvm boots a kernel directly/],
  },
  {
    what: 'a port forward that is none',
    words: ['create', 'tiny', '--name', 'x', '--forward', '80'],
    code: 2,
    says: [/127\.0\.0\.1:8080:80/],
  },
  {
    what: 'a medium that is not there',
    words: ['run', '--name', 'x', '--disk', '1GiB', '--cdrom', '/nowhere.iso', '--detach'],
    code: 2,
    says: [/\/nowhere\.iso/],
  },
]

describe('bad input gets an answer that helps, and leaves nothing', () => {
  for (const { what, words, code, says } of cases) {
    test(what, async () => {
      await using home = await Home.shared()
      const outcome = await home.stroj(words)
      assert.equal(outcome.stdout, '')
      for (const pattern of says) assert.match(outcome.stderr, pattern)
      assert.doesNotMatch(outcome.stderr, /^\s+at .*:\d+:\d+/m, 'no stack trace')
      assert.equal(outcome.code, code, outcome.stderr)
      assert.deepEqual(await home.json(['ls']), [])
    })
  }

  test('a name that is taken', async () => {
    await using home = await Home.shared()
    await home.ok(['create', 'tiny', '--name', 'taken'])
    const { code, stderr } = await home.stroj(['create', 'tiny', '--name', 'taken'])
    assert.equal(code, 4)
    assert.match(stderr, /exists already/)
    await home.ok(['rm', 'taken'])
  })

  test('a spec with a typo: line, column and what may have been meant', async () => {
    await using home = await Home.shared()
    const file = join(home.path, 'web.yaml')
    await writeFile(file, 'image: tiny\nmemroy: 2GiB\ncpus: many\n')
    const { code, stderr } = await home.stroj(['create', '-f', file, '--name', 'web'])
    assert.equal(code, 2)
    assert.match(stderr, /web\.yaml:2:1/)
    assert.match(stderr, /did you mean "?memory/i)
    assert.match(stderr, /web\.yaml:3:7/)
    await rm(file)
  })

  test('a host port that is in use', async () => {
    await using home = await Home.shared()
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    await home.ok(['create', 'tiny', '--name', 'web', '--forward', `127.0.0.1:${port}:80`])
    const { code, stderr } = await home.stroj(['start', 'web'])
    assert.equal(code, 4)
    assert.match(stderr, new RegExp(`127\\.0\\.0\\.1:${port}:80/tcp`))
    server.close()
    await home.ok(['start', 'web'])
    await home.ok(['rm', '--force', 'web'])
  })

  test('an image that is in use is not removed', async () => {
    await using home = await Home.shared()
    await home.ok(['create', 'tiny', '--name', 'user'])
    const { code, stderr } = await home.stroj(['image', 'rm', 'tiny'])
    assert.equal(code, 4)
    assert.match(stderr, /used by user/)
    await home.ok(['rm', 'user'])
  })
})
