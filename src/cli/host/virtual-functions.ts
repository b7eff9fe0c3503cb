import type { Run } from '../loaders.ts'
import { UsageError } from '../usage-error.ts'
import { makeChange } from './make-change.ts'
import { pciAddress } from './pci-address.ts'

export const run: Run<'host virtual-functions'> = async ({ address, count, yes, dryRun }, session) => {
  if (!/^\d{1,4}$/.test(count))
    throw new UsageError(`"${count}" is no number of virtual functions.`, 'Write 0 for none.')
  const want = { name: 'virtual-functions' as const, device: pciAddress(address), count: Number(count) }
  return await makeChange(session, want, { yes, dryRun })
}
