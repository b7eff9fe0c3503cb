import { exitCodeOf, exitCodes } from './exit-code.ts'
import { problemOf } from './problem-of.ts'
import { progressOn } from './render/progress-on.ts'
import { tellProblem } from './render/problem.ts'
import type { Progress } from './render/progress.ts'
import type { Session } from './session.ts'

/** How many are worked on at once. */
const atOnce = 8

type Work<T> = {
  /** What the progress says: of one name, and of a number of them. */
  readonly title: (what: string) => string
  readonly act: (name: string, progress: Progress) => Promise<T>
  /** What several of them are called; instances by default. */
  readonly things?: string
}

export type Outcome<T> = { readonly done: readonly T[]; readonly code: number }

/**
 * The same for several names. One failure does not keep the others from it: each is told, and the exit code says
 * "partly done" when some were done. A single one fails as if it were alone.
 */
export async function forEachName<T>(session: Session, names: readonly string[], work: Work<T>): Promise<Outcome<T>> {
  const [only, second] = names
  if (only !== undefined && second === undefined) {
    using progress = progressOn(session, work.title(only))
    return { done: [await work.act(only, progress)], code: exitCodes.ok }
  }
  return await forMany(session, names, work)
}

async function forMany<T>(session: Session, names: readonly string[], work: Work<T>): Promise<Outcome<T>> {
  const done: T[] = []
  const codes: number[] = []
  using progress = progressOn(session, work.title(`${names.length} ${work.things ?? 'instances'}`))
  const waiting = [...names]
  const worker = async (): Promise<void> => {
    for (let name = waiting.shift(); name !== undefined && !session.signal.aborted; name = waiting.shift()) {
      try {
        done.push(await work.act(name, quietly(progress)))
      } catch (error) {
        session.signal.throwIfAborted()
        progress.clear()
        codes.push(await tell(session, error))
      }
      const ended = done.length + codes.length
      progress.show({ phase: '', progress: { done: ended, total: names.length, unit: 'items' } })
    }
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, names.length) }, worker))
  session.signal.throwIfAborted()
  return { done, code: together(done.length, codes) }
}

/** The phases of one among several are not shown; they would follow each other too fast to be read. */
function quietly(progress: Progress): Progress {
  return { show: () => undefined, clear: () => progress.clear(), [Symbol.dispose]: () => undefined }
}

async function tell({ screen, format, verbose }: Session, error: unknown): Promise<number> {
  const problem = problemOf(error)
  await tellProblem(problem, error, { screen, format, verbose })
  return exitCodeOf(problem)
}

function together(done: number, codes: readonly number[]): number {
  if (codes.length === 0) return exitCodes.ok
  if (done > 0) return exitCodes.partly
  return new Set(codes).size === 1 ? (codes[0] ?? exitCodes.failure) : exitCodes.failure
}
