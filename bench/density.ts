import { readFileSync } from 'node:fs'
import { availableParallelism, loadavg } from 'node:os'
import { BenchDaemon } from './kit/daemon.ts'
import { percentile, timed } from './kit/figures.ts'

/**
 * Many instances from one warm image on one host: how fast they are made, what each takes for itself while all of them run, and
 * whether all answer. `node bench/density.ts tiny 100`.
 */
const image = process.argv[2] ?? 'tiny'
const many = Number(process.argv[3] ?? 100)
const memory = image === 'tiny' ? '256MiB' : '768MiB'
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`

await using daemon = await BenchDaemon.make()
await daemon.stroj('image', 'build', image)
await daemon.stroj('image', 'warm', image, '--memory', memory)
const names = Array.from({ length: many }, (_, index) => `m${index}`)

const [before, busyBefore] = [available(), busySeconds()]
const created = await timed(async () => {
  for (const name of names) await daemon.call('POST', '/v1/instances', { name, spec: { image, memory } })
})
const starts: number[] = []
// An emulated guest that rests still takes a part of a processor, so each is paused as soon as it has answered.
for (const name of names) {
  starts.push(await timed(() => daemon.call('POST', `/v1/instances/${name}/start`)))
  await answers(name)
  await daemon.call('POST', `/v1/instances/${name}/pause`)
}
const cores = availableParallelism()
const sum = starts.reduce((all, ms) => all + ms, 0)
const own = await Promise.all(names.map(ownBytes))
const taken = (before - available()) / many
console.log(`load of the host: ${loadavg()[0]?.toFixed(1)}, ${cores} processors`)
console.log(`${many} x ${image} (${memory}), created in ${seconds(created)}`)
console.log(
  `  started, each as itself: p50 ${percentile(starts, 0.5).toFixed(0)} ms, p99 ${percentile(starts, 0.99).toFixed(0)} ms;`,
  `${((1000 * many) / sum / cores).toFixed(1)} a second and processor,`,
  `${(((busySeconds() - busyBefore) * 1000) / many).toFixed(0)} ms of processor time for each start, answer and pause`,
)
console.log(
  `  own memory of each: ${mebibytes(
    percentile(
      own.map(({ dirty }) => dirty),
      0.5,
    ),
  )},`,
  `of it written by the guest ${mebibytes(
    percentile(
      own.map(({ guest }) => guest),
      0.5,
    ),
  )};`,
  `with all that the host has given, passt among it: ${mebibytes(taken)}`,
)
const woken = await timed(async () => {
  for (const name of names) {
    await daemon.call('POST', `/v1/instances/${name}/resume`)
    await answers(name)
    await daemon.call('POST', `/v1/instances/${name}/pause`)
  }
})
console.log(`  all ${many} resumed, answered and paused again in ${seconds(woken)}`)
console.log(`  all removed in ${seconds(await timed(() => daemon.stroj('rm', '--force', ...names)))}`)

async function answers(name: string): Promise<void> {
  const command = ['true']
  await daemon.call('POST', `/v1/instances/${name}/exec`, { command, readyTimeoutMs: 300_000, timeoutMs: 300_000 })
}

/** What only this process has, and what of that is memory of its guest (proc(5), smaps). */
async function ownBytes(name: string): Promise<{ readonly dirty: number; readonly guest: number }> {
  const { state } = await daemon.call<{ state: { pid: number } }>('GET', `/v1/instances/${name}`)
  const regions = readFileSync(`/proc/${state.pid}/smaps`, 'utf8').split(/^(?=[0-9a-f]+-[0-9a-f]+ )/m)
  const dirtyOf = (region: string) => 1024 * Number(/^Private_Dirty:\s+(\d+) kB$/m.exec(region)?.[1] ?? 0)
  const total = (some: readonly string[]) => some.reduce((all, region) => all + dirtyOf(region), 0)
  return { dirty: total(regions), guest: total(regions.filter((region) => /\/warm\/.*\/memory$/m.test(region))) }
}

function available(): number {
  return 1024 * Number(/^MemAvailable:\s+(\d+) kB$/m.exec(readFileSync('/proc/meminfo', 'utf8'))?.[1] ?? 0)
}

/** What all processors of the host have worked since it booted (proc(5), stat). */
function busySeconds(): number {
  const [user = 0, nice = 0, system = 0] = readFileSync('/proc/stat', 'utf8').split(/\s+/).slice(1, 4).map(Number)
  return (user + nice + system) / 100
}
