import type { ConsoleSession } from '../../../contract/engine.ts'
import { followFile } from '../../../host/follow-file.ts'
import { unlessAborted } from '../../../kit/within.ts'
import type { ConsoleInput } from './input.ts'

const tailBytes = 64 * 1024

/**
 * One viewer of a line: input through the shared connection, output from the log. Rejects when the line does not exist.
 * `ended` is aborted when nothing more will be written.
 */
export async function openConsole(input: ConsoleInput, log: string, ended: AbortSignal): Promise<ConsoleSession> {
  const left = new AbortController()
  const over = AbortSignal.any([left.signal, ended])
  await input.join()
  const output = followFile(log, { tailBytes, follow: true, finished: ended }, left.signal)
  return {
    output,
    write: (bytes) => unlessAborted(input.write(bytes), over),
    [Symbol.asyncDispose]: async () => {
      if (left.signal.aborted) return
      left.abort(new Error('this viewer has left'))
      input.leave()
      // A viewer that goes away in the middle never asks for more, and would leave the log open.
      await output.return(undefined)
    },
  }
}
