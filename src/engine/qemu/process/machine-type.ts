import { run, RunError } from '../../../host/run.ts'
import { Fault } from '../../../model/fault.ts'

/** The newest versioned type of a board, such as pc-q35-7.2; a microvm has no versions (QEMU, docs/system/i386/microvm). */
export async function readMachineType(machine: 'q35' | 'microvm', signal: AbortSignal): Promise<string> {
  if (machine === 'microvm') return machine
  try {
    const { stdout } = await run('qemu-system-x86_64', ['-machine', 'help'], { signal, timeoutMs: 10_000 })
    const versioned = /\(alias of (?<type>pc-q35-[\w.-]+)\)/.exec(stdout)?.groups?.['type']
    if (versioned === undefined) throw new Error('this QEMU has no versioned q35 machine')
    return versioned
  } catch (cause) {
    if (!(cause instanceof RunError) || cause.why.kind !== 'not-found') throw cause
    throw new Fault('host.tool-missing', { tool: 'qemu-system-x86_64', package: 'qemu-system-x86' }, { cause })
  }
}
