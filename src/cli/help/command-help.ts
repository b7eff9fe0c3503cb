import { type Command, longName, type Option, optionLabel } from '../command.ts'
import { globalOptions } from '../declare/global.ts'
import type { Painter } from '../render/paint.ts'
import { usageLines } from '../usage-lines.ts'
import { twoColumns, wrap } from './wrap.ts'

const columns = { indent: 2, nameWidth: 24 }

/** What `stroj COMMAND --help` prints. */
export function commandHelp(name: string, command: Command, width: number, paint: Painter): string {
  const section = (title: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', paint(title, 'strong'), ...lines]
  return [
    `${capital(command.summary)}.`,
    ...section(
      'Usage',
      usageLines(name, command).map((line) => `  ${line}`),
    ),
    ...command.description.flatMap((paragraph) => ['', ...wrap(paragraph, width)]),
    ...section('Arguments', argumentLines(command, width)),
    ...section('Options', optionLines(command.options, width)),
    ...section('Exit codes', exitLines(command, width)),
    ...section('Examples', exampleLines(command, paint)),
    '',
    ...wrap(globalsLine(command), width).map((line) => paint(line, 'faint')),
    '',
  ].join('\n')
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** Those that the command has not taken for itself. */
function globalsLine(command: Command): string {
  const names = Object.keys(globalOptions).filter((key) => command.options[key] === undefined)
  return `Like every command it takes ${names.map(longName).join(', ')}: see \`stroj help\`.`
}

function argumentLines(command: Command, width: number): readonly string[] {
  const trailing =
    command.trailing === undefined ? [] : ([['COMMAND', 'a program in the guest and its arguments']] as const)
  return twoColumns([...command.arguments.map(({ name, summary }) => [name, summary] as const), ...trailing], {
    ...columns,
    width,
  })
}

export function optionLines(options: Command['options'], width: number): readonly string[] {
  const rows = Object.entries(options).map(([key, option]) => [optionName(key, option), option.summary] as const)
  return twoColumns(rows, { ...columns, width })
}

/** `-f, --follow`; an option without a letter stands in the same column. */
function optionName(key: string, option: Option): string {
  return `${option.short === undefined ? '    ' : `-${option.short}, `}${optionLabel(key, option)}`
}

function exitLines({ exits = [] }: Command, width: number): readonly string[] {
  return twoColumns(
    exits.map(({ code, meaning }) => [code, meaning] as const),
    { ...columns, nameWidth: 8, width },
  )
}

function exampleLines({ examples }: Command, paint: Painter): readonly string[] {
  return examples.flatMap(({ command, meaning }) => [
    ...(meaning === '' ? [] : [`  ${paint(`# ${meaning}`, 'faint')}`]),
    `  ${command}`,
  ])
}
