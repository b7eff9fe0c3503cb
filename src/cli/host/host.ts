import { type HostReport, HostSection } from '../../model/host/report.ts'
import type { Run } from '../loaders.ts'
import { readChoice } from '../read-value.ts'
import { hostEnd, hostText } from '../render/host-text.ts'
import { printList, printOne } from '../render/print.ts'
import { askHost, checkList, lookOf } from './ask.ts'

export const run: Run<'host'> = async ({ section, all }, session) => {
  const sections = section.map((word) => readChoice('SECTION', HostSection.options, word))
  const report = await askHost(session)
  const chosen = sections.length === 0 ? report : { ...report, checks: only(report, sections) }
  if (session.format === 'csv') return printList(session, chosen.checks, checkList)
  const look = lookOf(session)
  const isPart = sections.length > 0
  await printOne(session, chosen, (value) => {
    const text = hostText(value, { ...look, whole: all || isPart })
    return isPart ? text : text + hostEnd(report.checks, look.paint)
  })
}

function only({ checks }: HostReport, sections: readonly HostSection[]): HostReport['checks'] {
  return checks.filter(({ section }) => sections.includes(section))
}
