import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { ExecRequest, ExecResult } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Deps } from '../deps.ts'
import { imageOf } from '../image/resolve.ts'
import { readInstance } from './read.ts'
import { inUse } from '../parking/awake.ts'

/** Runs one command in the guest and gives its output and exit code. Waits for a guest that is still booting. */
export async function execInInstance(
  deps: Deps,
  name: InstanceName,
  want: ExecRequest,
  signal: AbortSignal,
): Promise<ExecResult> {
  const { value: record } = await readInstance(deps, name)
  using held = await inUse(deps, record, { action: 'exec', use: 'a command runs in it' })
  const { machine } = held
  const image = await imageOf(deps, record.image)
  if (image && !image.manifest.agent) throw new Fault('agent.absent', { name, image: image.name })
  await waitForAgent(machine, record, want.readyTimeoutMs, signal)
  return await machine.exec(want, signal)
}

async function waitForAgent(
  machine: Machine,
  record: InstanceRecord,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<void> {
  const timeout = AbortSignal.timeout(timeoutMs)
  await machine.agentReady(AbortSignal.any([signal, timeout])).catch((error: unknown) => {
    if (timeout.aborted) throw new Fault('agent.silent', { name: record.name, waitedMs: timeoutMs })
    throw error
  })
}
