import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { initrdSegment } from '../../../../../src/engine/qemu/installer/initrd-segment.ts'
import { joinFiles } from '../../../../../src/host/join-files.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'
import { findProgram } from '../../../../../src/host/find-program.ts'

const encode = (text: string) => new TextEncoder().encode(text)
const files = [
  { name: 'preseed.cfg', content: encode('d-i a b c\n') },
  { name: 'stroj/finish', content: encode('x'.repeat(4097)) },
]

test('a segment is made of whole words of four bytes and ends with its trailer', () => {
  const bytes = initrdSegment(files)
  assert.equal(bytes.length % 4, 0)
  const text = new TextDecoder('latin1').decode(bytes)
  assert.ok(text.startsWith('070701') && text.includes('TRAILER!!!'))
  const names = [...text.matchAll(/070701[0-9a-f]{104}([^\0]+)/g)].map(([, name]) => name)
  assert.deepEqual(names, ['stroj', 'preseed.cfg', 'stroj/finish', 'TRAILER!!!'])
})

test('cpio unpacks it with folders, contents, and rights for the owner only', async (context) => {
  if ((await findProgram('cpio')) === undefined) return context.skip('cpio is not installed')
  await using folder = await TempDir.make('cpio')
  execFileSync('cpio', ['-idm', '--quiet'], { cwd: folder.path, input: initrdSegment(files) })
  for (const { name, content } of files)
    assert.deepEqual(await readFile(`${folder.path}/${name}`), Buffer.from(content))
  const modes = execFileSync('stat', ['-c', '%a', 'stroj', 'stroj/finish'], { cwd: folder.path }).toString()
  assert.equal(modes, '700\n600\n')
})

test('what is joined begins at a multiple of four bytes, and a part that is not there is refused', async () => {
  await using folder = await TempDir.make('join')
  const signal = AbortSignal.timeout(10_000)
  const [first, out] = [`${folder.path}/first`, `${folder.path}/out`]
  await joinFiles(first, [{ kind: 'bytes', bytes: encode('12345') }], signal)
  await joinFiles(
    out,
    [
      { kind: 'file', path: first },
      { kind: 'bytes', bytes: encode('rest') },
    ],
    signal,
  )
  assert.equal(await readFile(out, 'latin1'), '12345\0\0\0rest')
  const beyond = { kind: 'medium', path: first, offset: 3, sizeBytes: 10 } as const
  await assert.rejects(joinFiles(`${folder.path}/bad`, [beyond], signal), RangeError)
})
