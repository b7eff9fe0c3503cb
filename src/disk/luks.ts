import { RunError } from '../host/run.ts'
import type { DiskLayer, Key, NewKey } from './layer.ts'
import { type Job, qemuImg } from './qemu-img.ts'

/** How a new disk of a format is told to encrypt itself, for `-o`. The passphrase is named, and stands in a file. */
export function encryptionOptions(format: DiskLayer['format'], key: NewKey | undefined): readonly string[] {
  if (key === undefined) return []
  const prefix = format === 'luks' ? '' : 'encrypt.'
  const own = [`${prefix}key-secret=${key.id}`, `${prefix}iter-time=${key.unlockMs}`]
  return format === 'luks' ? own : ['encrypt.format=luks', ...own]
}

/** Whether a passphrase opens an encrypted disk, which is then read. */
export async function opensWith(layer: DiskLayer, key: Key, job: Job): Promise<boolean> {
  const call = { verb: 'map', options: ['--output=json', '--max-length=512'], limits: { diskBytes: 0 } } as const
  try {
    await qemuImg({ ...call, disks: [{ ...layer, key }] }, job)
    return true
  } catch (error) {
    if (isWrongKey(error)) return false
    throw error
  }
}

/** Whether this is how qemu-img says that a passphrase is none of those of the disk (QEMU, crypto/block-luks.c). */
function isWrongKey(error: unknown): boolean {
  return error instanceof RunError && error.why.kind === 'exit' && /invalid password/i.test(error.why.stderr)
}

/** Lets a disk be opened by another passphrase, too. */
export async function addKey(layer: DiskLayer, fresh: NewKey, job: Job): Promise<void> {
  await amend(layer, [fresh], { 'new-secret': fresh.id, state: 'active', 'iter-time': `${fresh.unlockMs}` }, job)
}

/** A disk is opened by this passphrase no more; one that it was opened with by `layer.key` stays. */
export async function dropKey(layer: DiskLayer, old: Key, job: Job): Promise<void> {
  await amend(layer, [old], { 'old-secret': old.id, state: 'inactive' }, job)
}

type Change = Readonly<Record<string, string>>

async function amend(layer: DiskLayer, keys: readonly Key[], change: Change, job: Job): Promise<void> {
  const prefix = layer.format === 'luks' ? '' : 'encrypt.'
  const options = Object.entries(change).flatMap(([name, value]) => ['-o', `${prefix}${name}=${value}`])
  const limits = { diskBytes: 0, mostBytesWritten: 'unlimited' } as const
  await qemuImg({ verb: 'amend', options: ['-q', ...options], disks: [layer], keys, limits }, job)
}
