import { run, RunError } from '../../../host/run.ts'
import { emulators } from '../../../model/architecture.ts'
import type { Board, Hardware } from '../../../model/board.ts'
import { Fault } from '../../../model/fault.ts'
import { leastQemu } from '../host/checks-machine.ts'
import { isOlder } from '../host/version.ts'

/**
 * The versioned type of a board for new instances, such as pc-q35-7.2; a microvm has no versions (QEMU,
 * docs/system/i386/microvm), nor has the board of RISC-V. Throws host.tool-missing and host.tool-too-old.
 */
export async function readMachineType({ arch, machine }: Hardware, signal: AbortSignal): Promise<string> {
  const { program, package: debianPackage } = emulators[arch]
  const ask = async (...words: readonly string[]) => (await run(program, words, { signal, timeoutMs: 10_000 })).stdout
  try {
    const help = await ask('-machine', 'help')
    const found = versionIn(help) ?? versionIn(await ask('--version')) ?? ''
    if (isOlder(found, leastQemu)) throw new Fault('host.tool-too-old', { tool: program, found, least: leastQemu })
    return newestType(help, machine)
  } catch (cause) {
    if (!(cause instanceof RunError) || cause.why.kind !== 'not-found') throw cause
    throw new Fault('host.tool-missing', { tool: program, package: debianPackage }, { cause })
  }
}

/** The number of QEMU, from the output of `--version`, or from that of `-machine help` where a board has versions. */
export function versionIn(text: string): string | undefined {
  return /(?:\(alias of [a-z\d-]+-|QEMU emulator version )(?<version>\d+\.\d+)/.exec(text)?.groups?.['version']
}

/** What the name of a board stands for, from the output of `-machine help`; itself where it stands for no other. */
export function newestType(help: string, machine: Board): string {
  const line = help.split('\n').find((text) => text.startsWith(`${machine} `))
  if (line === undefined) throw new Error(`this QEMU has no machine ${machine}`)
  return /\(alias of (?<type>[\w.-]+)\)/.exec(line)?.groups?.['type'] ?? machine
}
