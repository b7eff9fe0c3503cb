import assert from 'node:assert/strict'
import { test } from 'node:test'
import { allPages } from '../../../../src/cli/instance/all-pages.ts'
import { parseFilters } from '../../../../src/cli/instance/filter.ts'
import { bytesOfLastLines } from '../../../../src/cli/instance/last-lines.ts'

test('filters may be repeated or joined with commas', () => {
  assert.deepEqual(parseFilters(['state=running,label=tier=front', 'state=paused', 'label=x', 'name=web']), {
    state: ['running', 'paused'],
    label: ['tier=front', 'x'],
    name: 'web',
  })
  assert.deepEqual(parseFilters([]), {})
})

test('a filter or a state that there is not gets a suggestion', () => {
  assert.throws(() => parseFilters(['sttae=running']), /"sttae=running" is no filter\. Did you mean "state=…"\?/)
  assert.throws(() => parseFilters(['state']), /is no filter/)
  assert.throws(() => parseFilters(['state=runing']), /no state "runing"\. Did you mean "running"\?/)
})

test('all pages are read, one after the other', async () => {
  const pages = new Map([
    [undefined, { items: ['a', 'b'], next: 'b' }],
    ['b', { items: ['c'], next: null }],
  ])
  const none = { items: [], next: null }
  assert.deepEqual(await allPages(async (after) => pages.get(after) ?? none), ['a', 'b', 'c'])
})

test('the last lines are counted as tail(1) counts them', () => {
  const last = (text: string, count: number) => text.slice(text.length - bytesOfLastLines(Buffer.from(text), count))
  assert.equal(last('a\nb\nc\n', 2), 'b\nc\n')
  assert.equal(last('a\nb\nc', 2), 'b\nc')
  assert.equal(last('a\n', 5), 'a\n')
  assert.equal(last('a\nb\n', 0), '')
  assert.equal(last('', 3), '')
})
