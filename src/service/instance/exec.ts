import type { Machine } from '../../contract/engine.ts'
import type { InstanceRecord } from '../../contract/store.ts'
import { Fault } from '../../model/fault.ts'
import type { ExecRequest, ExecResult } from '../../model/instance.ts'
import type { InstanceName } from '../../model/name.ts'
import type { Deps } from '../deps.ts'
import { imageOf } from '../image/resolve.ts'
import { readInstance } from './read.ts'
import { requireMachine } from './require-machine.ts'

/** Runs one command in the guest and gives its output and exit code. Waits for a guest that is still booting. */
export async function execInInstance(
  deps: Deps,
  name: InstanceName,
  want: ExecRequest,
  signal: AbortSignal,
): Promise<ExecResult> {
  const { value: record } = await readInstance(deps, name)
  const machine = requireMachine(deps, record, 'exec')
  const image = await imageOf(deps, record.image)
  if (image && !image.manifest.agent) throw new Fault('agent.absent', { name, image: image.name })
  await waitForAgent(machine, record, want.readyTimeoutMs, signal)
  return machine.exec(want, signal)
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
