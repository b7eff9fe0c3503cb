import { formatBytes } from '../../../kit/bytes.ts'
import type { HostFacts, Tool } from '../../../model/host/facts.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import type { Circumstances } from './circumstances.ts'
import { install, judgeOf } from './check.ts'
import { isOlder } from './version.ts'

/** The first with `-netdev stream`, which passt needs, and with what the rest of our command lines uses. */
export const leastQemu = '7.2'
const leastAvailableBytes = 2 ** 30
const tools = judgeOf('tools')

/** What runs a machine: QEMU, the accelerator, memory, firmware. */
export function machineChecks(facts: HostFacts, circumstances: Circumstances): readonly HostCheck[] {
  return [
    tool('QEMU', facts.emulators.x86_64 ?? null, 'qemu-system-x86', 'it runs the machines'),
    kvmCheck(facts, circumstances),
    tool('qemu-img', facts.qemuImg, 'qemu-utils', 'it converts and checks disks'),
    firmwareCheck(facts),
    memoryCheck(facts, circumstances),
  ]
}

function tool(name: string, found: Tool | null, debianPackage: string, role: string): HostCheck {
  if (found === null)
    return tools.missing(name, 'not found', `Without it nothing can be started: ${role}.`, install(debianPackage))
  const words = `${found.version} (${found.path})`
  if (!isOlder(found.version, leastQemu)) return tools.ok(name, words, `Present; ${role}.`)
  return tools.missing(name, words, `It is too old; stroj needs ${leastQemu} or newer.`, install(debianPackage))
}

function kvmCheck(facts: HostFacts, { user }: Circumstances): HostCheck {
  const { usable, reason } = facts.kvm
  if (usable)
    return judgeOf('kvm').ok('KVM', reason, 'Machines run on the processors themselves, and are isolated by them.')
  const meaning = 'Machines are emulated (TCG): 10 to 30 times slower, and no security boundary.'
  return judgeOf('kvm').warning('KVM', reason, meaning, kvmFix(facts, user))
}

function kvmFix({ kvm: { obstacle }, virtualization }: HostFacts, user: string): string | null {
  if (obstacle === 'no-device') return `sudo modprobe ${virtualization === 'svm' ? 'kvm_amd' : 'kvm_intel'}`
  if (obstacle === 'denied') return `sudo usermod -aG kvm ${user}   (then log in again)`
  return obstacle === 'no-emulator' ? install('qemu-system-x86') : null
}

function firmwareCheck({ firmware }: HostFacts): HostCheck {
  if (firmware.uefi.includes('x86_64')) return tools.ok('UEFI firmware', 'found', 'Machines can have `firmware: uefi`.')
  return tools.warning(
    'UEFI firmware',
    'not found',
    'Machines can only have `firmware: bios` or `direct`.',
    install('ovmf'),
  )
}

function memoryCheck({ memoryBytes }: HostFacts, { availableMemoryBytes }: Circumstances): HostCheck {
  const free = availableMemoryBytes ?? memoryBytes
  const found = `${formatBytes(free)} available of ${formatBytes(memoryBytes)}`
  if (free >= leastAvailableBytes)
    return judgeOf('memory').ok('memory', found, 'Enough for a machine of the usual size (1GiB).')
  return judgeOf('memory').warning(
    'memory',
    found,
    'A machine of the usual size (1GiB) would make this host swap; give it less.',
    null,
  )
}
