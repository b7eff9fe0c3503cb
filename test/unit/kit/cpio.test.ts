import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { cpio, type CpioEntry } from '../../../src/kit/cpio.ts'

type Member = { readonly path: string; readonly mode: number; readonly body: Uint8Array }

/** Reads an archive back as the kernel does. */
function unpack(archive: Uint8Array): readonly Member[] {
  const text = new TextDecoder()
  const members: Member[] = []
  for (let at = 0; ; ) {
    assert.equal(text.decode(archive.subarray(at, at + 6)), '070701')
    const field = (index: number) =>
      Number.parseInt(text.decode(archive.subarray(at + 6 + 8 * index, at + 14 + 8 * index)), 16)
    const [mode, size, nameSize] = [field(1), field(6), field(11)]
    const path = text.decode(archive.subarray(at + 110, at + 110 + nameSize - 1))
    const body = Math.ceil((at + 110 + nameSize) / 4) * 4
    if (path === 'TRAILER!!!') return members
    members.push({ path, mode, body: archive.subarray(body, body + size) })
    at = Math.ceil((body + size) / 4) * 4
  }
}

test('an archive holds folders, files and links as the kernel reads them', () => {
  const bytes = Uint8Array.of(1, 2, 3)
  const members = unpack(
    cpio([
      { kind: 'folder', path: 'bin', mode: 0o755 },
      { kind: 'file', path: 'bin/x', mode: 0o644, bytes },
      { kind: 'link', path: 'sh', target: 'bin/x' },
    ]),
  )
  assert.deepEqual(
    members.map(({ path, mode }) => [path, mode.toString(8)]),
    [
      ['bin', '40755'],
      ['bin/x', '100644'],
      ['sh', '120777'],
    ],
  )
  assert.deepEqual(Uint8Array.from(members[1]?.body ?? []), bytes)
  assert.equal(new TextDecoder().decode(members[2]?.body), 'bin/x')
})

test('whatever goes in comes out', () => {
  const entry = fc.record({
    kind: fc.constant('file' as const),
    path: fc.string({ minLength: 1, unit: fc.constantFrom('a', 'b', '/', '-', 'ž') }),
    mode: fc.constant(0o600),
    bytes: fc.uint8Array({ maxLength: 40 }),
  })
  fc.assert(
    fc.property(fc.array(entry), (entries: readonly (CpioEntry & { bytes: Uint8Array })[]) => {
      const archive = cpio(entries)
      assert.equal(archive.length % 4, 0)
      const members = unpack(archive)
      assert.deepEqual(
        members.map(({ path }) => path),
        entries.map(({ path }) => path),
      )
      assert.deepEqual(
        members.map(({ body }) => [...body]),
        entries.map(({ bytes }) => [...bytes]),
      )
    }),
  )
})
