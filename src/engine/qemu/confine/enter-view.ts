import { enterWords, openNamespaces, untilInside } from '../../../host/namespaces.ts'
import type { ProcessIdentity } from '../../../host/process.ts'
import type { Command } from '../argv/command.ts'
import type { Places } from '../argv/places.ts'
import { viewOptions } from './view.ts'
import { whyClosed } from './views.ts'

/** The way into the namespaces of a machine that is about to start; they end when it is closed and nobody has gone in. */
export type Entrance = AsyncDisposable & {
  readonly inside: (command: Command) => Command
  /** Waits until the process of that command is inside, or has ended. */
  readonly entered: (identity: ProcessIdentity) => Promise<void>
  /** Why there are none, in words. */
  readonly whyNone: string | null
}

/**
 * Makes the namespaces of a machine. QEMU is started in them by nsenter(1) and not by bwrap(1), which would stay as a process
 * of its own for as long as QEMU runs. A host that cannot is no failure: the machine runs without.
 */
export async function enterView({ view, whyNoView }: Places): Promise<Entrance> {
  if (view === undefined) return without(whyNoView ?? null)
  try {
    const opened = await openNamespaces(view.bwrap, viewOptions(view.shown))
    return {
      inside: ({ file, args }) => ({ file: view.nsenter, args: [...enterWords(opened.pid), file, ...args] }),
      entered: untilInside,
      whyNone: null,
      [Symbol.asyncDispose]: () => opened[Symbol.asyncDispose](),
    }
  } catch (error) {
    return without(whyClosed(error))
  }
}

function without(whyNone: string | null): Entrance {
  return { inside: (command) => command, entered: async () => {}, whyNone, [Symbol.asyncDispose]: async () => {} }
}
