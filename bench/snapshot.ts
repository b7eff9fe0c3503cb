import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Snapshot } from '../src/model/snapshot.ts'
import { runBusyGuest } from './kit/busy-guest.ts'
import { BenchDaemon } from './kit/daemon.ts'
import { table } from './kit/figures.ts'
import { RawSnapshots } from './kit/raw-snapshot.ts'

/** How long a running guest stands still for a snapshot, with two sizes of memory, against the monitor spoken to by hand. */
const rounds = Number(process.argv[2] ?? 10)

await using daemon = await BenchDaemon.make()
const folder = await mkdtemp(join(tmpdir(), 'raw-'))
await daemon.stroj('image', 'build', 'tiny')
for (const memory of ['512MiB', '2GiB']) {
  const { id, label } = await runBusyGuest(daemon, memory)
  const disks: number[] = []
  const withMemory: number[] = []
  const savevm: number[] = []
  const rawDisks: number[] = []
  const rawMemory: number[] = []
  {
    using raw = await RawSnapshots.on(join(daemon.home, 'run/i', id, 'rescue.sock'), folder)
    for (let round = 0; round < rounds; round++) {
      disks.push(await pauseOf())
      withMemory.push(await pauseOf('--memory'))
      savevm.push(await raw.savevm())
      rawMemory.push(await raw.memory())
    }
    for (let round = 0; round < rounds; round++) rawDisks.push(await raw.disk())
  }
  await daemon.stroj('rm', '--force', 'bench')
  console.log(
    table(`snapshot of the disks of a running guest (${label})`, 'until all are switched', [
      { name: 'blockdev-snapshot by hand', runs: rawDisks },
      { name: 'stroj snapshot create', runs: disks },
    ]),
  )
  console.log(
    table(`snapshot with its memory (${label})`, 'until the guest goes on', [
      { name: 'savevm by hand', runs: savevm },
      { name: 'background-snapshot by hand, memory only', runs: rawMemory },
      { name: 'stroj snapshot create --memory', runs: withMemory },
    ]),
  )
}
await rm(folder, { recursive: true })

async function pauseOf(...options: readonly string[]): Promise<number> {
  const text = await daemon.stroj('snapshot', 'create', ...options, 'bench', 'now', '--format', 'json')
  await daemon.stroj('snapshot', 'rm', 'bench', 'now')
  return (JSON.parse(text) as Snapshot).pauseMs ?? Number.NaN
}
