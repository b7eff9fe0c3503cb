import { canOpen, type Opening } from '../../host/can-open.ts'
import { hasAccessList, readDeviceNode } from '../../host/device-node.ts'
import { readKernelText } from '../../host/kernel-files.ts'
import type { HostKvmDevice } from '../../model/host/kvm.ts'
import { holdersOf } from './holders.ts'
import { readGroups, readUsers } from './read-groups.ts'

/** /dev/kvm, whom it belongs to, whether it opens, and who has it open. */
export async function readKvmDevice(root: string, signal: AbortSignal): Promise<HostKvmDevice> {
  const path = `${root}/dev/kvm`
  const [node, opening, users, groups] = await Promise.all([
    readDeviceNode(path),
    canOpen(path),
    readUsers(root),
    readGroups(root),
  ])
  if (node === null) return { ...missing, ...openingWords(opening) }
  const { uid, gid, permissions } = node
  const [acl, holders] = await Promise.all([hasAccessList(path, signal), isUnused(root) ? [] : holdersOf(isKvm, root)])
  return {
    exists: true,
    owner: users.find((user) => user.uid === uid)?.name ?? String(uid),
    group: groups.find((group) => group.gid === gid)?.name ?? String(gid),
    mode: permissions.toString(8).padStart(4, '0'),
    acl,
    ...openingWords(opening),
    holders,
  }
}

const missing = { exists: false, owner: null, group: null, mode: null, acl: false, holders: [] }

function openingWords(opening: Opening): Pick<HostKvmDevice, 'opening' | 'reason'> {
  return { opening: opening.kind, reason: opening.kind === 'failed' ? opening.reason : null }
}

/** The module of x86 counts who has /dev/kvm open; asking it saves looking at every file of every process. */
function isUnused(root: string): boolean {
  return ['kvm_intel', 'kvm_amd'].some((name) => readKernelText(`${root}/sys/module/${name}/refcnt`) === '0')
}

/** The device itself, or an instance or a processor that was made through it (KVM_CREATE_VM, KVM_CREATE_VCPU). */
function isKvm(target: string): boolean {
  return target === '/dev/kvm' || /^anon_inode:\[?kvm-/.test(target)
}
