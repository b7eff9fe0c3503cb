import { formatBytes } from '../../kit/bytes.ts'
import type { Operation } from '../../model/operation.ts'
import { progressText } from './operation-text.ts'
import { visible } from './visible.ts'
import { displayWidth, truncate } from './width.ts'

const barWidths = [20, 10, 0] as const

type Look = {
  readonly frame: string
  readonly elapsedMs: number
  /** Units a second. */
  readonly rate: number | undefined
  /** Of the line at most, in characters. */
  readonly width: number
}

/** One line: where the total is known a bar with what is left, else a spinner with the time so far. */
export function progressLine(
  title: string,
  { phase, progress }: Pick<Operation, 'phase' | 'progress'>,
  look: Look,
): string {
  const head = `${look.frame} ${title}${phase === '' ? '' : `: ${visible(phase)}`}`
  const ways = progress === null ? [[clockText(look.elapsedMs / 1000)]] : waysToTell(progress, look)
  const lines = ways.map((parts) => [head, ...parts].join('  '))
  return lines.find((line) => displayWidth(line) <= look.width) ?? truncate(head, look.width)
}

/** From the fullest to the shortest. */
function waysToTell(progress: NonNullable<Operation['progress']>, { rate, elapsedMs }: Look): string[][] {
  const { done, unit } = progress
  const amount = progressText(progress)
  const total = unit === 'percent' ? 100 : progress.total
  const speed = rate !== undefined && unit === 'bytes' ? [`${formatBytes(Math.round(rate))}/s`] : []
  if (total === null || total <= 0) return [[amount, ...speed, clockText(elapsedMs / 1000)], [amount]]
  const left = rate === undefined ? [] : [`${clockText(Math.max(0, total - done) / rate)} left`]
  const bars = barWidths.map((width) => (width === 0 ? [] : [bar(done / total, width)]))
  return [...bars.map((drawn) => [...drawn, amount, ...speed, ...left]), [amount, ...left], [amount]]
}

function bar(part: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, part)) * width)
  return `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`
}

/** `0:07`, `12:34`, `1:02:03` */
function clockText(seconds: number): string {
  const whole = Math.floor(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (number: number): string => String(number).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}
