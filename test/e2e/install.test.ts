import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { describe, test } from 'node:test'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'
import { netbootInstaller } from '../support/netboot.ts'

const installer = netbootInstaller()
const skip = installer === undefined && 'debian-installer-12-netboot-amd64 is not installed'
const answers = 'system=debian,user=ana,timezone=Europe/Vienna'

describe('an installer of Debian', { skip }, () => {
  test('finds its answers and its mirror without a question, and is ended by Ctrl-C without a trace', async () => {
    await using home = await Home.fresh()
    const making = ['create', '--name', 'deb', '--disk', '10GiB', '--installer', installer ?? '']
    await home.ok([...making, '--install', answers, '--install-password'], { stdin: 'geheim\n' })
    const explained = await home.ok(['explain', 'start', 'deb'])
    assert.match(explained, /passwd\/username string ana/)
    assert.ok(!explained.includes('geheim'))

    const early = await home.stroj(['start', 'deb'])
    assert.match(early.stderr, /has no system yet[^]*stroj install deb/)
    const { code, stderr } = await home.stroj(['install', 'deb'], {
      timeoutMs: 900_000,
      onOutput: ({ stderr: soFar }, stop) => {
        if (/asking|Loading additional components/.test(soFar)) stop('SIGINT')
      },
    })
    assert.equal(code, 130, stderr)
    assert.doesNotMatch(stderr, /asking/)
    assert.match(stderr, /Checking the Debian archive mirror[^]*Loading additional components[^]*cancelled/)

    const { id, toInstall, state } = await home.json<Instance>(['show', 'deb'])
    assert.deepEqual([toInstall, state.kind], [true, 'stopped'])
    assert.ok(!(await readdir(`${home.path}/state/instances/${id}`)).includes('installer'))
    await home.ok(['rm', 'deb'])
  })
})

describe('refused before anything is made', () => {
  const refused: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['a password on the command line', ['--install', 'user=ana,password=x'], /--install-password/],
    ['a hash that is none', ['--install', 'user=ana,system=debian,passwordHash=geheim'], /stroj hash-password/],
    ['an answer that nobody asked for', ['--install', 'usr=ana'], /does not know "usr=ana"/],
    ['a kernel that does not tell its system', ['--install', 'user=ana', '--install-password'], /such as debian/],
    [
      'a disk that is too small',
      ['--install', 'user=ana,system=debian', '--install-password', '--disk', '1GiB'],
      /needs 4GiB/,
    ],
  ]
  for (const [what, words, said] of refused) {
    test(what, async () => {
      await using home = await Home.fresh()
      const making = ['create', '--name', 'deb', '--disk', '10GiB', '--installer', '/etc/hostname,/etc/hostname']
      const { code, stderr } = await home.stroj([...making, ...words], { stdin: 'geheim\n' })
      assert.notEqual(code, 0)
      assert.match(stderr, said)
      assert.deepEqual(await home.json(['ls']), [])
    })
  }
})
