import type { HostInventory, HostTool } from '../../../model/host/inventory.ts'
import { type Act, forAPerson, inPlace, needed, type Planner, program } from './act.ts'

/** Packages of other ways to run guests, which nobody has to have. */
const optional: ReadonlySet<string> = new Set(['crun', 'runc', 'xen-utils-common', 'swtpm', 'swtpm-tools', 'virtiofsd'])

export const tools: Planner = {
  title: 'Install the programs that stroj works with.',
  make: ({ inventory }) => {
    const packages = [...new Set(missing(inventory).map((tool) => tool.package))].toSorted()
    return packages.length === 0 ? inPlace() : needed([install(packages)])
  },
  takeBack: ({ inventory }) => {
    const packages = [...new Set(inventory.tools.filter(({ path }) => path !== null).map((tool) => tool.package))]
    return forAPerson(
      'Nobody remembers who has installed a package, and others may need it. `sudo apt-get remove PACKAGE` removes one.',
      `Those of stroj are: ${packages.toSorted().join(', ')}.`,
    )
  },
}

/** Of the emulators only the one for guests like this host. */
function missing({ tools: all, processor }: HostInventory): readonly HostTool[] {
  return all.filter((tool) => {
    const isForeign = tool.name.startsWith('qemu-system-') && !tool.name.endsWith(emulatorOf(processor.architecture))
    return tool.path === null && !isForeign && !optional.has(tool.package)
  })
}

/** As QEMU names it, by the name of uname(2). */
function emulatorOf(architecture: string): string {
  if (architecture.startsWith('arm')) return 'arm'
  if (architecture === 'i686' || architecture === 'i386') return 'i386'
  return architecture === 'ppc64le' ? 'ppc64' : architecture
}

function install(packages: readonly string[]): Act {
  const apt = (reason: string, ...words: readonly string[]) =>
    program(reason, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...words, '--yes', ...packages)
  return {
    step: apt('Packages of Debian', 'install', '--no-install-recommends'),
    undo: [apt('They are removed', 'remove')],
  }
}
