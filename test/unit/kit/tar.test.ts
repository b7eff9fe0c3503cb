import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { test } from 'node:test'
import { tar } from '../../../src/kit/tar.ts'

const at = new Date('2026-02-01T09:30:00Z')
const bytes = (text: string) => new TextEncoder().encode(text)

function listed(archive: Uint8Array): string {
  return execFileSync('tar', ['--list', '--verbose', '--utc', '--file', '-'], { input: archive, encoding: 'utf8' })
}

test('tar(1) lists what is in an archive, with its sizes and its time, for its owner only', () => {
  const archive = tar(
    [
      { path: 'a/empty', bytes: bytes('') },
      { path: 'a/b', bytes: bytes('x'.repeat(513)) },
    ],
    at,
  )
  assert.equal(archive.length % 512, 0)
  const [empty = '', full = ''] = listed(archive).split('\n')
  assert.match(empty, /^-rw------- 0\/0 +0 2026-02-01 09:30 a\/empty$/)
  assert.match(full, /^-rw------- 0\/0 +513 2026-02-01 09:30 a\/b$/)
})

test('what is in a file of an archive comes out of it as it was, under a long path too', () => {
  const path = `${'f'.repeat(90)}/${'g'.repeat(60)}/name`
  const archive = tar([{ path, bytes: bytes('čaj\n') }], at)
  const read = execFileSync('tar', ['--extract', '--to-stdout', '--file', '-', path], { input: archive })
  assert.equal(read.toString(), 'čaj\n')
})

test('a path that does not fit is refused', () => {
  assert.throws(() => tar([{ path: 'x'.repeat(101), bytes: bytes('') }], at), RangeError)
})
