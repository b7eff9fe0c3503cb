import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { loadavg } from 'node:os'
import type { Explanation } from '../src/model/explanation.ts'
import { BenchDaemon } from './kit/daemon.ts'
import { type Measure, table, timed } from './kit/figures.ts'
import { LibvirtDomain } from './kit/libvirt.ts'
import { RawFork } from './kit/raw-warm.ts'

/**
 * Starts from a warm image: request until it runs as itself and until its agent has answered, over the same steps by hand,
 * beside cold boots, `virsh start` and `virsh restore`. Then many at once: how fast, and what each takes for itself.
 */
const image = process.argv[2] ?? 'tiny'
const rounds = Number(process.argv[3] ?? 20)
const many = Number(process.argv[4] ?? 20)
const memory = image === 'tiny' ? '256MiB' : '768MiB'

await using daemon = await BenchDaemon.make()
await daemon.stroj('image', 'build', image)

const cold: number[] = []
const coldAnswer: number[] = []
for (let round = 0; round < (image === 'tiny' ? 3 : 1); round++) await ours(cold, coldAnswer)
await daemon.stroj('image', 'warm', image, '--memory', memory)

const measures = { raw: [] as number[], rawAnswer: [] as number[], warm: [] as number[], warmAnswer: [] as number[] }
for (let round = 0; round < rounds; round++) {
  await raw()
  await ours(measures.warm, measures.warmAnswer)
}
const { start, restore } = image === 'tiny' ? await libvirt() : { start: [], restore: [] }
const rows: Measure[] = [
  { name: 'by hand: it runs', runs: measures.raw },
  { name: 'by hand: it is itself, agent ping', runs: measures.rawAnswer },
  { name: 'stroj start: it runs and is itself', runs: measures.warm },
  { name: 'stroj start, then exec true', runs: measures.warmAnswer },
  { name: 'cold: stroj start', runs: cold },
  { name: 'cold: stroj start, then exec true', runs: coldAnswer },
  { name: 'virsh start: it runs', runs: start },
  { name: 'virsh restore: it runs', runs: restore },
]
console.log(`load of the host: ${loadavg()[0]?.toFixed(1)}`)
console.log(
  table(
    `${image}, ${memory}: start from a warm image`,
    'request or spawn until',
    rows.filter(({ runs }) => runs.length > 0),
  ),
)
await atOnce()

async function ours(into: number[], answer: number[]): Promise<void> {
  await daemon.stroj('create', image, '--name', 'bench', '--memory', memory)
  const began = performance.now()
  await daemon.call('POST', '/v1/instances/bench/start')
  into.push(performance.now() - began)
  await daemon.call('POST', '/v1/instances/bench/exec', { command: ['true'], readyTimeoutMs: 300_000 })
  answer.push(performance.now() - began)
  await daemon.call('DELETE', '/v1/instances/bench?force=true')
}

async function raw(): Promise<void> {
  await daemon.stroj('create', image, '--name', 'bench', '--memory', memory)
  const { steps } = await daemon.call<Explanation>('GET', '/v1/instances/bench/explain?action=start')
  await using fork = await RawFork.start(steps, identityWord())
  measures.raw.push(fork.runningMs)
  measures.rawAnswer.push(fork.answeredMs)
  await fork[Symbol.asyncDispose]()
  await daemon.call('DELETE', '/v1/instances/bench?force=true')
}

/** As the daemon says it; the address that a fork gives up is known only to the database. */
function identityWord(): string {
  const database = new DatabaseSync(join(daemon.home, 'state/stroj.db'), { readOnly: true })
  const row = database.prepare("SELECT value FROM record WHERE kind = 'warm'").get()
  database.close()
  const { facts } = JSON.parse(String(row?.['value'])) as { facts: { macs: readonly string[] } }
  const id = crypto.randomUUID().replaceAll('-', '')
  const macs = facts.macs.map((mac) => `${mac}=52:54:00:12:34:56`)
  return ['be', id.repeat(4), 'bench', id, String(Date.now() / 1000), ...macs].join(' ')
}

async function libvirt(): Promise<{ start: number[]; restore: number[] }> {
  await daemon.stroj('create', image, '--name', 'lib', '--memory', '512MiB')
  const { steps } = await daemon.call<Explanation>('GET', '/v1/instances/lib/explain?action=start')
  const domain = LibvirtDomain.define(steps)
  const found = { start: [] as number[], restore: [] as number[] }
  if (!domain) return found
  for (let round = 0; round < Math.min(rounds, 10); round++) {
    found.start.push(await timed(async () => domain.start()))
    domain.save()
    found.restore.push(await timed(async () => domain.restore()))
    domain.destroy()
  }
  domain.undefine()
  return found
}

async function atOnce(): Promise<void> {
  const names = Array.from({ length: many }, (_, index) => `m${index}`)
  for (const name of names) await daemon.stroj('create', image, '--name', name, '--memory', memory)
  const took = await timed(async () => {
    for (const name of names) await daemon.call('POST', `/v1/instances/${name}/start`)
  })
  const answers = await timed(() =>
    Promise.all(
      names.map((name) =>
        daemon.call('POST', `/v1/instances/${name}/exec`, { command: ['true'], readyTimeoutMs: 300_000 }),
      ),
    ),
  )
  const own = await Promise.all(names.map(ownBytes))
  const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`
  console.log(
    `${many} at once: started in ${(took / 1000).toFixed(1)} s (${((many * 1000) / took).toFixed(1)} a second), all answered within ${(answers / 1000).toFixed(1)} s`,
  )
  console.log(`own memory of each: ${mebibytes(Math.min(...own))} to ${mebibytes(Math.max(...own))}`)
}

/** What only this process has (proc(5), smaps_rollup). */
async function ownBytes(name: string): Promise<number> {
  const { state } = await daemon.call<{ state: { pid: number } }>('GET', `/v1/instances/${name}`)
  const text = readFileSync(`/proc/${state.pid}/smaps_rollup`, 'utf8')
  const kibibytes = [...text.matchAll(/^Private_(?:Clean|Dirty):\s+(\d+) kB$/gm)].map(([, count]) => Number(count))
  return 1024 * kibibytes.reduce((sum, count) => sum + count, 0)
}
