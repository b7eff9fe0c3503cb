import * as z from 'zod'
import { placeDurably } from '../../../host/durable-file.ts'
import { readTextIfAny, removeTree, writeWhole } from '../../../host/files.ts'
import { bootId } from '../../../host/process.ts'
import { PciAddress } from '../../../model/host/device.ts'

/** How a device was before we took it. */
const TakenDevice = z.strictObject({
  address: PciAddress,
  driver: z.string().nullable(),
  override: z.string(),
})
export type TakenDevice = z.infer<typeof TakenDevice>

/** The hardware address of a virtual function before we set it; null when the card did not tell. */
const SetAddress = z.strictObject({ physical: PciAddress, index: z.int(), mac: z.string().nullable() })
export type SetAddress = z.infer<typeof SetAddress>

const Note = z.strictObject({
  bootId: z.string(),
  taken: z.array(TakenDevice),
  set: z.array(SetAddress),
  /** Ports of USB devices, which QEMU takes from their drivers itself. */
  usb: z.array(z.string()),
})
export type Note = Omit<z.infer<typeof Note>, 'bootId'>

const nothing: Note = { taken: [], set: [], usb: [] }

/** What is not given back yet; nothing after a restart of the host, which has given everything back. */
export async function readNote(file: string): Promise<Note> {
  const text = await readTextIfAny(file)
  if (text === undefined) return nothing
  const { bootId: boot, ...note } = Note.parse(JSON.parse(text))
  return boot === bootId() ? note : nothing
}

/** Replaces the note as a whole, durably. A note of nothing is none. */
export async function writeNote(file: string, note: Note): Promise<void> {
  if (note.taken.length + note.set.length + note.usb.length === 0) return removeTree(file)
  await writeWhole(`${file}.new`, JSON.stringify({ bootId: bootId(), ...note }))
  await placeDurably(`${file}.new`, file)
}
