import { formatBytes } from '../../kit/bytes.ts'

/** With a narrow space between number and unit, as typesetters want it. */
export function bytesText(bytes: number): string {
  return formatBytes(Math.round(bytes)).replace(/(?<=\d)(?=[A-Z])/, '\u202F')
}

export function rateText(bytesPerSecond: number): string {
  return `${bytesText(bytesPerSecond)}/s`
}

export function percentText(percent: number): string {
  return `${percent < 10 && percent > 0 ? percent.toFixed(1) : Math.round(percent)}\u202F%`
}

const spans = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** A whole number of the largest unit that gives one. */
export function durationText(seconds: number): string {
  const [unit, length] = spans.find(([, size]) => seconds % size === 0) ?? ['s', 1]
  return `${seconds / length}\u202F${unit}`
}
