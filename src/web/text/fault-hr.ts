import type { FaultCode } from '../../model/fault-catalogue.ts'
import { daemonFaults } from './fault-hr/daemon.ts'
import { hostFaults } from './fault-hr/host.ts'
import { imageFaults } from './fault-hr/image.ts'
import { installFaults } from './fault-hr/install.ts'
import { instanceFaults } from './fault-hr/instance.ts'
import { requestFaults } from './fault-hr/request.ts'
import { snapshotFaults } from './fault-hr/snapshot.ts'
import { volumeFaults } from './fault-hr/volume.ts'
import type { Words } from './fault-hr/words.ts'

/**
 * Faults in Croatian, by their codes. One that lacks its words does not compile. Reasons inside of them stay as the daemon, QEMU
 * or the kernel says them. A test holds each to the details that the English one tells.
 */
export const croatianFaults: { readonly [C in FaultCode]: Words<C> } = {
  ...requestFaults,
  ...instanceFaults,
  ...installFaults,
  ...imageFaults,
  ...volumeFaults,
  ...snapshotFaults,
  ...hostFaults,
  ...daemonFaults,
}
