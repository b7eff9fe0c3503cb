import { spawnSync } from 'node:child_process'
import type { Explanation } from '../src/model/explanation.ts'
import { BenchDaemon } from './kit/daemon.ts'
import { type Measure, table, timed } from './kit/figures.ts'
import { LibvirtDomain } from './kit/libvirt.ts'
import { RawRun } from './kit/raw-qemu.ts'

/** How long from the request until QEMU says `running`, against the same lines run by hand and against virsh. */
const rounds = Number(process.argv[2] ?? 20)

await using daemon = await BenchDaemon.make()
await daemon.stroj('image', 'build', 'tiny')
await daemon.stroj('create', 'tiny', '--name', 'bench', '--memory', '256MiB')
const { steps } = await daemon.call<Explanation>('GET', '/v1/instances/bench/explain?action=start')
const domain = LibvirtDomain.define(steps)

const raw: number[] = []
const api: number[] = []
const cli: number[] = []
const virsh: number[] = []
for (let round = 0; round < rounds; round++) {
  await using _raw = await measured(raw, () => RawRun.start(steps))
  await _raw[Symbol.asyncDispose]()
  api.push(await timed(() => daemon.call('POST', '/v1/instances/bench/start')))
  await daemon.call('POST', '/v1/instances/bench/kill')
  const [node, program] = daemon.commandLine
  cli.push(
    await timed(async () => spawnSync(node, [program, 'start', 'bench'], { env: daemon.environment, stdio: 'ignore' })),
  )
  await daemon.call('POST', '/v1/instances/bench/kill')
  if (domain) virsh.push(await timed(async () => domain.start()))
  domain?.destroy()
}
domain?.undefine()

const measures: Measure[] = [
  { name: 'the lines by hand', runs: raw },
  { name: 'stroj, API request', runs: api },
  { name: 'stroj start, whole process', runs: cli },
]
if (domain) measures.push({ name: 'virsh start, whole process', runs: virsh })
console.log(
  table('start to running (tiny, 256 MiB, one nic)', 'request or spawn until the monitor says running', measures),
)

async function measured<T>(into: number[], work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const value = await work()
  into.push(performance.now() - began)
  return value
}
