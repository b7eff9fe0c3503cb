import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mergePatch } from '../../../src/kit/merge-patch.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'
import { changeTo, draftFrom, draftOf, draftOfSpec } from '../../../src/web/spec/draft.ts'

test('a form and its text say the same, whichever was changed', () => {
  const formed = draftOf({ image: 'tiny', memory: '2GiB' })
  assert.equal(formed.text, 'image: tiny\nmemory: 2GiB\n')
  assert.deepEqual(draftFrom(formed.text, {}), formed)
})

test('while the text cannot be read the form keeps what it had, and the mistake has its line', () => {
  const draft = draftFrom('image: tiny\nmemory: [', { image: 'tiny' })
  assert.deepEqual(draft.raw, { image: 'tiny' })
  assert.equal(draft.issues[0]?.line, 2)
})

test('only what differs is sent, and what is left out is taken out', () => {
  const spec = InstanceSpec.parse({
    image: 'tiny',
    cpus: { model: 'max', count: 2 },
    labels: { team: 'red', role: 'front' },
    restart: 'always',
  })
  const draft = draftFrom('image: tiny\ncpus: 2\nlabels:\n  team: blue\n', {})
  const change = changeTo(spec, draft)
  assert.deepEqual(change, { cpus: 2, labels: { team: 'blue', role: null }, restart: null })
  const merged = InstanceSpec.parse(mergePatch(spec, change))
  assert.deepEqual(merged, InstanceSpec.parse(draft.raw))
  assert.deepEqual(changeTo(spec, draftOfSpec(spec)), {})
})
