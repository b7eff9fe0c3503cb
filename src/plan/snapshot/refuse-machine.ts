import type { KeptMachine } from './tree.ts'

/** A machine as it would be now, with the accelerators that work here. */
export type HostNow = Pick<KeptMachine, 'qemu' | 'processor'> & { readonly hasKvm: boolean }

/** Why a kept memory does not fit this host, as a clause. Memory is of no use to another machine: QEMU would refuse it, or the guest would fall over what has changed under it. */
export function refuseMachine(kept: Omit<KeptMachine, 'spec'>, now: HostNow): string | undefined {
  const isKvm = kept.plan.acceleration.kind === 'kvm'
  if (isKvm && !now.hasKvm) return 'its memory was kept under KVM, which does not work here now'
  if (isKvm && kept.processor !== now.processor) {
    return `its memory was kept on another processor (${kept.processor ?? 'unknown'})`
  }
  if (kept.qemu === now.qemu) return undefined
  return `its memory was kept by QEMU ${kept.qemu}, and here is ${now.qemu || 'none'}`
}
