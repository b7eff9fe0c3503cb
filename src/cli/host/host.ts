import type { HostReport, HostSection } from '../../model/host/report.ts'
import { hostSections } from '../declare/host.ts'
import type { Run } from '../loaders.ts'
import { readChoice } from '../read-value.ts'
import { hostEnd, hostText } from '../render/host-text.ts'
import { printList, printOne } from '../render/print.ts'
import { askHost, checkList, lookOf } from './ask.ts'

export const run: Run<'host'> = async ({ section, all }, session) => {
  const sections = section.map((word) => readChoice('SECTION', hostSections, word))
  const report = await askHost(session)
  const chosen = sections.length === 0 ? report : { ...report, checks: only(report, sections) }
  if (session.format === 'csv') return printList(session, chosen.checks, checkList)
  const isPart = sections.length > 0
  const look = { ...lookOf(session), whole: all || isPart }
  await printOne(session, chosen, (value) => hostText(value, look) + (isPart ? '' : hostEnd(value.checks, look)))
}

function only({ checks }: HostReport, sections: readonly HostSection[]): HostReport['checks'] {
  return checks.filter(({ section }) => sections.includes(section))
}
