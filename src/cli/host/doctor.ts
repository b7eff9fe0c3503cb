import type { HostCheck } from '../../model/host/report.ts'
import { hostReport } from '../../sdk/host.ts'
import { exitCodes } from '../exit-code.ts'
import type { Run } from '../loaders.ts'
import { NotStarted, problemOf } from '../problem-of.ts'
import { checksText, doctorText } from '../render/doctor-text.ts'
import { printList, printOne } from '../render/print.ts'
import { progressOn } from '../render/progress-on.ts'
import type { Column } from '../render/table.ts'
import type { Session } from '../session.ts'

export const run: Run<'doctor'> = async (_input, session) => {
  try {
    const report = await ask(session)
    if (session.format === 'csv')
      await printList(session, report.checks, { columns, name: ({ name }) => name, empty: '' })
    else await printOne(session, report, (value) => doctorText(value, widthOf(session), session.screen.paint))
    return report.checks.some(({ verdict }) => verdict === 'missing') ? exitCodes.failure : exitCodes.ok
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error
    return await tellAboutDaemon(error, session)
  }
}

/** Also for a file it should be readable. */
function widthOf({ screen }: Session): number {
  return Math.min(100, screen.columns() ?? 80)
}

async function ask(session: Session) {
  using progress = progressOn(session, 'Looking at this host')
  progress.show({ phase: '', progress: null })
  return await hostReport(await session.wire(), { signal: session.signal })
}

const columns: readonly Column<HostCheck>[] = [
  { header: 'NAME', text: ({ name }) => name },
  { header: 'VERDICT', text: ({ verdict }) => verdict },
  { header: 'FOUND', text: ({ found }) => found },
  { header: 'MEANING', text: ({ meaning }) => meaning },
  { header: 'FIX', text: ({ fix }) => fix ?? '' },
]

/** It is the daemon that looks at the host, so without it this is the only finding. */
async function tellAboutDaemon(error: NotStarted, session: Session): Promise<number> {
  const { title, hint = '' } = problemOf(error)
  const meaning = `${hint} Nothing works without the daemon; the rest of this host was not looked at.`.trim()
  const check: HostCheck = {
    section: 'tools',
    name: 'daemon',
    verdict: 'missing',
    found: title,
    meaning,
    fix: null,
    change: null,
  }
  await printOne(session, { facts: null, checks: [check] }, ({ checks }) =>
    checksText(checks, widthOf(session), session.screen.paint),
  )
  return exitCodes.unreachable
}
