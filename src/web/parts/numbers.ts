import { formatBytes } from '../../kit/bytes.ts'
import type { Language } from '../text/catalogue.ts'

/** Between a number and its unit, as typesetters want it. */
const narrow = '\u202F'

const spans = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** How numbers are written in a language. */
export function numbersIn(language: Language) {
  const written = (text: string) => (language === 'hr' ? text.replace('.', ',') : text)
  const bytesText = (bytes: number) => written(formatBytes(Math.round(bytes)).replace(/(?<=\d)(?=[A-Z])/, narrow))
  return {
    bytesText,
    rateText: (bytesPerSecond: number) => `${bytesText(bytesPerSecond)}/s`,
    percentText: (percent: number) =>
      written(`${percent < 10 && percent > 0 ? percent.toFixed(1) : Math.round(percent)}${narrow}%`),
    secondsText: (milliseconds: number) => written(`${(milliseconds / 1000).toFixed(1)}${narrow}s`),
    /** A whole number of the largest unit that gives one. */
    durationText: (seconds: number) => {
      const [unit, length] = spans.find(([, size]) => seconds % size === 0) ?? ['s', 1]
      return `${seconds / length}${narrow}${unit}`
    },
  }
}

export type Numbers = ReturnType<typeof numbersIn>
