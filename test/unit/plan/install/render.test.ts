import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import * as fc from 'fast-check'
import { Install, InstallSystem } from '../../../../src/model/spec-install.ts'
import { parseYaml } from '../../../../src/model/yaml-text.ts'
import type { Answers, Rendered } from '../../../../src/plan/install/answers.ts'
import { render } from '../../../../src/plan/install/render.ts'
import { assertGolden } from '../../../support/golden.ts'
import { answers, full, hash, hostileKey, key, sharpKey } from './samples.ts'

const anyKey = fc.oneof(hostileKey, sharpKey)

function text(rendered: Rendered, name: string): string {
  return rendered.files.find((file) => file.name === name)?.text ?? ''
}

function pinned(rendered: Rendered): string {
  const how = rendered.by.kind === 'initrd' ? 'in the initrd' : `on a medium named ${rendered.by.volume}`
  const files = rendered.files.map((file) => `==== ${file.name}\n${file.text}`)
  return [`${how}; kernel: ${rendered.kernelArguments}\n`, ...files].join('')
}

const windowsAnswers = answers(
  { system: 'windows', timezone: 'Europe/Vienna', locale: 'de_AT.UTF-8', keyboard: 'de' },
  { uefi: true },
)

describe('the answers of each system are pinned', () => {
  for (const system of InstallSystem.options) {
    const many: Answers = system === 'windows' ? windowsAnswers : full
    test(`${system}, with everything`, () => assertGolden(`install/${system}.txt`, pinned(render(system, many))))
    test(`${system}, with a key only`, () =>
      assertGolden(`install/${system}-key.txt`, pinned(render(system, answers({ keys: [key] })))))
  }
})

describe('no key gets out of its place', () => {
  test('for Debian each is a line of a file of its own, and the answers are the same as without', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { minLength: 1, maxLength: 4 }), (keys) => {
        const rendered = render('debian', answers({ keys }))
        assert.equal(text(rendered, 'stroj/authorized_keys'), `${keys.join('\n')}\n`)
        const plain = render('debian', answers({ keys: [key] }))
        for (const name of ['preseed.cfg', 'stroj/finish']) assert.equal(text(rendered, name), text(plain, name))
      }),
    )
  })

  test('for Ubuntu each comes out of the YAML as it went in', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { minLength: 1, maxLength: 4 }), (keys) => {
        const parsed = parseYaml(text(render('ubuntu', answers({ keys })), 'user-data'))
        assert.ok(parsed.ok)
        const { autoinstall } = parsed.value as { autoinstall: { ssh: Record<string, unknown> } }
        assert.deepEqual(autoinstall.ssh, { 'install-server': true, 'authorized-keys': keys, 'allow-pw': false })
      }),
    )
  })

  test('for Fedora a shell, which has the same rules, splits it into the words that were meant', () => {
    fc.assert(
      fc.property(anyKey, (own) => {
        const lines = text(render('fedora', answers({ keys: [own] })), 'ks.cfg').split('\n')
        const line = lines.find((one) => one.startsWith('sshkey ')) ?? ''
        assert.deepEqual(shellWords(line), ['sshkey', '--username=ana', own])
        assert.equal(lines.filter((one) => one.startsWith('%')).length, 4)
      }),
    )
  })

  test('for Arch it is text in a file, of which no shell sees anything', () => {
    fc.assert(
      fc.property(fc.array(anyKey, { minLength: 1, maxLength: 4 }), (keys) => {
        const parsed = parseYaml(text(render('arch', answers({ keys })), 'user-data'))
        assert.ok(parsed.ok)
        const { write_files: files } = parsed.value as { write_files: readonly { path: string; content: string }[] }
        const content = (name: string) => files.find(({ path }) => path.endsWith(`/${name}`))?.content
        assert.equal(content('authorized_keys'), `${keys.join('\n')}\n`)
        const plain = render('arch', answers({ keys: [key] }))
        const { write_files: usual } = (parseYaml(text(plain, 'user-data')) as { value: { write_files: typeof files } })
          .value
        assert.equal(content('install'), usual.find(({ path }) => path.endsWith('/install'))?.content)
      }),
    )
  })
})

test('a password is nowhere but as the hash that was given, and never for the kernel', () => {
  for (const system of ['debian', 'ubuntu', 'fedora', 'arch'] as const) {
    const rendered = render(system, answers({ passwordHash: hash }))
    const all = rendered.files.map((file) => file.text).join('')
    assert.equal(all.split(hash).length - 1, 1, system)
    assert.ok(!rendered.kernelArguments.includes('$6$'))
  }
})

describe('refused, before anything is rendered', () => {
  const refused: readonly (readonly [string, object])[] = [
    ['a password that is not hashed', { passwordHash: 'secret' }],
    ['a hash with a second line', { passwordHash: `${hash}\nd-i preseed/late_command string reboot` }],
    ['a user that is a line', { user: 'ana\nroot' }],
    ['a user that is an option', { user: '-ana' }],
    ['a host name with a space', { hostname: 'a b' }],
    ['a locale that is a path', { locale: '../../etc' }],
    ['a keyboard with a quote', { keyboard: "us'" }],
    ['a time zone that leads out', { timezone: '../../../etc/passwd' }],
    ['a package that is an option', { packages: ['--force'] }],
    ['a package that is a section', { packages: ['%end'] }],
    ['a mirror that is no URL', { mirror: 'http://a b/' }],
    ['a key with a second line', { keys: [`${key}\nx`] }],
    ['an unknown key', { pasword: 'x' }],
  ]
  for (const [what, install] of refused) {
    test(what, () => assert.equal(Install.safeParse({ user: 'ana', ...install }).success, false))
  }
})

/** As POSIX splits words, with single quotes and backslashes only. */
function shellWords(line: string): readonly string[] {
  const words: string[] = []
  let word: string | undefined
  for (let at = 0; at < line.length; ) {
    const letter = line[at] ?? ''
    if (letter === "'") {
      const end = line.indexOf("'", at + 1)
      word = (word ?? '') + line.slice(at + 1, end)
      at = end + 1
    } else if (letter === ' ') {
      if (word !== undefined) words.push(word)
      word = undefined
      at += 1
    } else {
      const step = letter === '\\' ? 1 : 0
      word = (word ?? '') + (line[at + step] ?? '')
      at += 1 + step
    }
  }
  return word === undefined ? words : [...words, word]
}
