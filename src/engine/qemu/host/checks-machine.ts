import { Architecture, emulators } from '../../../model/architecture.ts'
import type { HostFacts, Tool } from '../../../model/host/facts.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { install } from './install.ts'
import { judgeOf } from '../../../model/host/judge.ts'
import { isOlder } from './version.ts'

/** The first with `-netdev stream`, which passt needs, and with what the rest of our command lines uses. */
export const leastQemu = '7.2'
const tools = judgeOf('tools')

/** What runs an instance: QEMU for the architecture of this host, and firmware. */
export function machineChecks(facts: HostFacts): readonly HostCheck[] {
  const own = Architecture.safeParse(facts.architecture).data ?? 'x86_64'
  const { program, package: debianPackage } = emulators[own]
  return [
    tool(program, facts.emulators[own] ?? null, debianPackage, 'it runs the instances'),
    tool('qemu-img', facts.qemuImg, 'qemu-utils', 'it converts and checks disks'),
    firmwareCheck(facts),
  ]
}

function tool(name: string, found: Tool | null, debianPackage: string, role: string): HostCheck {
  if (found === null)
    return tools.missing(name, 'not found', `Without it nothing can be started: ${role}.`, {
      fix: install(debianPackage),
      change: 'tools',
    })
  const words = `${found.version} (${found.path})`
  if (!isOlder(found.version, leastQemu)) return tools.ok(name, words, `Without it nothing could be started: ${role}.`)
  return tools.missing(name, words, `It is too old; stroj needs ${leastQemu} or newer.`, {
    fix: install(debianPackage),
    change: null,
  })
}

function firmwareCheck({ firmware: { uefi } }: HostFacts): HostCheck {
  const name = 'UEFI firmware'
  if (uefi.length > 0) return tools.ok(name, `for ${uefi.join(', ')}`, 'Instances can have `firmware: uefi`.')
  return tools.warning(name, 'not found', 'Instances can only have `firmware: bios` or `direct`.', {
    fix: install('ovmf'),
    change: 'tools',
  })
}
