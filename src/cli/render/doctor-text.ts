import { formatBytes } from '../../kit/bytes.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { HostCheck, HostReport } from '../../model/host/report.ts'
import { wrap } from '../help/wrap.ts'
import type { Paint, Painter } from './paint.ts'
import { visible } from './visible.ts'

const marks: Readonly<Record<HostCheck['verdict'], { readonly mark: string; readonly paint: Paint }>> = {
  ok: { mark: '✓', paint: 'good' },
  note: { mark: '·', paint: 'faint' },
  warning: { mark: '!', paint: 'warning' },
  missing: { mark: '✗', paint: 'bad' },
}

/** One screen: what is there, what is not, and the command that mends it. */
export function doctorText({ facts, checks }: HostReport, width: number, paint: Painter): string {
  const head = wrap(factsLine(facts), width).join('\n')
  return `${head}\n\n${checksText(checks, width, paint)}\n${verdict(checks, paint)}\n`
}

function factsLine({ architecture, kernel, cpus, memoryBytes, kvm }: HostFacts): string {
  const guests = kvm.usable ? 'guests run on hardware virtualization (KVM)' : 'guests are emulated (TCG)'
  return `Linux ${kernel} on ${architecture}, ${cpus} CPUs, ${formatBytes(memoryBytes)}; ${guests}`
}

/** Without the facts, for when there is no daemon to give them. */
export function checksText(checks: readonly HostCheck[], width: number, paint: Painter): string {
  const nameWidth = Math.max(0, ...checks.map(({ name }) => name.length))
  return checks.map((check) => checkText(check, nameWidth, width, paint)).join('')
}

function checkText(
  { name, verdict, found, meaning, fix }: HostCheck,
  nameWidth: number,
  width: number,
  paint: Painter,
): string {
  const { mark, paint: color } = marks[verdict]
  const beside = (text: string): readonly string[] => wrap(visible(text), Math.max(20, width - nameWidth - 4))
  const [first = '', ...more] = beside(found)
  const meant = verdict === 'ok' ? [] : beside(meaning).map((line) => paint(line, 'faint'))
  // A command stays in one line, so that it can be copied.
  const lines = [...more, ...meant, ...(fix === null ? [] : [`Fix: ${paint(fix, 'strong')}`])]
  const indent = ' '.repeat(nameWidth + 4)
  return [
    `${paint(mark, color)} ${name.padEnd(nameWidth)}  ${first}\n`,
    ...lines.map((line) => `${indent}${line}\n`),
  ].join('')
}

function verdict(checks: readonly HostCheck[], paint: Painter): string {
  if (checks.some(({ verdict }) => verdict === 'missing')) return paint('This host cannot run instances yet.', 'bad')
  if (checks.some(({ verdict }) => verdict === 'warning')) return 'This host can run instances, with the limits above.'
  return paint('This host can run instances.', 'good')
}
