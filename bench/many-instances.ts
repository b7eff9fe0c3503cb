import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { InstanceQuery } from '../src/model/instance.ts'
import { BenchDaemon } from './kit/daemon.ts'
import { table, timed } from './kit/figures.ts'
import { fillStore } from './kit/fill-store.ts'

/** A page of 100 among 10,000 stored instances, over the API; and what the daemon weighs. */
const count = Number(process.argv[2] ?? 10_000)

await using daemon = await BenchDaemon.make()
await daemon.stroj('ls')
const idle = await residentBytes()
await daemon.stroj('daemon', 'stop')

await fillStore(daemon, count)

await daemon.stroj('ls', '-q', '--filter', 'name=none')
const query = InstanceQuery.parse({})
const measures = []
for (const [name, path] of [
  ['page of 100, first', `/v1/instances?limit=${query.limit}`],
  ['page of 100, in the middle', `/v1/instances?limit=${query.limit}&after=i${String(count / 2).padStart(6, '0')}`],
  ['page of 100 by label', `/v1/instances?limit=${query.limit}&label=group%3Dbench`],
] as const) {
  const runs: number[] = []
  for (let round = 0; round < 50; round++) runs.push(await timed(() => daemon.call('GET', path)))
  measures.push({ name, runs })
}
console.log(table(`a page among ${count} stored instances`, 'request to parsed answer over the unix socket', measures))
const full = await residentBytes()
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(0)} MiB`
console.log(`daemon memory: idle ${mebibytes(idle)}, with ${count} stored and listed ${mebibytes(full)}`)
await daemon.stroj('daemon', 'stop')
await rm(join(daemon.home, 'state/stroj.db'))

async function residentBytes(): Promise<number> {
  return (await daemon.call<{ memoryBytes: number }>('GET', '/v1/daemon')).memoryBytes
}
