import { chmod, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isRoot } from './is-root.ts'

/**
 * Takes the right to write from every file of a folder. An ordinary user keeps it for himself: QEMU opens a file for writing even
 * when it maps it privately, which only root may do with one that is read-only.
 */
export async function makeReadOnly(folder: string): Promise<void> {
  for (const name of await readdir(folder)) await chmod(join(folder, name), isRoot() ? 0o400 : 0o600)
}
