import type { InstanceRecord } from '../../contract/store.ts'
import { progressOf } from '../../plan/install/progress.ts'
import type { Deps } from '../deps.ts'
import type { Task } from '../operation/begin.ts'

/** Enough of the serial line to hold a whole question of an installer. */
const tailLetters = 4096

/** Tells how far an installer has come, until the signal. Without its log the installation goes on all the same. */
export async function watchLine(
  { engine, log }: Pick<Deps, 'engine' | 'log'>,
  { id, name }: Pick<InstanceRecord, 'id' | 'name'>,
  task: Pick<Task, 'report' | 'note'>,
  signal: AbortSignal,
): Promise<void> {
  const decoder = new TextDecoder()
  let text = ''
  let asked = ''
  try {
    for await (const bytes of engine.log(id, 'serial', { tailBytes: 0, follow: true }, signal)) {
      text = lastLines(text + decoder.decode(bytes, { stream: true }))
      const now = progressOf(text)
      if (!now) continue
      const { phase, percent, asks } = now
      task.report(phase, percent === null ? undefined : { done: percent, total: 100, unit: 'percent' })
      if (!asks || phase === asked) continue
      asked = phase
      task.note(`The installer waits for an answer (${phase}); give it with \`stroj console ${name}\`.`)
    }
  } catch (error) {
    if (!signal.aborted) log.error('the serial log of an installer could not be followed', error, { instance: name })
  }
}

/** Whole lines only: what is left of one could be taken for a word of the installer. */
function lastLines(text: string): string {
  if (text.length <= tailLetters) return text
  const tail = text.slice(-tailLetters)
  return tail.slice(tail.indexOf('\n') + 1)
}
