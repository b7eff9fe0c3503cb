import { type Command, groups } from '../command.ts'
import { globalOptions } from '../declare/global.ts'
import type { Painter } from '../render/paint.ts'
import { optionLines } from './command-help.ts'
import { twoColumns } from './wrap.ts'

type Commands = Readonly<Record<string, Command>>

/** What `stroj` and `stroj --help` print: every command, by what one wants. */
export function overview(commands: Commands, width: number, paint: Painter): string {
  const parts = Object.entries(groups).flatMap(([group, title]) => [
    '',
    paint(title, 'strong'),
    ...rows(
      Object.entries(commands).filter(([, command]) => command.group === group),
      width,
    ),
  ])
  return [
    'stroj makes one Linux computer into many: virtual machines in one command.',
    '',
    paint('Usage', 'strong'),
    '  stroj COMMAND [OPTION...]',
    ...parts,
    '',
    paint('Options of every command', 'strong'),
    ...optionLines(globalOptions, width),
    '',
    'Begin with `stroj run tiny` (a shell in seconds) or `stroj run debian`.',
    '`stroj help COMMAND` tells more about each; `stroj doctor` checks this host.',
    '',
  ].join('\n')
}

/** What `stroj image` prints. */
export function nounHelp(noun: string, commands: Commands, width: number, paint: Painter): string {
  return [paint('Usage', 'strong'), `  stroj ${noun} COMMAND`, '', verbHelp(noun, commands, width, paint)].join('\n')
}

/** The commands of a noun. */
export function verbHelp(noun: string, commands: Commands, width: number, paint: Painter): string {
  const own = Object.entries(commands).filter(([name]) => name.startsWith(`${noun} `))
  return [paint('Commands', 'strong'), ...rows(own, width), ''].join('\n')
}

function rows(commands: readonly (readonly [string, Command])[], width: number): readonly string[] {
  return twoColumns(
    commands.filter(([, { hidden }]) => hidden !== true).map(([name, { summary }]) => [name, summary] as const),
    { indent: 2, nameWidth: 20, width },
  )
}
