import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { Instance } from '../src/model/instance.ts'
import { BenchDaemon } from './kit/daemon.ts'
import { table, timed } from './kit/figures.ts'
import { freePort } from '../test/support/free-port.ts'

/** What a guest that is parked costs while nobody comes, and how long who comes has to wait. */
const rounds = Number(process.argv[2] ?? 5)
const port = await freePort()
const watchedMs = 5000

await using daemon = await BenchDaemon.make()
await daemon.stroj('image', 'build', 'tiny')
await daemon.stroj('run', 'tiny', '--name', 'bench', '--detach', '-p', `${port}:80`, '--set', 'park.after=10s')
await exec('sh', '-c', 'mkdir -p /www; echo hello > /www/index.html; httpd -h /www')
await answer()

const awake: number[] = []
const parked: number[] = []
const execAwake: number[] = []
const execParked: number[] = []
for (let round = 0; round < rounds; round++) {
  await untilParked()
  parked.push(await timed(answer))
  awake.push(await timed(answer))
  await untilParked()
  execParked.push(await timed(() => exec('true')))
  execAwake.push(await timed(() => exec('true')))
}
const told = 'TCP connect to the first byte of an HTTP answer; request to the end of `true`'
console.log(
  table('a guest that is woken', told, [
    { name: 'answer, awake', runs: awake },
    { name: 'answer, parked', runs: parked },
    { name: 'exec true, awake', runs: execAwake },
    { name: 'exec true, parked', runs: execParked },
  ]),
)
console.log(`processor while nobody comes, guest awake: ${await processorShares()}`)
await untilParked()
console.log(`processor while nobody comes, guest parked: ${await processorShares()}`)

function exec(...command: readonly string[]): Promise<unknown> {
  return daemon.call('POST', '/v1/instances/bench/exec', { command })
}

async function answer(): Promise<void> {
  const socket = connect(port, '127.0.0.1', () => socket.write('GET /index.html HTTP/1.0\r\n\r\n'))
  await once(socket, 'data')
  socket.destroy()
}

async function untilParked(): Promise<void> {
  for (;;) {
    if ((await shown()).state.kind === 'parked') break
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  // Between two looks at the ports.
  await new Promise((resolve) => setTimeout(resolve, 200 + Math.random() * 100))
}

function shown(): Promise<Instance> {
  return daemon.call('GET', '/v1/instances/bench')
}

/** Of one processor each. */
async function processorShares(): Promise<string> {
  const { state } = await shown()
  const pids = [String('pid' in state ? state.pid : 0), await readFile(join(daemon.home, 'state/daemon.pid'), 'utf8')]
  const before = await Promise.all(pids.map(ticksOf))
  await new Promise((resolve) => setTimeout(resolve, watchedMs))
  const after = await Promise.all(pids.map(ticksOf))
  const [qemu = '', own = ''] = after.map((ticks, index) => {
    const share = (ticks - (before[index] ?? 0)) / 100 / (watchedMs / 1000)
    return `${(share * 100).toFixed(1)} %`
  })
  return `QEMU ${qemu}, daemon ${own}`
}

/** Fields 14 and 15 of /proc/PID/stat, of which there are 100 a second (proc(5)). */
async function ticksOf(pid: string): Promise<number> {
  const fields = (await readFile(`/proc/${pid.trim()}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []
  return Number(fields[11]) + Number(fields[12])
}
