import assert from 'node:assert/strict'
import { HostReport } from '../../src/model/host/report.ts'
import type { Outcome } from '../support/home.ts'

/** What `stroj host --format json` has said; its schema is checked. */
export function reportOf({ code, stdout, stderr }: Outcome): HostReport {
  assert.equal(code, 0, stderr)
  return HostReport.parse(JSON.parse(stdout))
}

/** What a line of the report says: its verdict, what was found, and what would mend it. */
export function told({ checks }: HostReport, name: string): string {
  const found = checks.filter((check) => check.name === name)
  assert.ok(found.length > 0, `the report has no ${name}`)
  return found
    .map(({ verdict, found: what, meaning, fix }) => [verdict, what, meaning, fix ?? ''].join(' | '))
    .join('\n')
}
