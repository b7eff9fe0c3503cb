import { findProgram } from '../../../host/find-program.ts'
import { openNamespaces } from '../../../host/namespaces.ts'
import type { Paths } from '../../../host/paths.ts'
import { realPath } from '../../../host/reach.ts'
import { systemFolders } from '../../../host/system-folders.ts'
import { emulators } from '../../../model/architecture.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { Places } from '../argv/places.ts'
import { isIn, shownTo, type View, viewOptions } from './view.ts'

/** Decides whether a machine gets namespaces of its own, and what it sees in them. */
export class Views {
  readonly #paths: Paths
  #trial: Promise<string | null> | undefined

  constructor(paths: Paths) {
    this.#paths = paths
  }

  /** For a machine with a user of its own; why it gets none, in words. */
  async of(plan: StartPlan, places: Places): Promise<View | string> {
    const [bwrap, nsenter, qemu] = await Promise.all(
      ['bwrap', 'nsenter', emulators[plan.arch].program].map((name) => findProgram(name)),
    )
    if (bwrap === undefined) return 'bubblewrap is not installed (package bubblewrap)'
    if (nsenter === undefined) return 'nsenter is not installed (package util-linux)'
    const program = qemu && (await realPath(qemu))
    if (program && !systemFolders.some((folder) => isIn(program, folder))) return `${program} lies outside of /usr`
    const why = await (this.#trial ??= tryOut(bwrap))
    return why ?? { bwrap, nsenter, shown: await shownTo(plan, places, this.#paths) }
  }
}

/** What is in the way of namespaces on this host, in words; null when nothing is. */
async function tryOut(bwrap: string): Promise<string | null> {
  try {
    await using _opened = await openNamespaces(bwrap, viewOptions([]))
    return null
  } catch (error) {
    return whyClosed(error)
  }
}

/** Why namespaces could not be made, in words. */
export function whyClosed(error: unknown): string {
  return `bubblewrap cannot set namespaces up (${error instanceof Error ? error.message : String(error)})`
}
