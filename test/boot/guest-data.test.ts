import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { test } from 'node:test'
import { QemuBench } from '../support/qemu-bench.ts'
import { assertStamped, stampingMedium, writesIn } from '../support/stamping-guest.ts'

const sectors = 1024
const blocks = sectors / 64

async function stampedBench(): Promise<QemuBench> {
  const bench = await QemuBench.make()
  await writeFile(join(dirname(bench.paths.state), 'stamp.iso'), stampingMedium(sectors))
  return bench
}

async function start(bench: QemuBench) {
  const plan = await bench.withDisk()
  const cdrom = join(dirname(bench.paths.state), 'stamp.iso')
  return bench.start({ ...plan, disks: plan.disks.slice(1), cdrom, bootOrder: ['cdrom', 'disk'] })
}

/** What the guest sees on its disk. */
async function diskOf(bench: QemuBench): Promise<Uint8Array> {
  const [from, to] = ['disk1.qcow2', 'disk.raw'].map((name) => join(bench.files.own, name)) as [string, string]
  await promisify(execFile)('qemu-img', ['convert', '-f', 'qcow2', '-O', 'raw', from, to])
  return readFile(to)
}

async function endAndCompare(bench: QemuBench): Promise<void> {
  await bench.engine.cleanUp(bench.plan.id, bench.plan.uuid)
  const { done, failed } = writesIn(await readFile(bench.files.serialLog, 'latin1'))
  assert.equal(failed, 0)
  const disk = await diskOf(bench)
  assertStamped(disk, sectors, done)
  // That it can tell: one bit of a sector that was written.
  disk[512] = (disk[512] ?? 0) ^ 1
  assert.throws(() => assertStamped(disk, sectors, done), /sector 1 has/)
}

test('a guest whose QEMU is killed has every write on its disk that it was told to be done', {
  timeout: 60_000,
}, async () => {
  await using bench = await stampedBench()
  await using machine = await start(bench)
  await bench.printed(new RegExp(`RW{${blocks + 5},}`))
  process.kill(machine.process.pid, 'SIGKILL')
  await endAndCompare(bench)
})
