import { join } from 'node:path'
import { connect } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { loadavg } from 'node:os'
import { callsToBecome } from '../src/engine/qemu/warm/guest/become.ts'
import type { Call } from '../src/engine/qemu/warm/guest/frame.ts'
import type { Explanation } from '../src/model/explanation.ts'
import type { Operation } from '../src/model/operation.ts'
import type { WarmFacts, WarmListing } from '../src/model/warm.ts'
import { BenchDaemon } from './kit/daemon.ts'
import { type Measure, table, timed } from './kit/figures.ts'
import { LibvirtDomain } from './kit/libvirt.ts'
import { RawFork, runTrue } from './kit/raw-warm.ts'

/**
 * Starts from a warm image: request until it runs as itself, and until `true` has run in it, over the same steps by hand, beside
 * cold boots, `virsh start` and `virsh restore`. Then `exec true` in a guest that runs.
 */
const image = process.argv[2] ?? 'tiny'
const rounds = Number(process.argv[3] ?? 20)
const coldRounds = Number(process.argv[4] ?? (image === 'tiny' ? 3 : 1))
const memory = image === 'tiny' ? '256MiB' : '768MiB'

await using daemon = await BenchDaemon.make()
await daemon.stroj('image', 'build', image)

const runs = () => ({
  running: [] as number[],
  itself: [] as number[],
  ran: [] as number[],
  processors: [] as number[],
})
const measures = { cold: runs(), raw: runs(), warm: runs(), pool: runs() }
for (let round = 0; round < coldRounds; round++) await ours(measures.cold)
await daemon.stroj('image', 'warm', image, '--memory', memory)
for (let round = 0; round < rounds; round++) {
  await raw()
  await ours(measures.warm)
}
await daemon.stroj('image', 'warm', image, '--memory', memory, '--keep', '2')
for (let round = 0; round < rounds; round++) await poolHit()
await daemon.stroj('image', 'warm', image, '--memory', memory, '--keep', '0')
const domain = await libvirt()
console.log(`load of the host: ${loadavg()[0]?.toFixed(1)}`)
show(`${image}, ${memory}: it runs`, [
  { name: 'by hand: it is itself', runs: measures.raw.itself },
  { name: 'by hand: it runs, and is nobody yet', runs: measures.raw.running },
  { name: 'stroj start from a warm image: it is itself', runs: measures.warm.running },
  { name: 'stroj start with a process that waited: it is itself', runs: measures.pool.running },
  { name: 'stroj start, cold', runs: measures.cold.running },
  { name: 'virsh start', runs: domain.start },
  { name: 'virsh restore', runs: domain.restore },
])
show(`${image}, ${memory}: true has run in it`, [
  { name: 'by hand', runs: measures.raw.ran },
  { name: 'stroj start from a warm image, stroj exec', runs: measures.warm.ran },
  { name: 'stroj start with a process that waited, stroj exec', runs: measures.pool.ran },
  { name: 'stroj start, cold, stroj exec', runs: measures.cold.ran },
])
show(`${image}, ${memory}: its processors run, as the daemon tells it`, [
  { name: 'stroj start from a warm image', runs: measures.warm.processors },
  { name: 'stroj start with a process that waited', runs: measures.pool.processors },
])
show(`${image}: exec true in a guest that runs`, await roundTrips())

function show(title: string, rows: readonly Measure[]): void {
  const measured = rows.filter((row) => row.runs.length > 0)
  for (const { name, runs: none } of rows) if (none.length === 0) console.log(`${name}: not measured, nothing answers`)
  console.log(table(title, 'request or spawn until', measured))
}

/** With a machine that waits; the next begins when another one waits again. */
async function poolHit(): Promise<void> {
  for (;;) {
    const { items } = await daemon.call<WarmListing>('GET', '/v1/warm-images')
    if (items.some((item) => item.pool.waiting === 2)) break
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  if (!(await ours(measures.pool))) throw new Error('no machine that waited was taken')
}

/** True when it took a machine that waited. */
async function ours(into: ReturnType<typeof runs>): Promise<boolean> {
  await daemon.stroj('create', image, '--name', 'bench', '--memory', memory)
  const began = performance.now()
  const { result } = await daemon.call<Operation>('POST', '/v1/instances/bench/start')
  into.running.push(performance.now() - began)
  await daemon.call('POST', '/v1/instances/bench/exec', { command: ['true'], readyTimeoutMs: 300_000 })
  into.ran.push(performance.now() - began)
  const { ranAfterMs } = result ?? {}
  if (typeof ranAfterMs === 'number') into.processors.push(ranAfterMs)
  await daemon.call('DELETE', '/v1/instances/bench?force=true')
  return result?.['waited'] === true
}

async function raw(): Promise<void> {
  await daemon.stroj('create', image, '--name', 'bench', '--memory', memory)
  const { steps } = await daemon.call<Explanation>('GET', '/v1/instances/bench/explain?action=start')
  await using fork = await RawFork.start(steps, callsOfFork())
  measures.raw.running.push(fork.runningMs)
  measures.raw.itself.push(fork.itselfMs)
  measures.raw.ran.push(fork.ranMs)
  await fork[Symbol.asyncDispose]()
  await daemon.call('DELETE', '/v1/instances/bench?force=true')
}

/** As the daemon says it; what it knows of the guest is in the database. */
function callsOfFork(): readonly Call[] {
  const database = new DatabaseSync(join(daemon.home, 'state/stroj.db'), { readOnly: true })
  const row = database.prepare("SELECT value FROM record WHERE kind = 'warm'").get()
  database.close()
  const { facts } = JSON.parse(String(row?.['value'])) as { facts: WarmFacts }
  const uuid = crypto.randomUUID()
  const id = uuid.replaceAll('-', '')
  const macs = facts.macs.map((from) => ({ from, to: '52:54:00:12:34:56' }))
  const identity = { name: 'bench', uuid, machineId: id, bootId: id, busId: id, seed: id.repeat(4), macs }
  return callsToBecome({ identity, survey: facts.survey, keys: new Map(), now: new Date() })
}

/** By hand, over the agent's socket of an instance that stroj has let go of: there is room for one who speaks to it. */
async function roundTrips(): Promise<readonly Measure[]> {
  await daemon.stroj('create', image, '--name', 'bench', '--memory', memory)
  await daemon.call('POST', '/v1/instances/bench/start')
  const run = () => daemon.call('POST', '/v1/instances/bench/exec', { command: ['true'] })
  for (let round = 0; round < 5; round++) await run()
  const ourRuns: number[] = []
  for (let round = 0; round < rounds * 5; round++) ourRuns.push(await timed(run))
  const { id } = await daemon.call<{ id: string }>('GET', '/v1/instances/bench')
  await daemon.stroj('daemon', 'stop')
  const agent = connect(join(daemon.home, 'run/i', id, 'agent.sock'))
  const byHand: number[] = []
  for (let round = 0; round < rounds * 5; round++) byHand.push(await timed(() => runTrue(agent)))
  agent.destroy()
  await daemon.stroj('rm', '--force', 'bench')
  return [
    { name: 'by hand, over the socket of the agent', runs: byHand },
    { name: 'POST /v1/instances/NAME/exec', runs: ourRuns },
  ]
}

async function libvirt(): Promise<{ start: number[]; restore: number[] }> {
  const found = { start: [] as number[], restore: [] as number[] }
  if (image !== 'tiny') return found
  await daemon.stroj('create', image, '--name', 'lib', '--memory', '512MiB')
  const { steps } = await daemon.call<Explanation>('GET', '/v1/instances/lib/explain?action=start')
  const defined = LibvirtDomain.define(steps)
  if (!defined) return found
  for (let round = 0; round < Math.min(rounds, 10); round++) {
    found.start.push(await timed(async () => defined.start()))
    defined.save()
    found.restore.push(await timed(async () => defined.restore()))
    defined.destroy()
  }
  defined.undefine()
  return found
}
