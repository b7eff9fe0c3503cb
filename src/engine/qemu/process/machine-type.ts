import { run, RunError } from '../../../host/run.ts'
import { Fault } from '../../../model/fault.ts'
import { leastQemu } from '../host/checks-machine.ts'
import { isOlder } from '../host/version.ts'

const program = 'qemu-system-x86_64'

/**
 * The versioned type of a board for new instances, such as pc-q35-7.2; a microvm has no versions (QEMU,
 * docs/system/i386/microvm). Throws host.tool-missing and host.tool-too-old.
 */
export async function readMachineType(machine: 'q35' | 'microvm', signal: AbortSignal): Promise<string> {
  try {
    const { stdout } = await run(program, ['-machine', 'help'], { signal, timeoutMs: 10_000 })
    const newest = newestQ35(stdout)
    return machine === 'microvm' ? machine : newest
  } catch (cause) {
    if (!(cause instanceof RunError) || cause.why.kind !== 'not-found') throw cause
    throw new Fault('host.tool-missing', { tool: program, package: 'qemu-system-x86' }, { cause })
  }
}

/** What `q35` stands for, from the output of `-machine help`. Its number is that of QEMU. */
export function newestQ35(help: string): string {
  const type = /^q35 .*\(alias of (?<type>pc-q35-[\w.-]+)\)/m.exec(help)?.groups?.['type']
  if (type === undefined) throw new Error('this QEMU has no versioned q35 machine')
  const found = type.slice('pc-q35-'.length)
  if (isOlder(found, leastQemu)) throw new Fault('host.tool-too-old', { tool: program, found, least: leastQemu })
  return type
}
