import { type Command, groups } from '../../src/cli/command.ts'
import { globalOptions } from '../../src/cli/declare/global.ts'
import { variables } from '../../src/cli/environment.ts'
import { commonExits, lines, optionSection, paragraphs, title } from './page.ts'
import { bold, heading, syntax, term, text } from './roff.ts'

const files: readonly (readonly [string, string])[] = [
  ['$XDG_DATA_HOME/stroj', 'Database, images, instances and logs; `~/.local/share/stroj` by default.'],
  ['$XDG_RUNTIME_DIR/stroj', 'Sockets, that of the daemon among them.'],
  ['$XDG_CACHE_HOME/stroj', 'What can be made again; `~/.cache/stroj` by default.'],
  ['/var/lib/stroj, /run/stroj, /var/cache/stroj', 'The same for the daemon of the system.'],
]

/** stroj(1): the whole, with what is common to all commands. */
export function overviewPage(commands: Readonly<Record<string, Command>>, version: string): string {
  return lines([
    title('stroj', version),
    heading('NAME'),
    'stroj \\- virtual machines in one command',
    heading('SYNOPSIS'),
    syntax('stroj COMMAND [OPTION...]'),
    heading('DESCRIPTION'),
    ...paragraphs([
      'stroj makes one Linux computer into many. `stroj run debian` builds an image, starts a virtual machine from it and goes to its console. `stroj explain` shows each action beforehand as the plain commands that it stands for.',
      'A daemon, which is started when it is needed, looks after the instances; they run on without it. Each command has a page of its own, such as `stroj-run`(1).',
      'Data goes to standard output and all else to standard error. With `--format json` a list is one array and a thing is one object; sizes are bytes, times are RFC 3339 in UTC, and an error is the problem object of RFC 9457.',
    ]),
    ...Object.entries(groups).flatMap(([group, name]) => [
      heading(name.toUpperCase()),
      ...commandTerms(commands, group),
    ]),
    ...optionSection('OPTIONS', globalOptions),
    ...commonExits(),
    heading('ENVIRONMENT'),
    ...variables.flatMap(({ name, meaning }) => term(bold(name), `${meaning}.`)),
    heading('FILES'),
    ...files.flatMap(([path, meaning]) => term(text(path), meaning)),
  ])
}

function commandTerms(commands: Readonly<Record<string, Command>>, group: string): readonly string[] {
  return Object.entries(commands)
    .filter(([, command]) => command.group === group && command.hidden !== true)
    .flatMap(([name, { summary }]) => term(`${bold(`stroj-${name.replaceAll(' ', '-')}`)}(1)`, `${summary}.`))
}
