import type { HostCheck } from '../../model/host/report.ts'
import { exitCodes } from '../exit-code.ts'
import type { Run } from '../loaders.ts'
import { NotStarted, problemOf } from '../problem-of.ts'
import { checksText, doctorText, isWrong } from '../render/host-text.ts'
import { printList, printOne } from '../render/print.ts'
import type { Session } from '../session.ts'
import { askHost, checkList, lookOf } from './ask.ts'

export const run: Run<'doctor'> = async (_input, session) => {
  try {
    const report = await askHost(session)
    if (session.format === 'csv') await printList(session, report.checks.filter(isWrong), checkList)
    else await printOne(session, report, (value) => doctorText(value, lookOf(session)))
    return report.checks.some(({ verdict }) => verdict === 'missing') ? exitCodes.failure : exitCodes.ok
  } catch (error) {
    if (!(error instanceof NotStarted)) throw error
    return await tellAboutDaemon(error, session)
  }
}

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
  await printOne(session, { facts: null, checks: [check] }, ({ checks }) => checksText(checks, lookOf(session)))
  return exitCodes.unreachable
}
