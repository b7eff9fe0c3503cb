import type { HostInventory } from '../../../model/host/inventory.ts'
import type { HostModule } from '../../../model/host/kernel.ts'
import { type Cause, firmwareSetup, outside } from './cause.ts'
import { isThere, kvmModules } from './kvm-modules.ts'
import { type Mend, nothing } from '../../../model/host/judge.ts'

/** KVM came into Linux with 2.6.20, and so did its support of VT-x and AMD-V (kernelnewbies.org/Linux_2_6_20). */
export const leastKernel = '2.6.20'

export function oldKernelCause({ kernel: { release } }: HostInventory): Cause | undefined {
  if (!isOlderKernel(release)) return undefined
  return { found: `Linux ${release}`, why: `KVM came into Linux with ${leastKernel}.`, mend: nothing }
}

export function isOlderKernel(release: string): boolean {
  const [major = 0, minor = 0, patch = 0] = (/^\d+(?:\.\d+){0,2}/.exec(release)?.[0] ?? leastKernel)
    .split('.')
    .map(Number)
  return major < 2 || (major === 2 && (minor < 6 || (minor === 6 && patch < 20)))
}

/** What the kernel log says of the firmware. It is not believed when the modules run nevertheless. */
export function firmwareCause(inventory: HostInventory): Cause | undefined {
  const { kernel, processor } = inventory
  if (kernel.firmwareLocked !== true || inventory.kvm.opening === 'yes') return undefined
  return outside(processor, {
    found: 'the firmware has switched virtualization off',
    why: 'The kernel log says so; the setup of the firmware can switch it on ("VT-x", "SVM").',
    mend: { fix: firmwareSetup, change: null },
  })
}

/** Which module is not there, and why. */
export function moduleCause(inventory: HostInventory): Cause | undefined {
  const away = kvmModules(inventory).filter((module) => !isThere(module))
  const module = away.find(({ state }) => state !== 'loadable') ?? away.at(-1)
  if (module === undefined || inventory.kvm.opening === 'yes') return undefined
  return outside(inventory.processor, moduleAway(module, inventory.processor.architecture))
}

/** A module that is not in the kernel now. */
export function moduleAway(module: HostModule, architecture: string): Cause {
  const { name, state, configuredIn } = module
  const file = configuredIn ?? 'a file of modprobe.d'
  switch (state) {
    case 'blacklisted': {
      const why = `A blacklist line in ${file} keeps it from being loaded by itself; by its name it can be.`
      return { found: `the module ${name} is blacklisted`, why, mend: load(name) }
    }
    case 'disabled': {
      const why = `The install line for it in ${file} keeps it out, even when it is asked for by its name.`
      return { found: `the module ${name} is disabled`, why, mend: { fix: withoutInstallLine(module), change: null } }
    }
    case 'absent': {
      const why =
        'This kernel was built without it, its package of modules is not installed, or it was replaced by an upgrade and waits for a restart of the host.'
      return {
        found: `this kernel has no module ${name}`,
        why,
        mend: { fix: kernelPackage(architecture), change: null },
      }
    }
    case 'loadable':
    case 'loaded':
    case 'built-in':
      return { found: `the module ${name} is not loaded`, why: 'The kernel has it, and can load it.', mend: load(name) }
  }
}

function load(name: string): Mend {
  return { fix: `sudo modprobe ${name}`, change: 'kvm-module' }
}

/** modprobe.d(5): dashes and underscores are the same. Nothing where the file has a name that a shell would read otherwise. */
function withoutInstallLine({ name, configuredIn }: HostModule): string | null {
  if (configuredIn === null || !/^[\w./@+-]+$/.test(configuredIn)) return null
  const pattern = `^[[:space:]]*install[[:space:]]+${name.replaceAll('_', '[-_]')}([[:space:]]|$)`
  return `sudo sed -Ei '/${pattern}/d' ${configuredIn} && sudo modprobe ${name}`
}

const debianNames: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  aarch64: 'arm64',
  ppc64le: 'powerpc64le',
  riscv64: 'riscv64',
  s390x: 's390x',
}

function kernelPackage(architecture: string): string | null {
  const name = debianNames[architecture]
  return name === undefined ? null : `sudo apt-get install linux-image-${name}`
}
