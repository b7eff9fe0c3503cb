import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { csv } from '../../../../src/cli/render/csv.ts'
import { deviceColumns, deviceRows } from '../../../../src/cli/render/host-device-row.ts'
import { doctorText, hostEnd, hostText } from '../../../../src/cli/render/host-text.ts'
import { painter } from '../../../../src/cli/render/paint.ts'
import { table } from '../../../../src/cli/render/table.ts'
import { displayWidth } from '../../../../src/cli/render/width.ts'
import type { HostReport } from '../../../../src/model/host/report.ts'
import { hostChecks, joinChecks } from '../../../../src/plan/host/checks/host-checks.ts'
import { judgeDevices } from '../../../../src/plan/host/judge-devices.ts'
import { devices } from '../../../support/host-devices.ts'
import { assertGolden } from '../../../support/golden.ts'
import { amdWithoutGroup, armBoard, cloud, container, desktop, type Kind } from '../../../support/inventory-kinds.ts'
import { plain } from '../models.ts'

const kinds = { desktop, 'amd-without-group': amdWithoutGroup, cloud, container, 'arm-board': armBoard }

function reportOf({ inventory, facts }: Kind): HostReport {
  return { inventory, facts, checks: joinChecks(hostChecks(inventory, facts), []) }
}

function screen(kind: Kind, { width = 80, whole = false, color = false }): string {
  const report = reportOf(kind)
  const paint = painter(color)
  return hostText(report, { width, paint, whole }) + hostEnd(report.checks, { paint, whole })
}

/** Commands stay in one line, however long. */
function assertFits(text: string, width: number): void {
  for (const line of text.split('\n')) assert.ok(displayWidth(line) <= width || /^ +(?:Fix| or):/.test(line), line)
}

describe('stroj host', () => {
  for (const [name, kind] of Object.entries(kinds)) {
    test(`on ${name} is as before, in 80 columns`, () => {
      const text = screen(kind, {})
      assertFits(text, 80)
      assertGolden(`cli/host-${name}.txt`, text)
    })
  }

  test('with --all tells what each finding means', () => {
    const text = screen(desktop, { whole: true })
    assertFits(text, 80)
    assertGolden('cli/host-all.txt', text)
  })

  test('has colours that mean something', () => {
    assertGolden('cli/host-color.txt', screen(amdWithoutGroup, { color: true }))
  })

  test('stays readable in 60 columns', () => assertFits(screen(amdWithoutGroup, { width: 60, whole: true }), 60))
})

describe('stroj doctor', () => {
  for (const [name, kind] of Object.entries(kinds)) {
    test(`on ${name} tells only what does not work`, () => {
      assertGolden(`cli/doctor-${name}.txt`, doctorText(reportOf(kind), { width: 80, paint: plain }))
    })
  }
})

describe('stroj host devices', () => {
  const rows = deviceRows(judgeDevices(devices()))

  test('are as before, in full, in 100 columns and in 60', () => {
    const shown = [undefined, 100, 60].map((columns) =>
      table(deviceColumns, rows, { headers: true, columns, paint: plain }),
    )
    for (const [index, width] of [100, 60].entries()) assertFits(shown[index + 1] ?? '', width)
    assertGolden('cli/host-devices.txt', shown.join('\n'))
  })

  test('are whole in CSV', () => assertGolden('cli/host-devices.csv.txt', csv(deviceColumns, rows, true)))
})
