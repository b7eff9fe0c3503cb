import { wrap } from '../help/wrap.ts'
import type { Painter } from './paint.ts'
import { pad } from './width.ts'

/** A fact with its name; several lines of text stand under each other. Facts without text are left out. */
export type Fact = readonly [name: string, text: string | readonly string[] | undefined]

export type Look = {
  readonly paint: Painter
  /** Of the terminal; where there is none, nothing is wrapped. */
  readonly columns: number | undefined
}

/** Names on the left, texts in one column beside them. */
export function sections(parts: readonly (readonly Fact[])[], look: Look): string {
  const filled = parts.map((facts) => facts.filter(([, text]) => text !== undefined && text.length > 0))
  const width = Math.max(...filled.flat().map(([name]) => name.length)) + 2
  return filled
    .filter((facts) => facts.length > 0)
    .map((facts) => facts.map((fact) => lines(fact, width, look)).join(''))
    .join('\n')
}

function lines([name, text = []]: Fact, width: number, { paint, columns }: Look): string {
  const whole = typeof text === 'string' ? [text] : text
  const [first = '', ...more] = whole.flatMap((line) =>
    broken(line, columns === undefined ? Infinity : columns - width),
  )
  const label = paint(pad(name, width, 'left').trimEnd(), 'faint') + ' '.repeat(width - name.length)
  return [`${label}${first}\n`, ...more.map((line) => `${' '.repeat(width)}${line}\n`)].join('')
}

/** What is coloured is short. */
function broken(line: string, width: number): readonly string[] {
  return line.length <= width || line.includes('\u001b') ? [line] : wrap(line, Math.max(20, width))
}
