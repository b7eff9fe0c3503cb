import type { InstanceRecord } from '../../contract/store.ts'
import type { Deps } from '../deps.ts'
import { ownRequest } from '../operation/begin.ts'
import { makeWarm } from './make.ts'
import { readSettings } from './records.ts'

/** How long the guest of an instance may take to answer before its image is left as it is, in milliseconds. */
const answerMs = 900_000

/**
 * After an instance had to boot: keeps a guest like it, so that the next one need not. It begins when that guest has booted, so
 * that it does not have to wait for the other. What cannot be is for the log.
 */
export async function warmLater(deps: Deps, record: InstanceRecord): Promise<void> {
  try {
    if (!(await readSettings(deps)).automatic) return
    await deps.fleet.machineOf(record.id)?.agentReady(AbortSignal.timeout(answerMs))
    if (!(await readSettings(deps)).automatic) return
    await makeWarm(deps, { spec: record.spec, automatic: true }, ownRequest)
  } catch (error) {
    deps.log.info('no guest was kept warm', { instance: record.name, reason: String(error) })
  }
}
