import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { parse } from 'yaml'
import { csv } from '../../../../src/cli/render/csv.ts'
import { table } from '../../../../src/cli/render/table.ts'
import { ago, shortSpan } from '../../../../src/cli/render/time.ts'
import { visible } from '../../../../src/cli/render/visible.ts'
import { displayWidth, truncate } from '../../../../src/cli/render/width.ts'
import { yaml } from '../../../../src/cli/render/yaml.ts'
import { plain } from '../models.ts'

const column = { header: 'A', text: ([text]: readonly string[]) => text ?? '', least: 3 }
const second = { ...column, header: 'B', text: ([, text]: readonly string[]) => text ?? '' }

describe('widths', () => {
  test('wide characters take two columns, marks and joiners none', () => {
    const widths = ['abc', 'čaj', '漢字', 'e\u0301', '8080→80', '👍', ''].map(displayWidth)
    assert.deepEqual(widths, [3, 3, 4, 1, 7, 2, 0])
  })

  test('a text that was cut is never wider than asked', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, columns) => {
        assert.ok(displayWidth(truncate(text, columns)) <= columns)
      }),
    )
  })
})

describe('tables', () => {
  test('stay within the terminal, whatever is in them', () => {
    const cell = fc.string({ unit: 'grapheme', maxLength: 40 })
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { maxLength: 5 }),
        fc.integer({ min: 8, max: 60 }),
        (rows, columns) => {
          const text = table([column, second], rows, { headers: true, columns, paint: plain })
          for (const line of text.split('\n')) assert.ok(displayWidth(line) <= columns, JSON.stringify(line))
          assert.equal(text.split('\n').length, rows.length + 2)
        },
      ),
    )
  })

  test('have no header when none is wanted, and colour only the text of a cell', () => {
    const painted = { ...column, paint: () => 'bad' as const }
    const text = table([painted, second], [['x', 'y']], {
      headers: false,
      columns: undefined,
      paint: (cell, paint) => (paint === undefined ? cell : `<${cell}>`),
    })
    assert.equal(text, '<x>  y\n')
  })
})

test('control characters from a guest are shown, not obeyed', () => {
  assert.equal(visible('a\u001b[31mb\r\nc\u009b\u202e'), 'a\\u001b[31mb c\\u009b\\u202e')
})

test('CSV quotes what it must, and no cell is a formula', () => {
  const rows = [
    ['a,b', 'say "x"'],
    ['=1+1', '-5'],
    ['@x\ny', '+x'],
  ]
  assert.equal(csv([column, second], rows, true), 'A,B\n"a,b","say ""x"""\n\'=1+1,-5\n"\'@x\ny",\'+x\n')
})

test('YAML that is printed reads back as the same data', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const text = yaml(value)
      assert.deepEqual(parse(text, { uniqueKeys: false }), JSON.parse(JSON.stringify(value)), text)
    }),
  )
})

test('times are told as people say them', () => {
  const now = new Date('2026-01-02T00:00:00Z')
  const told = [
    '2026-01-02T00:00:01Z',
    '2026-01-01T23:59:30Z',
    '2026-01-01T23:59:00Z',
    '2026-01-01T22:00:00Z',
    '2025-12-01T00:00:00Z',
  ]
  assert.deepEqual(
    told.map((at) => ago(at, now)),
    ['just now', '30 seconds ago', '1 minute ago', '2 hours ago', '32 days ago'],
  )
  assert.deepEqual(
    told.map((at) => shortSpan(at, now)),
    ['0s', '30s', '1m', '2h', '32d'],
  )
})
