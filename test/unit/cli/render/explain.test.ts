import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { test } from 'node:test'
import fc from 'fast-check'
import { explanationText } from '../../../../src/cli/render/explanation-text.ts'
import { plain } from '../models.ts'

function printed(words: readonly string[], reason = ''): string {
  const steps = [{ reason, command: ['printf', '%s\\n', ...words], background: false }]
  return explanationText({ action: 'start', instance: 'web', steps, notes: [] }, plain)
}

test('what is printed, pasted into a shell, runs with exactly these words', () => {
  const word = fc.string().filter((text) => !text.includes('\0') && !text.includes('\n'))
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (words) => {
      const { stdout } = spawnSync('sh', { input: printed(words), encoding: 'utf8' })
      assert.deepEqual(stdout.split('\n').slice(0, -1), words)
    }),
    { numRuns: 40 },
  )
})

test('a reason with line ends stays a comment', () => {
  const { stdout } = spawnSync('sh', { input: printed(['x'], 'why\necho evil\r\necho worse'), encoding: 'utf8' })
  assert.equal(stdout, 'x\n')
})
