import type { HostChangeName } from '../../../model/host/change.ts'
import type { HostCheck, HostSection } from '../../../model/host/report.ts'

/** `change` is what `stroj host fix` calls it, where stroj can mend it itself. */
type Complaint = (
  name: string,
  found: string,
  meaning: string,
  fix: string | null,
  change?: HostChangeName,
) => HostCheck

/** The three ways of judging one thing, for a section of the report. */
export type Judge = {
  readonly ok: (name: string, found: string, meaning: string) => HostCheck
  /** Something does not work, but the main job does. */
  readonly warning: Complaint
  /** The main job does not work. */
  readonly missing: Complaint
}

export function judgeOf(section: HostSection): Judge {
  const told =
    (verdict: HostCheck['verdict']): Complaint =>
    (name, found, meaning, fix, change) => ({
      section,
      name,
      verdict,
      found,
      meaning,
      fix,
      change: change ?? null,
    })
  return { ok: (...words) => told('ok')(...words, null), warning: told('warning'), missing: told('missing') }
}

export function install(debianPackage: string): string {
  return `sudo apt-get install ${debianPackage}`
}
