import { execFile } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { isoImage } from '../../src/engine/qemu/seed/iso9660.ts'
import { TempDir } from '../../src/host/temp-dir.ts'

const run = promisify(execFile)

/** Releases of Debian whose installer a mirror may have as a package, the usual one first. */
const releases = [12, 13] as const

/**
 * A medium of some 50 MB with the kernel and the initrd of Debian's installer, from the apt mirror of this host; undefined
 * when the mirror has no such package.
 */
export async function installerMedium(): Promise<Buffer | undefined> {
  await using folder = await TempDir.make('stroj-installer')
  for (const release of releases) {
    const name = `debian-installer-${release}-netboot-amd64`
    const found = await run('apt-get', ['download', '-q', name], { cwd: folder.path }).catch(() => undefined)
    if (found) return await mediumOf(folder.path, release)
  }
  return undefined
}

async function mediumOf(folder: string, release: number): Promise<Buffer> {
  const [file = ''] = (await readdir(folder)).filter((name) => name.endsWith('.deb'))
  await run('dpkg-deb', ['--extract', join(folder, file), join(folder, 'files')])
  const text = `files/usr/lib/debian-installer/images/${release}/amd64/text/debian-installer/amd64`
  const [kernel, initrd] = await Promise.all(['linux', 'initrd.gz'].map((name) => readFile(join(folder, text, name))))
  if (!kernel || !initrd) throw new Error(`${file} has no kernel or no initrd`)
  const files = [
    { name: 'initrd.gz', content: initrd },
    { name: 'linux', content: kernel },
  ]
  return Buffer.from(isoImage('installer', files))
}
