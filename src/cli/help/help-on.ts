import type { Command } from '../command.ts'
import { commands } from '../commands.ts'
import { verbsOf } from '../find-command.ts'
import type { Painter } from '../render/paint.ts'
import { commandHelp } from './command-help.ts'
import { nounHelp, overview, verbHelp } from './overview.ts'

/** Help on a command, on a noun with its commands, or on the whole when the topic is empty. */
export function helpOn(topic: string, width: number, paint: Painter): string {
  if (topic === '') return overview(commands, width, paint)
  const command = (commands as Readonly<Record<string, Command>>)[topic]
  if (command === undefined) return nounHelp(topic, commands, width, paint)
  const verbs = verbsOf(topic, Object.keys(commands)).length > 0 ? `\n${verbHelp(topic, commands, width, paint)}` : ''
  return commandHelp(topic, command, width, paint) + verbs
}
