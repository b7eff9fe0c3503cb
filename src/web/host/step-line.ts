import type { HostStep } from '../../model/host/change.ts'
import { commandLine } from '../parts/command-line.ts'

/** A step as one types it, with what is given to its standard input. */
export function stepLine({ command, input }: Pick<HostStep, 'command' | 'input'>, isRoot: boolean): string {
  const line = commandLine(isRoot ? command : ['sudo', ...command])
  if (input === null) return line
  const [first = '', ...more] = input.split('\n')
  if (more.length === 0) return `${commandLine(['printf', '%s', first])} | ${line}`
  if (more.length === 1 && more[0] === '') return `${commandLine(['echo', first])} | ${line}`
  return `${line} <<'END'\n${input}END`
}
