import type { HostChangeName } from './change.ts'
import type { HostCheck, HostSection } from './report.ts'

/** What mends something: the command, and the name of the change where stroj can make it itself. */
export type Mend = { readonly fix: string | null; readonly change: HostChangeName | null }

export const nothing: Mend = { fix: null, change: null }

/** The ways of judging one thing, for a section of the report. */
export type Judge = {
  readonly ok: (name: string, found: string, meaning: string) => HostCheck
  /** Neither good nor bad, or the cause of a warning that is told elsewhere. */
  readonly note: (name: string, found: string, meaning: string, mend?: Mend) => HostCheck
  /** Something does not work, but the main job does. */
  readonly warning: (name: string, found: string, meaning: string, mend?: Mend) => HostCheck
  /** The main job does not work. */
  readonly missing: (name: string, found: string, meaning: string, mend?: Mend) => HostCheck
}

export function judgeOf(section: HostSection): Judge {
  const told =
    (verdict: HostCheck['verdict']) =>
    (name: string, found: string, meaning: string, { fix, change }: Mend = nothing): HostCheck => ({
      section,
      name,
      verdict,
      found,
      meaning,
      fix,
      change,
    })
  return { ok: told('ok'), note: told('note'), warning: told('warning'), missing: told('missing') }
}
