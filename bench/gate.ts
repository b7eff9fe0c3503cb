import { execFile } from 'node:child_process'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openForeignDisk } from '../src/disk/foreign-disk.ts'
import { planTaking, takeIn } from '../src/disk/take-in.ts'
import { TempDir } from '../src/host/temp-dir.ts'
import { diskFormats } from '../src/model/disk-format.ts'
import { type Measure, table, timed } from './kit/figures.ts'

/** What looking at a file costs before it is copied, and how taking a large disk in compares with qemu-img alone. */
const rounds = Number(process.argv[2] ?? 20)
const mebibyte = 2 ** 20
const diskBytes = 10 * 1024 * mebibyte
/** What a sparse disk of 10 GiB holds: a MiB at every eighth. */
const stepBytes = 8 * mebibyte

const run = promisify(execFile)
const { signal } = new AbortController()
await using folder = await TempDir.make('stroj-bench-gate')
const path = (name: string) => join(folder.path, name)

await using raw = await open(path('small.raw'), 'w')
await raw.truncate(64 * mebibyte)
await raw.write(Buffer.alloc(8 * mebibyte, 'x'), 0, 8 * mebibyte, mebibyte)

const looks: Measure[] = []
for (const format of diskFormats) {
  const file = path(`small.${format}`)
  const qemuFormat = format === 'vhd' ? 'vpc' : format
  if (format !== 'raw') await run('qemu-img', ['convert', '-f', 'raw', '-O', qemuFormat, path('small.raw'), file])
  const runs: number[] = []
  for (let round = 0; round < rounds * 5; round++) {
    runs.push(await timed(async () => await look(file)))
  }
  looks.push({ name: `inspected as ${format}`, runs })
}
console.log(table('the inspector', 'open until the verdict, 64 MiB disks', looks))

const large = path('large.raw')
await makeLarge(large)
const target = path('copy.qcow2')
const bare: number[] = []
const gate: number[] = []
const ours: number[] = []
for (let round = 0; round < rounds; round++) {
  bare.push(await timed(() => run('qemu-img', ['convert', '-m', '4', '-f', 'raw', '-O', 'qcow2', large, target])))
  await rm(target)
  ours.push(await timed(takeLarge))
  await rm(target)
}
console.log(
  table('taking in a sparse raw disk of 10 GiB with 1.25 GiB of data', 'until the copy is finished', [
    { name: 'qemu-img convert', runs: bare },
    { name: 'through the gate', runs: ours },
    { name: 'of it before the copy', runs: gate },
  ]),
)

async function look(file: string): Promise<void> {
  await using _disk = await openForeignDisk(file, undefined)
}

async function takeLarge(): Promise<void> {
  const began = performance.now()
  await using disk = await openForeignDisk(large, 'raw')
  const plan = await planTaking(disk, 'qcow2', { signal }, 2 ** 40)
  gate.push(performance.now() - began)
  await takeIn(disk, { path: target, format: 'qcow2' }, plan, { signal })
}

async function makeLarge(file: string): Promise<void> {
  await using handle = await open(file, 'w')
  await handle.truncate(diskBytes)
  const piece = Buffer.alloc(mebibyte, 'y')
  for (let at = 0; at < diskBytes; at += stepBytes) await handle.write(piece, 0, mebibyte, at)
}
