import { Fault } from '../fault.ts'
import type { HostChange } from './change.ts'

/** A change whose steps were carried out, by what is planned for the same wish afterwards. Throws when it had no effect. */
export function madeChange(change: HostChange, after: HostChange): HostChange {
  if (after.state === 'needed') throw withoutEffect(after)
  return { ...change, state: 'made', instructions: [...new Set([...change.instructions, ...after.instructions])] }
}

function withoutEffect({ name, steps }: HostChange): Fault {
  const commands = steps.map(({ command }) => `\`${command.join(' ')}\``)
  return new Fault('host.change-without-effect', {
    change: name,
    reason: `${commands.join(', ')} would still be needed`,
  })
}
