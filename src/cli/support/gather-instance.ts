import { commandLineOf } from '../../host/command-line.ts'
import { joinBytes } from '../../kit/join-bytes.ts'
import type { Instance } from '../../model/instance.ts'
import { explainInstance, instanceLog } from '../../sdk/inside.ts'
import { listSnapshots } from '../../sdk/snapshot.ts'
import type { Wire } from '../../sdk/wire.ts'
import type { FoundInstance } from './found.ts'
import type { Tries } from './tries.ts'

/** How much of what QEMU said is taken, in bytes. */
const tailBytes = 64 << 10

/** What is known of an instance; what cannot be found out is a trouble. */
export async function gatherInstance(wire: Wire, instance: Instance, tries: Tries): Promise<FoundInstance> {
  const { name, state } = instance
  const [engineLog = '', start, snapshots, command] = await Promise.all([
    tries.get(`the log of QEMU of ${name}`, (signal) => engineLogOf(wire, name, signal)),
    tries.get(`what a start of ${name} would run`, (signal) => explainInstance(wire, name, 'start', { signal })),
    tries.get(`the snapshots of ${name}`, async (signal) => (await listSnapshots(wire, name, { signal })).items),
    'pid' in state ? commandLineOf(state.pid) : [],
  ])
  return { instance, engineLog, start, snapshots, command }
}

async function engineLogOf(wire: Wire, name: string, signal: AbortSignal): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of instanceLog(wire, name, { which: 'engine', tailBytes, signal })) pieces.push(piece)
  return new TextDecoder().decode(joinBytes(pieces))
}
