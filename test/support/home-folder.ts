import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder for a home. Short, since socket paths are: unix(7) allows 107 bytes. */
export async function makeHomeFolder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'stroj-'))
  // As /var/lib is: users of machines may go through.
  await chmod(path, 0o711)
  return path
}
