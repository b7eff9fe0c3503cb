import { Fault } from '../fault.ts'
import type { HostChange } from './change.ts'

/** What is still missing after every step of a change was carried out. */
export function withoutEffect({ name, steps }: HostChange): Fault {
  const commands = steps.map(({ command }) => `\`${command.join(' ')}\``)
  return new Fault('host.change-without-effect', {
    change: name,
    reason: `${commands.join(', ')} would still be needed`,
  })
}
