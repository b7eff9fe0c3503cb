import type { HostCheck, HostReport } from '../../model/host/report.ts'
import { hostReport } from '../../sdk/host.ts'
import type { Painter } from '../render/paint.ts'
import { progressOn } from '../render/progress-on.ts'
import type { Column } from '../render/table.ts'
import type { Session } from '../session.ts'

/** The report, with a remark for those who wait: the first time KVM is tried. */
export async function askHost(session: Session): Promise<HostReport> {
  using progress = progressOn(session, 'Looking at this host')
  progress.show({ phase: '', progress: null })
  return await hostReport(await session.wire(), { signal: session.signal })
}

/** Also for a file it should be readable. */
export function lookOf({ screen }: Session): { readonly width: number; readonly paint: Painter } {
  return { width: Math.min(100, screen.columns() ?? 80), paint: screen.paint }
}

const columns: readonly Column<HostCheck>[] = [
  { header: 'SECTION', text: ({ section }) => section },
  { header: 'NAME', text: ({ name }) => name },
  { header: 'VERDICT', text: ({ verdict }) => verdict },
  { header: 'FOUND', text: ({ found }) => found },
  { header: 'MEANING', text: ({ meaning }) => meaning },
  { header: 'FIX', text: ({ fix }) => fix ?? '' },
  { header: 'CHANGE', text: ({ change }) => change ?? '' },
]

/** Checks as a list, for programs. */
export const checkList = { columns, name: ({ name }: HostCheck) => name, empty: 'There is nothing to tell.' }
