import * as z from 'zod'
import type { Clock } from '../../../contract/clock.ts'
import { removeDurably } from '../../../host/durable-folder.ts'
import { readTextIfAny, removeTree, writeWhole } from '../../../host/files.ts'
import type { BootIndexChange } from '../argv/boot.ts'
import { QmpError } from '../qmp/error.ts'
import { letRun } from '../machine/let-run.ts'
import type { Monitor } from '../machine/monitor.ts'

const Notes = z.strictObject({
  bootIndexes: z.array(z.strictObject({ path: z.string(), bootindex: z.int() })),
  /** It comes with the memory of a guest that ran, and stands still until it has all of it. */
  goesOn: z.boolean(),
  spends: z.string().optional(),
})
/** `spends`: the file with that memory, which is of no use to anybody once the guest has gone on. */
export type Notes = {
  readonly bootIndexes: readonly BootIndexChange[]
  readonly goesOn: boolean
  readonly spends?: string | undefined
}

/** Notes what is to be done once the monitor answers, so that a daemon which comes later does it. */
export async function noteAfterStart(file: string, notes: Notes): Promise<void> {
  if (notes.bootIndexes.length > 0 || notes.goesOn) await writeWhole(file, JSON.stringify(notes))
}

/**
 * Does what was noted, once; true when the guest goes on with its memory now. A machine that refuses another boot order still
 * runs: only its next reset boots in the first order again. QmpError when QEMU ends, which a memory that does not fit makes it.
 */
export async function doAfterStart(file: string, monitor: Monitor, pace: Pace, signal: AbortSignal): Promise<boolean> {
  const text = await readTextIfAny(file)
  if (text === undefined) return false
  const { bootIndexes, goesOn, spends } = Notes.parse(JSON.parse(text))
  if (goesOn) await untilArrived(monitor, pace, signal)
  for (const { path, bootindex } of bootIndexes) {
    await monitor.call('qom-set', { path, property: 'bootindex', value: bootindex }, signal).catch(passOverRefusal)
  }
  // Whoever finds it there knows that the guest has not gone on, and may begin again.
  if (spends !== undefined) await removeDurably(spends)
  if (goesOn) await letRun(monitor, pace, signal)
  await removeTree(file)
  return goesOn
}

type Pace = Pick<Clock, 'sleep'>

async function untilArrived(monitor: Monitor, pace: Pace, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { status } = await monitor.call('query-migrate', {}, signal, arrivalAnswerMs)
    // A daemon before this one may have seen it arrive; nothing is told of it once it runs.
    if (status === 'completed') return
    await pace.sleep(10, signal)
  }
}

/** QEMU answers nothing while it reads a large piece of memory. */
const arrivalAnswerMs = 120_000

function passOverRefusal(error: unknown): void {
  if (!(error instanceof QmpError) || error.why.kind !== 'refused') throw error
}
