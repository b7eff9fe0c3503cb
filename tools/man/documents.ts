import type { Command } from '../../src/cli/command.ts'
import { commands } from '../../src/cli/commands.ts'
import { version } from '../../src/model/version.ts'
import { manual } from './manual.ts'
import { overviewPage } from './overview-page.ts'
import { commandPage } from './page.ts'

/** Every generated document by its path from the root. */
export function documents(): ReadonlyMap<string, string> {
  const shown = Object.entries<Command>(commands).filter(([, { hidden }]) => hidden !== true)
  return new Map([
    ['docs/cli.md', manual(commands)],
    ['docs/man/stroj.1', overviewPage(commands, version)],
    ...shown.map(
      ([name, command]) =>
        [`docs/man/stroj-${name.replaceAll(' ', '-')}.1`, commandPage(name, command, version)] as const,
    ),
  ])
}
