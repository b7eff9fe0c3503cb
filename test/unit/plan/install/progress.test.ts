import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { installedWord } from '../../../../src/plan/install/answers.ts'
import { progressOf } from '../../../../src/plan/install/progress.ts'

const said: readonly (readonly [string, string, object | undefined])[] = [
  ['a kernel that boots is no progress', '[    3.659077] Write protecting the kernel\r\n', undefined],
  [
    'a step is its title with the last of its percentages',
    '[    5.1] x\r\nInstalling the base system  ... 7%... 15%... 23%',
    { phase: 'Installing the base system', percent: 23, asks: false },
  ],
  [
    'a step that has just begun has none',
    'Configuring apt  ... ',
    { phase: 'Configuring apt', percent: null, asks: false },
  ],
  [
    'colours are not shown',
    '\u001b[1mInstalling GRUB\u001b[0m\r\n',
    { phase: 'Installing GRUB', percent: null, asks: false },
  ],
  [
    'a question is told by its title',
    "Partition disks\r\n---------------\r\n\r\nText of it\r\n  1: Retry [*],  2: Cancel\r\nPrompt: '?' for help, default=1> ",
    { phase: 'asking: Partition disks', percent: null, asks: true },
  ],
]
for (const [what, text, expected] of said) {
  test(what, () => assert.deepEqual(progressOf(text), expected && { ...expected, isDone: false }))
}

test('the last word counts wherever it stands, but only at the end of its line', () => {
  assert.equal(progressOf(`Finishing the installation  ... 3%... 11%${installedWord}\r\n... 23%`)?.isDone, true)
  assert.equal(progressOf(`a\r\n${installedWord}\r\n[  900.1] reboot: Power down\r\n`)?.isDone, true)
  assert.equal(progressOf(`echo '${installedWord}' > /dev/ttyS0\r\n`)?.isDone, false)
})

test('whatever comes over the line, a phase is short and has no control characters', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      const { phase = '' } = progressOf(text) ?? {}
      assert.ok(phase.length <= 120 && !/\p{Cc}/u.test(phase))
    }),
  )
})
