import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { DetachWatch, keysText, parseDetachKeys } from '../../../../src/cli/console/detach-keys.ts'
import { Harmless } from '../../../../src/cli/console/harmless.ts'
import { UsageError } from '../../../../src/cli/usage-error.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const text = (all: readonly Uint8Array[]): string => Buffer.concat(all).toString()

/** One byte after the other, as a slow line gives them. */
function dribble(input: string): string {
  const filter = new Harmless()
  return text([...bytes(input)].map((byte) => filter.pass(Uint8Array.of(byte))))
}

describe('what a guest writes', () => {
  const cases: readonly (readonly [what: string, written: string, shown: string])[] = [
    ['text and UTF-8', 'čaj 漢 €\r\n', 'čaj 漢 €\r\n'],
    [
      'colours and the cursor',
      '\u001b[1;31mx\u001b[0m\u001b[2J\u001b[5;5H',
      '\u001b[1;31mx\u001b[0m\u001b[2J\u001b[5;5H',
    ],
    ['key modes and character sets', '\u001b=\u001b(B\u001b7', '\u001b=\u001b(B\u001b7'],
    ['a window title', 'a\u001b]0;pwned\u0007b', 'ab'],
    ['the clipboard', 'a\u001b]52;c;cm0gLXJm\u001b\\b', 'ab'],
    ['a link', '\u001b]8;;http://x\u001b\\click\u001b]8;;\u001b\\', 'click'],
    [
      'device control strings and the like',
      'a\u001bP1$tx\u001b\\\u001b_x\u001b\\\u001b^x\u001b\\\u001bXx\u001b\\b',
      'ab',
    ],
    ['reports of the window', 'a\u001b[21tb\u001b[8;1;1tc', 'abc'],
    ['control characters of eight bits', 'a\u009b31mb\u009d0;x', 'a31mb0;x'],
    ['a sequence that is cut off by another', '\u001b[12\u001b[0mx', '\u001b[0mx'],
    ['a string that never ends', 'a\u001b]0;for ever', 'a'],
    ['a sequence without end', `a\u001b[${'1'.repeat(80)}`, `a${'1'.repeat(17)}`],
  ]
  for (const [what, written, shown] of cases) {
    test(what, () => {
      assert.equal(text([new Harmless().pass(bytes(written))]), shown)
      assert.equal(dribble(written), shown)
    })
  }

  test('never reaches the terminal as a string for it, however it is cut', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('\u001b', ']', '[', 'P', '\\', '\u0007', '\u009d', '0;t', '21t'),
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const filter = new Harmless()
        const out = text(pieces.map((part) => filter.pass(bytes(part))))
        assert.doesNotMatch(out, /\u001b[\]PX^_]|[\u0080-\u009f]/)
        assert.equal(out, dribble(pieces.join('')))
      }),
    )
  })

  test('questions to the terminal come through only where somebody waits for the answer', () => {
    const asked = 'a\u001b[6nb\u001b[cc\u001b[>0qd\u001b[?2026$pe\u001bZf\u0005g'
    assert.equal(dribble(asked), 'abcdefg')
    const filter = new Harmless()
    filter.allowsQueries = true
    assert.equal(text([filter.pass(bytes(asked))]), asked)
  })

  test('the alternate screen is remembered, so that it can be left', () => {
    const filter = new Harmless()
    filter.pass(bytes('\u001b[?1049h'))
    assert.equal(filter.isAlternate, true)
    filter.pass(bytes('\u001b[?1049l'))
    assert.equal(filter.isAlternate, false)
  })
})

describe('detach keys', () => {
  test('are written as docker writes them', () => {
    assert.deepEqual(parseDetachKeys('ctrl-]'), [0x1d])
    assert.deepEqual(parseDetachKeys('ctrl-p,ctrl-q'), [16, 17])
    assert.deepEqual(parseDetachKeys('ctrl-a,d'), [1, 100])
    assert.equal(keysText([1, 100]), 'Ctrl-A d')
    for (const wrong of ['', 'ctrl-', 'ctrl-1', 'alt-x', 'ab']) assert.throws(() => parseDetachKeys(wrong), UsageError)
  })

  test('end the visit wherever they stand; what was typed before them still goes to the guest', () => {
    const { bytes: sent, detach } = new DetachWatch([0x1d]).pass(bytes('ls\u001dmore'))
    assert.deepEqual([text([sent]), detach], ['ls', true])
  })

  test('the first of two is held back, and sent when the second does not come', () => {
    const watch = new DetachWatch([16, 17])
    assert.deepEqual(text([watch.pass(bytes('a\u0010')).bytes]), 'a')
    assert.deepEqual(text([watch.pass(bytes('b')).bytes]), '\u0010b')
    assert.deepEqual(text([watch.pass(bytes('\u0010\u0010')).bytes]), '\u0010')
    assert.equal(watch.pass(bytes('\u0011')).detach, true)
  })

  test('nothing that is typed is lost when they do not occur', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ min: 0, max: 15 })), (pieces) => {
        const watch = new DetachWatch([16, 17])
        assert.deepEqual(Buffer.concat(pieces.map((piece) => watch.pass(piece).bytes)), Buffer.concat(pieces))
      }),
    )
  })
})
