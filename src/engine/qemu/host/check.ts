import type { HostCheck, HostSection } from '../../../model/host/report.ts'

/** The three ways of judging one thing, for a section of the report. */
export type Judge = {
  readonly ok: (name: string, found: string, meaning: string) => HostCheck
  /** Something does not work, but the main job does. */
  readonly warning: (name: string, found: string, meaning: string, fix: string | null) => HostCheck
  /** The main job does not work. */
  readonly missing: (name: string, found: string, meaning: string, fix: string | null) => HostCheck
}

export function judgeOf(section: HostSection): Judge {
  const told =
    (verdict: HostCheck['verdict']) => (name: string, found: string, meaning: string, fix: string | null) => ({
      section,
      name,
      verdict,
      found,
      meaning,
      fix,
      change: null,
    })
  return { ok: (...words) => told('ok')(...words, null), warning: told('warning'), missing: told('missing') }
}

export function install(debianPackage: string): string {
  return `sudo apt-get install ${debianPackage}`
}
