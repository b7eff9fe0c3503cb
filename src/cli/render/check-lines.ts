import type { HostCheck } from '../../model/host/report.ts'
import { wrap } from '../help/wrap.ts'
import type { Paint, Painter } from './paint.ts'
import { visible } from './visible.ts'
import { displayWidth, pad } from './width.ts'

export type CheckLook = {
  readonly width: number
  readonly paint: Painter
  readonly nameWidth: number
  /** `wrong`: meaning and fix only of what does not work. */
  readonly detail: 'all' | 'wrong'
}

const marks: Readonly<Record<HostCheck['verdict'], { readonly mark: string; readonly paint: Paint }>> = {
  ok: { mark: '✓', paint: 'good' },
  note: { mark: '·', paint: 'faint' },
  warning: { mark: '!', paint: 'warning' },
  missing: { mark: '✗', paint: 'bad' },
}

export function nameWidthOf(checks: readonly HostCheck[]): number {
  return Math.max(0, ...checks.map(({ name }) => displayWidth(name)))
}

/** A mark, the name and the finding; below them what it means and what mends it. */
export function checkLines(check: HostCheck, look: CheckLook): readonly string[] {
  const { width, paint, nameWidth, detail } = look
  const { mark, paint: color } = marks[check.verdict]
  const isWhole = detail === 'all' || check.verdict === 'warning' || check.verdict === 'missing'
  const beside = (text: string): readonly string[] => wrap(visible(text), Math.max(20, width - nameWidth - 4))
  const [first = '', ...more] = beside(isWhole ? check.found : withShortFix(check))
  const below = isWhole ? [...beside(check.meaning).map((line) => paint(line, 'faint')), ...fixLines(check, paint)] : []
  const indent = ' '.repeat(nameWidth + 4)
  return [
    `${paint(mark, color)} ${pad(check.name, nameWidth, 'left')}  ${first}`,
    ...[...more, ...below].map((line) => `${indent}${line}`),
  ]
}

function withShortFix(check: HostCheck): string {
  const own = ownFix(check)
  return own === null ? check.found : `${check.found} (${own})`
}

/** The command of ours that mends it. */
function ownFix({ fix, change }: HostCheck): string | null {
  if (change === null) return null
  return fix?.startsWith('stroj ') === true ? fix : `stroj host fix ${change}`
}

/** A command stays in one line, so that it can be copied. */
function fixLines(check: HostCheck, paint: Painter): readonly string[] {
  const commands = new Set([check.fix, ownFix(check)].filter((command) => command !== null))
  return [...commands].map((command, index) => `${index === 0 ? 'Fix:' : ' or:'} ${paint(visible(command), 'strong')}`)
}

/** Where nothing else is told of them, notes that say the same of several things are one line: `not installed  swtpm, crun`. */
export function joinNotes(checks: readonly HostCheck[]): readonly HostCheck[] {
  const groups = Map.groupBy(checks, (check) => (check.verdict === 'note' ? `${check.change} ${check.found}` : check))
  return [...groups.values()].flatMap(([first, ...more]) => {
    if (first === undefined || more.length === 0) return first ?? []
    return { ...first, name: first.found, found: [first, ...more].map(({ name }) => name).join(', ') }
  })
}
