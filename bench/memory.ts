import { BenchDaemon } from './kit/daemon.ts'

/** What the daemon itself weighs: idle, and with instances that run. */
const count = Number(process.argv[2] ?? 8)

await using daemon = await BenchDaemon.make()
await daemon.stroj('image', 'build', 'tiny')
await daemon.stroj('daemon', 'restart')
await daemon.stroj('ls')
const idle = await residentBytes()
for (let number = 1; number <= count; number++) {
  await daemon.stroj('create', 'tiny', '--name', `m${number}`, '--memory', '128MiB')
  await daemon.call('POST', `/v1/instances/m${number}/start`)
}
const busy = await residentBytes()
const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`
console.log(`daemon memory (resident): idle ${mebibytes(idle)}, with ${count} running ${mebibytes(busy)}`)
console.log(`each running instance adds ${mebibytes((busy - idle) / count)}`)

async function residentBytes(): Promise<number> {
  return (await daemon.call<{ memoryBytes: number }>('GET', '/v1/daemon')).memoryBytes
}
