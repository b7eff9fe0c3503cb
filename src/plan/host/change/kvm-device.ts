import { ownFiles } from '../../../model/host/own-file.ts'
import { type Act, impossible, inPlace, needed, type Planner, program, type Wish } from './act.ts'
import { beforeOf, makeOwnFile, ownFile, ownFileText, removeOwnFile } from './own-file.ts'

const device = '/dev/kvm'
const rule = 'KERNEL=="kvm", GROUP="kvm", MODE="0660", OPTIONS+="static_node=kvm"'

/** The node belongs to the group kvm, as udev itself has it on most systems. */
export const kvmDevice: Planner = {
  title: 'Give /dev/kvm to the group kvm.',
  make: (wish) => {
    const { kvm, user } = wish.inventory
    if (!kvm.exists) return impossible(wish, `there is no ${device}; \`stroj host fix kvm-module\` comes first`)
    if (kvm.group === 'kvm' && opensForGroup(kvm.mode)) return inPlace()
    const group = user.kvmGroup.exists ? [] : [makeGroup]
    const text = ownFileText('kvm-device', nodeText(wish), [rule])
    return needed([
      ...group,
      withReload(makeOwnFile(wish, 'What udev shall do with it', ownFiles.kvmDevice, text), nodeText(wish)),
      ...reload,
    ])
  },
  takeBack: (wish) => {
    const before = beforeOf(ownFile(wish, ownFiles.kvmDevice) ?? '')
    const removal = removeOwnFile(wish, ownFiles.kvmDevice)
    if (removal.length === 0) return inPlace()
    const restored = wish.inventory.kvm.exists ? restore(before).map((step): Act => ({ step, undo: [] })) : []
    return needed([...removal.map((act) => withReload(act, null)), ...reload, ...restored])
  },
}

/** Owner, group and mode, as chown(1) and chmod(1) take them. */
function nodeText({ inventory: { kvm } }: Wish): string | null {
  return kvm.owner === null || kvm.group === null || kvm.mode === null ? null : `${kvm.owner}:${kvm.group} ${kvm.mode}`
}

function opensForGroup(mode: string | null): boolean {
  return mode !== null && (Number.parseInt(mode, 8) & 0o060) === 0o060
}

const makeGroup: Act = {
  step: program('This host has no group kvm yet', 'groupadd', '--system', 'kvm'),
  undo: [program('The group is taken away', 'groupdel', 'kvm')],
}

const reloadSteps = [
  program('udev reads its rules again', 'udevadm', 'control', '--reload'),
  program('and goes by them', 'udevadm', 'trigger', '--settle', '--subsystem-match=misc', '--sysname-match=kvm'),
]
const reload = reloadSteps.map((step): Act => ({ step, undo: [] }))

/** Taking the file back is not enough: udev has to hear of it, too. */
function withReload({ step, undo }: Act, before: string | null): Act {
  return { step, undo: [...undo, ...reloadSteps, ...restore(before)] }
}

/** What udev has no rule for it leaves as it is. */
function restore(before: string | null) {
  const [owner, mode] = before?.split(' ') ?? []
  if (owner === undefined || mode === undefined) return []
  return [
    program(`${device} belongs to whom it did before`, 'chown', owner, device),
    program('with the rights that it had', 'chmod', mode, device),
  ]
}
