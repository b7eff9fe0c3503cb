import * as z from 'zod'
import { readTextIfAny, removeTree, writeWhole } from '../../../host/files.ts'
import type { BootIndexChange } from '../argv/boot.ts'
import { QmpError } from '../qmp/error.ts'
import type { Monitor } from '../machine/monitor.ts'

const Changes = z.array(z.strictObject({ path: z.string(), bootindex: z.int() }))

/** Notes what is to be set once the monitor answers, so that a daemon which comes later does it. */
export async function noteAfterStart(file: string, changes: readonly BootIndexChange[]): Promise<void> {
  if (changes.length > 0) await writeWhole(file, JSON.stringify(changes))
}

/** Sets what was noted, once. A machine that refuses still runs: only its next reset boots in the first order again. */
export async function doAfterStart(file: string, monitor: Monitor, signal: AbortSignal): Promise<void> {
  const text = await readTextIfAny(file)
  if (text === undefined) return
  for (const { path, bootindex } of Changes.parse(JSON.parse(text))) {
    await monitor.call('qom-set', { path, property: 'bootindex', value: bootindex }, signal).catch(passOverRefusal)
  }
  await removeTree(file)
}

function passOverRefusal(error: unknown): void {
  if (!(error instanceof QmpError) || error.why.kind !== 'refused') throw error
}
