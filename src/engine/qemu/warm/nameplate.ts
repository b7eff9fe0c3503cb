import { findInHeap, writeAddresses } from '../../../host/process-memory.ts'
import { blankName, nameCredential } from '../argv/extras.ts'

/** Addresses in a QEMU of the name that it tells its guest at each boot. */
export type Nameplate = readonly number[]

/** Finds the name of a machine that was started with a blank one. Rejects when it is not there. */
export async function findNameplate(pid: number): Promise<Nameplate> {
  const found = await findInHeap(pid, Buffer.from(nameCredential + blankName))
  if (found.length === 0) throw new Error('the place for its name was not found in QEMU')
  return found.map((address) => address + nameCredential.length)
}

/**
 * Writes a name over the blank one. The table of SMBIOS strings keeps its length: what is left over becomes a string of its own,
 * which says nothing (SMBIOS 3.6, 6.1.3).
 */
export function writeNameplate(pid: number, plate: Nameplate, name: string): void {
  const bytes = Buffer.from(`${name}\0`.padEnd(blankName.length, '.'))
  writeAddresses(
    pid,
    plate.map((address) => ({ address, bytes })),
  )
}
