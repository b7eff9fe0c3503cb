import { join } from 'node:path'
import { tmpdir } from 'node:os'
import { mkdtemp, rm } from 'node:fs/promises'
import type { Instance } from '../src/model/instance.ts'
import { runBusyGuest } from './kit/busy-guest.ts'
import { BenchDaemon } from './kit/daemon.ts'
import { table } from './kit/figures.ts'
import { RawSnapshots } from './kit/raw-snapshot.ts'
import { ownMemory } from '../src/host/own-memory.ts'

/** How long a running guest stands still while it is forked, when its fork answers, and what that holds of the host. */
const rounds = Number(process.argv[2] ?? 10)

await using daemon = await BenchDaemon.make()
const folder = await mkdtemp(join(tmpdir(), 'raw-'))
await daemon.stroj('image', 'build', 'tiny')
for (const memory of ['512MiB', '2GiB']) {
  const { id, label } = await runBusyGuest(daemon, memory)
  const pauses: number[] = []
  const answers: number[] = []
  const held: number[] = []
  const behind: number[] = []
  for (let round = 0; round < rounds; round++) {
    const began = performance.now()
    pauses.push(await fork())
    await daemon.stroj('exec', 'fork', '--', 'true')
    answers.push(performance.now() - began)
    const { state } = await daemon.call<Instance>('GET', '/v1/instances/fork')
    if ('pid' in state) held.push(await ownMemory(state.pid))
    await daemon.stroj('rm', '--force', 'fork')
    using raw = await RawSnapshots.on(join(daemon.home, 'run/i', id, 'rescue.sock'), folder)
    behind.push(await raw.memory())
  }
  await daemon.stroj('rm', '--force', 'bench')
  console.log(
    table(`fork of a running guest (${label})`, 'until the guest goes on', [
      { name: 'background-snapshot by hand, memory only', runs: behind },
      { name: 'stroj fork', runs: pauses },
    ]),
  )
  console.log(
    table(`fork of a running guest (${label})`, 'until the fork has run a command', [
      { name: 'stroj fork', runs: answers },
    ]),
  )
  console.log(
    `own memory of a fork (${label}): ${held.map((bytes) => `${Math.round(bytes / 2 ** 20)} MiB`).join(', ')}\n`,
  )
}
await rm(folder, { recursive: true })

async function fork(): Promise<number> {
  const text = await daemon.stroj('fork', 'bench', 'fork', '--format', 'json')
  return (JSON.parse(text) as { pauseMs: number }).pauseMs
}
