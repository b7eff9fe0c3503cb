import type { Run } from '../loaders.ts'
import { makeChange } from './make-change.ts'
import { pciAddress } from './pci-address.ts'

export const run: Run<'host give-back'> = async ({ address, yes, dryRun }, session) =>
  makeChange(session, { name: 'bind', undo: true, device: pciAddress(address) }, { yes, dryRun })
