import type { HostChange, HostStep } from '../../model/host/change.ts'
import type { Painter } from './paint.ts'
import { shellWord } from './shell-word.ts'

type Look = {
  readonly paint: Painter
  /** What stands before each command, such as `sudo`. */
  readonly prefix: readonly string[]
  /** Whether it is being taken back. */
  readonly undo: boolean
}

/** A change for people: what it is for, each command as it can be run by hand, and what remains to be done. */
export function hostChangeText(change: HostChange, look: Look): string {
  const { title, instructions } = change
  const head = look.paint(look.undo ? `Taken back: ${title}` : title, 'strong')
  const rest = instructions.map((line) => `${line}\n`).join('')
  const parts = [`${head}\n`, body(change, look), rest].filter((part) => part !== '')
  return parts.join('\n')
}

function body(change: HostChange, look: Look): string {
  const { state, steps, undo } = change
  if (state === 'made') return `${look.paint('It is done, and this host was looked at again.', 'good')}\n`
  if (state === 'in-place') return look.undo ? 'There is nothing to take back.\n' : 'It is so already.\n'
  if (state === 'instructions') return 'Only a person can do this:\n'
  const forth = steps.map((step) => `${look.paint(`# ${step.reason}`, 'faint')}\n${commandText(step, look)}\n`)
  const back = undo.map((step) => `${look.paint(commandText(step, look), 'faint')}\n`).join('')
  return [...forth, ...(look.undo || back === '' ? [] : [`This takes it back:\n${back}`])].join('\n')
}

/** What is given to a program stands before it or, when it has several lines, after it. */
function commandText({ command, input }: Pick<HostStep, 'command' | 'input'>, { prefix }: Look): string {
  const text = [...prefix, ...command].map(shellWord).join(' ')
  if (input === null) return text
  const lines = input.split('\n')
  if (lines.length === 1) return `printf %s ${shellWord(input)} | ${text}`
  if (lines.length === 2 && lines[1] === '') return `echo ${shellWord(lines[0] ?? '')} | ${text}`
  return `${text} <<'END'\n${input}END`
}
