import { execFile } from 'node:child_process'
import { chmod, cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

const execute = promisify(execFile)
const root = join(import.meta.dirname, '../..')

/** Where the disk is mounted in the lab. */
export const mountPoint = '/opt/stroj'

/** What is kept by itself would hold KVM, which the tests unload. */
const launcher = `#!/bin/sh
export STROJ_AUTOMATIC_WARMING=off
exec ${mountPoint}/node ${mountPoint}/dist/cli/main.js "$@"
`

/**
 * A disk file with everything that stroj needs in the lab: Node, the build, and a state folder with images.
 * mke2fs(8) fills it without root and without mounting.
 */
export async function makeProjectDisk(file: string, stateFolder: string): Promise<void> {
  const tree = `${file}.tree`
  await rm(tree, { recursive: true, force: true })
  await mkdir(tree, { recursive: true })
  await cp(process.execPath, join(tree, 'node'))
  await cp(join(root, 'dist'), join(tree, 'dist'), { recursive: true, filter: (path) => !path.endsWith('.map') })
  await cp(join(root, 'package.json'), join(tree, 'package.json'))
  await cp(stateFolder, join(tree, 'home/state'), { recursive: true })
  await writeFile(join(tree, 'stroj'), launcher)
  await chmod(join(tree, 'stroj'), 0o755)
  await rm(file, { force: true })
  await execute('mke2fs', ['-q', '-t', 'ext4', '-O', '^has_journal', '-d', tree, file, '3G'])
  await rm(tree, { recursive: true })
}
