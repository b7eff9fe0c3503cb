import type { Painter } from './paint.ts'
import { pad } from './width.ts'

/** A fact with its name; several lines of text stand under each other. Facts without text are left out. */
export type Fact = readonly [name: string, text: string | readonly string[] | undefined]

/** Names on the left, texts in one column beside them. */
export function sections(parts: readonly (readonly Fact[])[], paint: Painter): string {
  const filled = parts.map((facts) => facts.filter(([, text]) => text !== undefined && text.length > 0))
  const width = Math.max(...filled.flat().map(([name]) => name.length)) + 2
  return filled
    .filter((facts) => facts.length > 0)
    .map((facts) => facts.map((fact) => lines(fact, width, paint)).join(''))
    .join('\n')
}

function lines([name, text = []]: Fact, width: number, paint: Painter): string {
  const [first = '', ...more] = typeof text === 'string' ? [text] : text
  const label = paint(pad(name, width, 'left').trimEnd(), 'faint') + ' '.repeat(width - name.length)
  return [`${label}${first}\n`, ...more.map((line) => `${' '.repeat(width)}${line}\n`)].join('')
}
