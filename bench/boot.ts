import { connect } from 'node:net'
import type { Explanation } from '../src/model/explanation.ts'
import { BenchDaemon } from './kit/daemon.ts'
import { table, timed } from './kit/figures.ts'
import { monitorOf, RawRun } from './kit/raw-qemu.ts'

/** Cold boot until the guest agent answers for the first time, against the same lines run by hand. */
const image = process.argv[2] ?? 'tiny'
const rounds = Number(process.argv[3] ?? 5)

await using daemon = await BenchDaemon.make()
await daemon.stroj('image', 'build', image)
await daemon.stroj('create', image, '--name', 'bench')
const { steps } = await daemon.call<Explanation>('GET', '/v1/instances/bench/explain?action=start')

const raw: number[] = []
const ours: number[] = []
for (let round = 0; round < rounds; round++) {
  await fresh()
  const began = performance.now()
  const run = await RawRun.start(steps)
  await agentAnswers(monitorOf(steps.at(-1)?.command ?? []).replace('qmp.sock', 'agent.sock'))
  raw.push(performance.now() - began)
  await run[Symbol.asyncDispose]()

  await fresh()
  ours.push(
    await timed(async () => {
      await daemon.call('POST', '/v1/instances/bench/start')
      await daemon.call('POST', '/v1/instances/bench/exec', { command: ['true'], readyTimeoutMs: 300_000 })
    }),
  )
  await daemon.call('POST', '/v1/instances/bench/kill')
}
console.log(
  table(
    `cold boot of ${image} to the first answer of the guest agent`,
    'request or spawn until the agent has answered',
    [
      { name: 'the lines by hand, agent ping', runs: raw },
      { name: 'stroj start, then exec true', runs: ours },
    ],
  ),
)

/** Each boot begins with a disk that was never booted. */
async function fresh(): Promise<void> {
  await daemon.call('DELETE', '/v1/instances/bench?force=true')
  await daemon.stroj('create', image, '--name', 'bench')
  const explained = await daemon.call<Explanation>('GET', '/v1/instances/bench/explain?action=start')
  steps.splice(0, steps.length, ...explained.steps)
}

/** Asks again until an answer comes: bytes that wait in the channel of a guest that is still booting may be lost. */
async function agentAnswers(path: string): Promise<void> {
  for (;;) {
    const socket = connect(path)
    socket.on('error', () => undefined)
    socket.write('{"execute":"guest-ping"}\n')
    const answered = await new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => resolve(false), 100)
      socket.once('data', () => {
        clearTimeout(timer)
        resolve(true)
      })
    })
    socket.destroy()
    if (answered) return
  }
}
