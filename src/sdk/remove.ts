import { deleteInstance, killInstance } from './instance.ts'
import { waitForOperation } from './operation.ts'
import { RemoteFault } from './remote-fault.ts'
import type { Wire } from './wire.ts'

/** How long an operation that has it may take to end after its machine was ended, in milliseconds. */
const patienceMs = 60_000
const retryMs = 250

/** Deletes an instance whatever it does. No failure when there is none. */
export async function remove(wire: Wire, name: string): Promise<void> {
  const signal = AbortSignal.timeout(patienceMs)
  while (!(await removed(wire, name, signal))) await new Promise((resolve) => setTimeout(resolve, retryMs))
}

/** False while an operation has it, such as a start that nobody waits for any more. */
async function removed(wire: Wire, name: string, signal: AbortSignal): Promise<boolean> {
  try {
    await waitForOperation(wire, await deleteInstance(wire, name, { force: true, signal }), { signal })
    return true
  } catch (error) {
    if (!(error instanceof RemoteFault)) throw error
    if (error.code === 'instance.not-found') return true
    if (error.code !== 'instance.busy') throw error
    await killInstance(wire, name, { signal }).catch(() => undefined)
    return false
  }
}
