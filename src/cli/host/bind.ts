import type { Run } from '../loaders.ts'
import { makeChange } from './make-change.ts'
import { pciAddress } from './pci-address.ts'

export const run: Run<'host bind'> = async ({ address, user, yes, dryRun }, session) =>
  makeChange(session, { name: 'bind', device: pciAddress(address), user }, { yes, dryRun })
