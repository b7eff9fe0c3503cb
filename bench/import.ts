import { execFile } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { hashFile } from '../src/host/hash-file.ts'
import { TempDir } from '../src/host/temp-dir.ts'
import { openImageLibrary } from '../src/source/library.ts'
import { table, timed } from './kit/figures.ts'

/** What `stroj image import` of a large sparse disk costs, inspection and digest included, beside qemu-img and cp alone. */
const rounds = Number(process.argv[2] ?? 5)
const mebibyte = 2 ** 20
const diskBytes = 10 * 1024 * mebibyte
/** The disk holds a MiB at every eighth: 1.25 GiB in all. */
const stepBytes = 8 * mebibyte

const run = promisify(execFile)
const { signal } = new AbortController()
await using folder = await TempDir.make('stroj-bench-import')
const path = (name: string) => join(folder.path, name)
const library = openImageLibrary({ state: path('state'), runtime: path('run'), cache: path('cache') })

await makeRaw(path('disk.raw'))
await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', path('disk.raw'), path('disk.qcow2')])
for (const format of ['raw', 'qcow2'] as const) await compare(format)

async function compare(format: 'raw' | 'qcow2'): Promise<void> {
  const [file, copy] = [path(`disk.${format}`), path('copy')]
  const bare: number[] = []
  const plain: number[] = []
  const ours: number[] = []
  const digest: number[] = []
  for (let round = 0; round < rounds; round++) {
    bare.push(await timed(() => run('qemu-img', ['convert', '-m', '4', '-f', format, '-O', 'qcow2', file, copy])))
    digest.push(await timed(() => hashFile(copy, signal)))
    await rm(copy)
    plain.push(await timed(() => run('cp', ['--sparse=always', file, copy])))
    await rm(copy)
    ours.push(await timed(() => take(file, format)))
    await library.removeStagings()
  }
  console.log(
    table(`importing a sparse ${format} disk of 10 GiB with 1.25 GiB of data`, 'until the copy is finished', [
      { name: 'qemu-img convert', runs: bare },
      { name: 'cp --sparse=always', runs: plain },
      { name: 'stroj image import', runs: ours },
      { name: 'of it the digest', runs: digest },
    ]),
  )
}

async function take(file: string, format: 'raw' | 'qcow2'): Promise<void> {
  await library.importFile({ path: file, format }, 'bench', () => undefined, signal)
}

async function makeRaw(file: string): Promise<void> {
  await using handle = await open(file, 'w')
  await handle.truncate(diskBytes)
  const piece = Buffer.alloc(mebibyte, 'y')
  for (let at = 0; at < diskBytes; at += stepBytes) await handle.write(piece, 0, mebibyte, at)
}
