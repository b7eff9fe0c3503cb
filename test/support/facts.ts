import type { HostFacts } from '../../src/model/host/facts.ts'
import type { ImageFile } from '../../src/model/image.ts'
import type { ImageChoice } from '../../src/plan/instance/plan-create.ts'
import { imageRecord } from './records.ts'

export const noKvm = {
  usable: false,
  obstacle: 'no-extension',
  reason: 'the processor shows neither vmx nor svm',
} as const
export const withKvm = { usable: true, obstacle: null, reason: 'the self-test ran' } as const

/** A host of 16 GiB that has everything but KVM. */
export const facts: HostFacts = {
  architecture: 'x86_64',
  kernel: '6.1.0',
  cpus: 4,
  memoryBytes: 16 * 2 ** 30,
  timeStampKhz: 2_600_000,
  virtualization: 'none',
  nested: null,
  kvm: noKvm,
  emulators: { x86_64: { path: '/usr/bin/qemu-system-x86_64', version: '7.2.22' } },
  qemuImg: { path: '/usr/bin/qemu-img', version: '7.2.22' },
  passt: { path: '/usr/bin/passt', version: '2023_03_29' },
  firmware: { uefi: ['x86_64'], uBoot: false },
}

/** An image with a disk of 2 GiB and a kernel, which boots in these ways, best first. */
export function imageChoice(boot: ImageChoice['manifest']['boot'] = ['direct', 'bios', 'uefi']): ImageChoice {
  const { digest, manifest } = imageRecord('a')
  const [disk] = manifest.files
  const others = (['kernel', 'bzimage', 'initrd'] as const).map(
    (role): ImageFile => ({ role, name: role, format: 'raw', sizeBytes: 1, sha256: 'b'.repeat(64) }),
  )
  return {
    digest,
    name: 'debian:12',
    manifest: { ...manifest, boot, kernelArguments: 'ro', files: [...(disk ? [disk] : []), ...others] },
  }
}

/** An image that is only a kernel and an initrd. */
export function disklessChoice(): ImageChoice {
  const choice = imageChoice(['direct'])
  const files = choice.manifest.files.filter(({ role }) => role !== 'disk')
  return { ...choice, name: 'tiny', manifest: { ...choice.manifest, files, virtualSizeBytes: 0 } }
}
