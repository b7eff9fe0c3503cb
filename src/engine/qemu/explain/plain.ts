import { formatPortForward } from '../../../model/port-forward.ts'
import { emulators } from '../../../model/architecture.ts'
import type { ExplainedStep } from '../../../model/explanation.ts'
import type { PlannedHostdev, PlannedNic, StartPlan } from '../../../plan/instance/start-plan.ts'
import { cpuModel } from '../argv/cpu.ts'
import { consoleWord } from '../argv/board.ts'
import { uBootFile } from '../argv/firmware.ts'
import { installerArguments } from '../argv/installer.ts'
import { escapeComma } from '../argv/option.ts'
import type { Places } from '../argv/places.ts'
import { seedFile } from '../seed/write-seed.ts'
import { plainDisk } from './plain-disk.ts'

/** The short form that a textbook would use, and what is lost by it. */
export function explainPlainly(
  plan: StartPlan,
  places: Places,
): { readonly steps: readonly ExplainedStep[]; readonly notes: readonly string[] } {
  const command = [
    emulators[plan.arch].program,
    '-machine',
    plan.machine,
    '-accel',
    accelerator(plan),
    '-cpu',
    cpuModel(plan.cpus),
    '-m',
    String(plan.memoryBytes / 2 ** 20),
    '-smp',
    String(plan.cpus.count),
    ...(plan.arch === 'x86_64' ? [] : ['-cpu', plan.cpus.model]),
    ...kernel(plan, places),
    ...(plan.firmware === 'board' && plan.arch === 'riscv64' ? ['-kernel', uBootFile] : []),
    ...installerArguments(plan, places),
    ...flash(plan, places),
    ...(plan.iommu === null ? [] : ['-device', `${plan.iommu}-iommu,intremap=on`]),
    ...plan.disks.flatMap((disk, index) => plainDisk(plan, disk, index, places)),
    ...(plan.cdrom === null ? [] : ['-cdrom', plan.cdrom]),
    ...(!plan.seed ? [] : ['-drive', `file=${escapeComma(seedFile(places.own))},format=raw,if=virtio,readonly=on`]),
    ...boot(plan),
    ...plan.nics.flatMap(nic),
    ...plan.hostdevs.flatMap(hostdev),
    ...(plan.screen ? [] : ['-nographic']),
  ]
  return { steps: [{ reason: 'the machine, in the classic form', command, background: false }], notes: notes(plan) }
}

function accelerator({ acceleration: { kind }, iommu }: StartPlan): string {
  return kind === 'kvm' && iommu !== null ? 'kvm,kernel-irqchip=split' : kind
}

function kernel(plan: StartPlan, places: Places): readonly string[] {
  const { kernel: given, serial } = plan
  if (given === null) return []
  const { digest, initrd } = given
  return [
    '-kernel',
    places.imageFile(digest, given.kernel.name),
    ...(initrd ? ['-initrd', places.imageFile(digest, initrd.name)] : []),
    '-append',
    `${serial ? `${consoleWord(plan)} ` : ''}${given.arguments}`.trim(),
  ]
}

/** As the manuals of distributions write it: the code for all, the variables for this machine. */
function flash({ firmware }: StartPlan, { uefi, nvram }: Places): readonly string[] {
  if (firmware !== 'uefi' || uefi === undefined) return []
  const chip = (file: string) => `if=pflash,format=raw,file=${escapeComma(file)}`
  return ['-drive', `${chip(uefi.code)},readonly=on`, '-drive', chip(nvram)]
}

/** `c` disk, `d` medium, `n` network (qemu(1), -boot). */
const letters = { disk: 'c', cdrom: 'd', network: 'n' } as const

function boot({ firmware, bootOrder, bootOrderAfterReset }: StartPlan): readonly string[] {
  if (firmware === 'direct') return []
  const order = `order=${bootOrderAfterReset.map((device) => letters[device]).join('')}`
  const once = bootOrder.join() === bootOrderAfterReset.join() ? '' : `,once=${letters[bootOrder[0] ?? 'disk']}`
  return ['-boot', `${order}${once}`]
}

function nic({ network, forward, mac, model }: PlannedNic): readonly string[] {
  const forwards = forward.map((one) => {
    const [, address, ports] = /^(.*):(\d+:\d+)\//.exec(formatPortForward(one)) ?? []
    const [host, guest] = (ports ?? '').split(':')
    return `,hostfwd=${one.protocol}:${address}:${host}-:${guest}`
  })
  const restrict = network === 'isolated' ? ',restrict=on' : ''
  return ['-nic', `user,model=${model},mac=${mac}${restrict}${forwards.join('')}`]
}

function hostdev(device: PlannedHostdev): readonly string[] {
  if (device.kind === 'pci') return ['-device', `vfio-pci,host=${device.address}`]
  return ['-usb', '-device', `usb-host,hostbus=${device.bus},hostport=${device.port}`]
}

function notes({ nics, hostdevs }: StartPlan): readonly string[] {
  return [
    'no monitor, guest agent or log: stroj could not look after this machine',
    ...(nics.some(({ network }) => network === 'user')
      ? ["-nic user leads the guest to services on the host's loopback; stroj uses passt, which does not"]
      : []),
    ...(hostdevs.some(({ kind }) => kind === 'pci')
      ? ['vfio-pci must have the devices before, and their drivers want them back after; the exact form shows how']
      : []),
  ]
}
