import type { ExplainedStep, Explanation } from '../../model/explanation.ts'
import type { Painter } from './paint.ts'
import { shellWord } from './shell-word.ts'

/** A shell script: reasons as comments, one option a line, each command runnable as it stands. */
export function explanationText({ steps, notes }: Explanation, paint: Painter): string {
  const parts = steps.map((step) => `${comment(step.reason, paint)}${commandText(step)}\n`)
  const remarks = notes.length === 0 ? [] : [notes.map((note) => comment(note, paint)).join('')]
  return [...parts, ...remarks].join('\n')
}

function comment(text: string, paint: Painter): string {
  return text
    .split(/[\r\n]+/)
    .map((line) => `${paint(`# ${line}`, 'faint')}\n`)
    .join('')
}

/** The program and its first plain arguments on one line, then each option with its values on its own. */
function commandText({ command, background }: Pick<ExplainedStep, 'command' | 'background'>): string {
  const lines: string[] = []
  let line: string[] = []
  for (const word of command) {
    if (word.startsWith('-') && word !== '-' && line.length > 0) {
      lines.push(line.join(' '))
      line = []
    }
    line.push(shellWord(word))
  }
  lines.push(line.join(' '))
  const short = lines.join(' ')
  const text = short.length <= 76 ? short : lines.join(' \\\n  ')
  return background ? `${text} &` : text
}
