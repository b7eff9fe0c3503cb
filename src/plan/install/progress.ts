import { installedWord } from './answers.ts'

/** How far an installer has come, as its serial line tells. */
export type InstallProgress = {
  readonly phase: string
  /** Of this phase; null when it tells none. */
  readonly percent: number | null
  /** It waits for an answer that it was not given. */
  readonly asks: boolean
  /** Its last act was done. */
  readonly isDone: boolean
}

// oxlint-disable-next-line no-control-regex -- these are what a terminal is told to do
const escapes = /\u001b(?:\[[0-9;?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[()][A-Z0-9]|[=>A-Z])/g

/** The letters that a person would see of one line; a carriage return begins it anew. */
function seen(line: string): string {
  const text = line.replaceAll(escapes, '')
  const last = text.split('\r').findLast((part) => part.trim() !== '') ?? ''
  return last.replaceAll(/\p{Cc}/gu, ' ').trim()
}

/** What a kernel or an init system says about itself is no news of the installation. */
const chatter = /^(?:\[ *\d+\.\d+\]|\[ *(?:OK|INFO) *\]|(?:u?mount|tail|sh): |BdsDxe:|\.\.\.)/

/** `text` is the end of what came over the line; undefined while that says nothing of an installation. */
export function progressOf(text: string): InstallProgress | undefined {
  const lines = text.split('\n').map(seen)
  // Its line may have been begun by somebody else.
  if (lines.some((line) => line.endsWith(installedWord)))
    return { phase: 'turning off', percent: null, asks: false, isDone: true }
  const told = lines.filter((line) => line !== '' && !chatter.test(line))
  const last = told.at(-1)
  if (last === undefined) return undefined
  const asks = last.startsWith("Prompt: '?' for help")
  const { title = last, percent } =
    /^(?<title>.*?)(?: *\.\.\.)(?:.*?(?<percent>\d{1,3})%)?[^%]*$/.exec(last)?.groups ?? {}
  const phase = (asks ? question(told) : title).slice(0, 120)
  const known = percent === undefined ? null : Math.min(100, Number(percent))
  return { phase, percent: asks ? null : known, asks, isDone: false }
}

/** The title of a question of Debian's installer is the line above one of dashes. */
function question(told: readonly string[]): string {
  const rule = told.findLastIndex((line) => /^-{4,}$/.test(line))
  return rule > 0 ? `asking: ${told[rule - 1]}` : 'asking something'
}
