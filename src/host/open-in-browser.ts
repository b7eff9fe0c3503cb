import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeWhole } from './files.ts'
import { findProgram } from './find-program.ts'
import type { Paths } from './paths.ts'

/**
 * Leads the browser of the desktop to an address by xdg-open(1). The address may hold a secret, and everybody can read the
 * arguments of a program, so it goes through a file of our own (mode 0600). False when there is no xdg-open.
 */
export async function openInBrowser(url: string, paths: Paths): Promise<boolean> {
  const program = await findProgram('xdg-open')
  if (program === undefined) return false
  const page = join(paths.runtime, 'login.html')
  await writeWhole(page, `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${url}">\n`)
  const child = spawn(program, [pathToFileURL(page).href], { shell: false, detached: true, stdio: 'ignore' })
  const begun = await once(child, 'spawn').catch(() => undefined)
  child.unref()
  return begun !== undefined
}
