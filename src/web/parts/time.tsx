import type { Language } from '../text/catalogue.ts'
import { useLanguage } from '../text/use-text.ts'
import { useNow } from './use-now.ts'

type When = Date | string

/** The time of day. */
export function Clock({ at }: { readonly at: When }) {
  const language = useLanguage()
  const date = new Date(at)
  return <time dateTime={date.toISOString()}>{date.toLocaleTimeString(localeOf(language))}</time>
}

/** How long ago, as people say it; the exact time is shown to whoever points at it. */
export function Ago({ at }: { readonly at: When }) {
  const language = useLanguage()
  const now = useNow(10_000)
  const date = new Date(at)
  return (
    <time dateTime={date.toISOString()} title={date.toLocaleString(localeOf(language))}>
      {ago(now - date.getTime(), language)}
    </time>
  )
}

/** Date and time. */
export function Moment({ at }: { readonly at: When }) {
  const language = useLanguage()
  const date = new Date(at)
  return (
    <time dateTime={date.toISOString()}>
      {date.toLocaleString(localeOf(language), { dateStyle: 'medium', timeStyle: 'medium' })}
    </time>
  )
}

/** How the person's own country writes times, where it speaks the language of the app. */
function localeOf(language: Language): string {
  const own = navigator.languages.find((tag) => tag.toLowerCase().startsWith(language))
  return own !== undefined && own !== 'en' ? own : language === 'en' ? 'en-GB' : language
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const

function ago(milliseconds: number, language: string): string {
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
  const [unit, length] = units.find(([, size]) => milliseconds >= size) ?? ['second', 1000]
  return words.format(-Math.max(0, Math.floor(milliseconds / length)), unit)
}
