import { formatBytes } from '../../../kit/bytes.ts'
import type { HostCheck, HostFacts } from '../../../model/host.ts'
import type { Circumstances } from './circumstances.ts'
import { install, missing, ok, warning } from './check.ts'
import type { Findings } from './facts.ts'
import type { KvmFinding } from './kvm-verdict.ts'
import type { Tool } from './tool.ts'
import { isOlder } from './version.ts'

/** The first with `-netdev stream`, which passt needs, and with what the rest of our command lines uses. */
export const leastQemu = '7.2'
const leastAvailableBytes = 2 ** 30

/** What runs a machine: QEMU, the accelerator, memory, firmware. */
export function machineChecks({ facts, kvm }: Findings, circumstances: Circumstances): readonly HostCheck[] {
  return [
    tool('QEMU', facts.qemu, 'qemu-system-x86', 'it runs the machines'),
    kvmCheck(kvm, facts, circumstances),
    tool('qemu-img', facts.qemuImg, 'qemu-utils', 'it converts and checks disks'),
    firmwareCheck(facts),
    memoryCheck(facts, circumstances),
  ]
}

function tool(name: string, found: Tool | null, debianPackage: string, role: string): HostCheck {
  if (found === null)
    return missing(name, 'not found', `Without it nothing can be started: ${role}.`, install(debianPackage))
  const words = `${found.version} (${found.path})`
  if (!isOlder(found.version, leastQemu)) return ok(name, words, `Present; ${role}.`)
  return missing(name, words, `It is too old; stroj needs ${leastQemu} or newer.`, install(debianPackage))
}

function kvmCheck({ kind, reason }: KvmFinding, facts: HostFacts, { user }: Circumstances): HostCheck {
  if (kind === 'usable')
    return ok('KVM', reason, 'Machines run on the processors themselves, and are isolated by them.')
  const meaning = 'Machines are emulated (TCG): 10 to 30 times slower, and no security boundary.'
  return warning('KVM', reason, meaning, kvmFix(kind, facts, user))
}

function kvmFix(kind: KvmFinding['kind'], { virtualization }: HostFacts, user: string): string | null {
  if (kind === 'no-device') return `sudo modprobe ${virtualization === 'svm' ? 'kvm_amd' : 'kvm_intel'}`
  if (kind === 'denied') return `sudo usermod -aG kvm ${user}   (then log in again)`
  return kind === 'no-qemu' ? install('qemu-system-x86') : null
}

function firmwareCheck({ firmware }: HostFacts): HostCheck {
  if (firmware.uefi) return ok('UEFI firmware', 'found', 'Machines can have `firmware: uefi`.')
  return warning('UEFI firmware', 'not found', 'Machines can only have `firmware: bios` or `direct`.', install('ovmf'))
}

function memoryCheck({ memoryBytes }: HostFacts, { availableMemoryBytes }: Circumstances): HostCheck {
  const free = availableMemoryBytes ?? memoryBytes
  const found = `${formatBytes(free)} available of ${formatBytes(memoryBytes)}`
  if (free >= leastAvailableBytes) return ok('memory', found, 'Enough for a machine of the usual size (1GiB).')
  return warning('memory', found, 'A machine of the usual size (1GiB) would make this host swap; give it less.', null)
}
