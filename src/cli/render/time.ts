const steps = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const

/** `3 minutes ago`; `just now` for less than two seconds, and for a clock that is ahead. */
export function ago(at: string, now: Date): string {
  const seconds = (now.getTime() - Date.parse(at)) / 1000
  return seconds < 2 ? 'just now' : `${span(seconds)} ago`
}

/** The largest whole unit: `3 minutes`, `1 hour`. */
export function span(seconds: number): string {
  const step = steps.find((step) => seconds >= step.seconds) ?? steps[3]
  const count = Math.floor(seconds / step.seconds)
  return `${count} ${step.unit}${count === 1 ? '' : 's'}`
}

/** For where space is short: `3m`, `2h`, `5d`. */
export function shortSpan(at: string, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - Date.parse(at)) / 1000)
  const step = steps.find((step) => seconds >= step.seconds) ?? steps[3]
  return `${Math.floor(seconds / step.seconds)}${step.unit[0]}`
}
