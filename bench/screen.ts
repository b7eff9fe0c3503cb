import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import type { Explanation } from '../src/model/explanation.ts'
import { BenchDaemon } from './kit/daemon.ts'
import { percentile } from './kit/figures.ts'
import { movingPicture } from './kit/moving-picture.ts'
import { monitorOf, RawRun } from './kit/raw-qemu.ts'
import { RawMonitor } from './kit/monitor.ts'
import { RfbViewer, type Seen } from './kit/rfb-viewer.ts'
import { loginLink } from './kit/web-visitor.ts'

/**
 * Pictures a second of a guest whose screen never stands still: through the WebSocket of the daemon, as the web app has it, over
 * QEMU's own. Both guests are the same and run in turns. `node bench/screen.ts 5 4000`.
 */
const rounds = Number(process.argv[2] ?? 5)
const milliseconds = Number(process.argv[3] ?? 4000)

await using daemon = await BenchDaemon.make()
const file = join(daemon.home, 'picture.img')
await writeFile(file, movingPicture())
const spec = {
  firmware: 'bios',
  memory: '64MiB',
  nics: [],
  console: { screen: true },
  disks: [{ file, format: 'raw', readOnly: true }],
}
await daemon.stroj('ls')
for (const name of ['ours', 'theirs']) await daemon.call('POST', '/v1/instances', { name, spec })
const { steps } = await daemon.call<Explanation>('GET', '/v1/instances/theirs/explain?action=start')
const port = await freePort()
const command = [...(steps.at(-1)?.command ?? []), '-vnc', `127.0.0.1:${port - 5900},websocket=on`]
await using _theirs = await RawRun.start([...steps.slice(0, -1), { ...required(steps.at(-1)), command }])
using monitor = await RawMonitor.open(monitorOf(command))
await daemon.call('POST', '/v1/instances/ours/start')
const { origin } = new URL(await loginLink(daemon))
const { secret: token } = await daemon.call<{ secret: string }>('POST', '/v1/tokens', { name: 'bench', role: 'full' })

console.log(`load of the host: ${loadavg()[0]?.toFixed(1)}`)
for (const encoding of ['raw', 'zrle'] as const) {
  const seen = { theirs: [] as Seen[], ours: [] as Seen[] }
  for (let round = 0; round < rounds; round++) {
    await daemon.call('POST', '/v1/instances/ours/pause')
    seen.theirs.push(await watched(new WebSocket(`ws://127.0.0.1:${port - 200}`, 'binary'), encoding))
    await monitor.call('stop')
    await daemon.call('POST', '/v1/instances/ours/resume')
    seen.ours.push(await watched(ourSocket(), encoding))
    await monitor.call('cont')
  }
  const ratios = seen.ours.map((ours, round) => perSecond(ours) / perSecond(seen.theirs[round] ?? ours))
  console.log(`  ${encoding}: ${percentile(ratios, 0.5).toFixed(2)} x of QEMU's own WebSocket, turn by turn`)
  console.log(`    QEMU's own: ${tell(seen.theirs)}\n    the daemon: ${tell(seen.ours)}`)
}
await daemon.stroj('web', 'off')

function ourSocket(): WebSocket {
  const address = `${origin.replace(/^http/, 'ws')}/v1/instances/ours/screen`
  return new WebSocket(address, 'binary', { headers: { authorization: `Bearer ${token}` } })
}

async function watched(socket: WebSocket, encoding: 'raw' | 'zrle'): Promise<Seen> {
  using viewer = await RfbViewer.join(socket, encoding)
  return await viewer.watch(milliseconds)
}

function perSecond({ updates, milliseconds: time }: Seen): number {
  return (1000 * updates) / time
}

function tell(all: readonly Seen[]): string {
  const rates = all.map(perSecond)
  const bytes = all.map(({ bytes: sum, milliseconds: time }) => (1000 * sum) / time / 2 ** 20)
  const [p50, least] = [percentile(rates, 0.5), Math.min(...rates)]
  return `${p50.toFixed(1)} pictures a second (least ${least.toFixed(1)}, ${rates.length} times), ${percentile(bytes, 0.5).toFixed(1)} MiB a second`
}

/** A port from which on QEMU's display numbers count (5900), whose WebSocket is 200 below it: QEMU has it at 5700. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port: found } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return found
}

function required<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('there is no step that starts QEMU')
  return value
}
