import { Architecture, emulators } from '../../../model/architecture.ts'
import type { HostInventory, HostTool } from '../../../model/host/inventory.ts'
import { type Act, forAPerson, inPlace, needed, type Planner, program } from './act.ts'

/** Guests of other architectures, containers and TPMs are wishes; these are for everybody. */
const forEverybody = ['qemu-img', 'passt', 'mmdebstrap', 'newuidmap', 'modprobe']

/** UEFI for guests like the host. */
const firmware: Partial<Readonly<Record<Architecture, string>>> = {
  x86_64: 'OVMF',
  aarch64: 'AAVMF',
  arm: 'AAVMF32',
  riscv64: 'RISCV_VIRT',
}

export const tools: Planner = {
  title: 'Install the programs that stroj works with.',
  make: ({ inventory }) => {
    const packages = packagesOf(wantedTools(inventory).filter(({ path }) => path === null))
    return packages.length === 0 ? inPlace() : needed([install(packages)])
  },
  takeBack: ({ inventory }) => {
    const there = packagesOf(wantedTools(inventory).filter(({ path }) => path !== null))
    return forAPerson(
      'Nobody remembers who has installed a package, and others may need it; `sudo apt-get remove PACKAGE` removes one.',
      `stroj works with these: ${there.join(', ')}.`,
    )
  },
}

/** Those that the change installs where they are missing. */
export function wantedTools({ tools: all, processor }: HostInventory): readonly HostTool[] {
  const architecture = Architecture.safeParse(processor.architecture).data
  const own = architecture === undefined ? [] : [emulators[architecture].program, firmware[architecture]]
  return all.filter(({ name }) => forEverybody.includes(name) || own.includes(name))
}

function packagesOf(found: readonly HostTool[]): readonly string[] {
  return [...new Set(found.map((tool) => tool.package))].toSorted()
}

function install(packages: readonly string[]): Act {
  const apt = (reason: string, ...words: readonly string[]) =>
    program(reason, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words, ...packages)
  return {
    step: apt('They come from Debian', 'install', '--yes', '--no-install-recommends'),
    undo: [apt('They are removed', 'remove', '--yes')],
  }
}
