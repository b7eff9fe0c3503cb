import { formatBytes } from '../../kit/bytes.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import type { HostCheck, HostReport, HostSection } from '../../model/host/report.ts'
import { wrap } from '../help/wrap.ts'
import { checkLines, type CheckLook, joinNotes, nameWidthOf } from './check-lines.ts'
import type { Painter } from './paint.ts'

type Look = { readonly width: number; readonly paint: Painter }
/** `whole`: what each finding means, also where it is good. */
type Depth = { readonly whole: boolean }

/** What `stroj doctor` prints: what does not work, and the command that mends it. */
export function doctorText({ facts, checks }: HostReport, look: Look): string {
  const wrong = checks.filter(isWrong)
  const rest = checks.length - wrong.length
  const kind = `${wrong.length === 0 ? '' : 'other '}thing${rest === 1 ? '' : 's'}`
  const good = `${look.paint('✓', 'good')} Nothing is wrong with ${rest} ${kind}; see \`stroj host\`.\n`
  return `${headText(facts, look)}\n${checksText(wrong, look)}${good}\n${verdict(checks, look.paint)}\n`
}

/** Without the facts, for when there is no daemon to give them. */
export function checksText(checks: readonly HostCheck[], { width, paint }: Look): string {
  const look: CheckLook = { width, paint, nameWidth: nameWidthOf(checks), detail: 'wrong' }
  return textOf(checks.flatMap((check) => checkLines(check, look)))
}

/** What `stroj host` prints, section by section. */
export function hostText({ facts, checks }: HostReport, look: Look & Depth): string {
  const { whole } = look
  const sections = [...Map.groupBy(checks, ({ section }) => section)].map(
    ([section, own]) => [section, whole ? own : joinNotes(own)] as const,
  )
  const nameWidth = nameWidthOf(sections.flatMap(([, own]) => own))
  const checkLook: CheckLook = { ...look, nameWidth, detail: whole ? 'all' : 'wrong' }
  const parts = sections.map(([section, own]) =>
    textOf([look.paint(titles[section], 'strong'), ...own.flatMap((check) => checkLines(check, checkLook))]),
  )
  return `${headText(facts, look)}\n${parts.join('\n')}`
}

/** The end of the report of all sections. */
export function hostEnd(checks: readonly HostCheck[], { paint, whole }: Pick<Look, 'paint'> & Depth): string {
  const hint = paint('`stroj host --all`, or a section (`stroj host kvm`), tells what each means.', 'faint')
  return `\n${verdict(checks, paint)}\n${whole ? '' : `${hint}\n`}`
}

const titles: Readonly<Record<HostSection, string>> = {
  processor: 'Processor',
  kernel: 'Kernel',
  kvm: 'KVM',
  iommu: 'IOMMU',
  devices: 'Devices',
  memory: 'Memory',
  isolation: 'Isolation',
  tools: 'Tools',
  network: 'Network',
  images: 'Images',
}

function headText({ architecture, kernel, cpus, memoryBytes, kvm }: HostFacts, { width }: Look): string {
  const guests = kvm.usable ? 'guests run on hardware virtualization (KVM)' : 'guests are emulated (TCG)'
  const head = `Linux ${kernel} on ${architecture}, ${cpus} CPUs, ${formatBytes(memoryBytes)}; ${guests}`
  return textOf(wrap(head, width))
}

export function isWrong({ verdict }: HostCheck): boolean {
  return verdict === 'warning' || verdict === 'missing'
}

function verdict(checks: readonly HostCheck[], paint: Painter): string {
  if (checks.some(({ verdict }) => verdict === 'missing')) return paint('This host cannot run instances yet.', 'bad')
  if (checks.some(({ verdict }) => verdict === 'warning')) return 'This host can run instances, with the limits above.'
  return paint('This host can run instances.', 'good')
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('')
}
