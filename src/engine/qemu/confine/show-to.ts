import { findProgram } from '../../../host/find-program.ts'
import { hasUsersOfHost, mountPointsOf } from '../../../host/namespaces.ts'
import { ownersOf } from '../../../host/owners.ts'
import { run, RunError } from '../../../host/run.ts'
import { systemFolders } from '../../../host/system-folders.ts'
import { Fault } from '../../../model/fault.ts'
import { foldersAbove, isIn, outside, type Shown } from './view.ts'

/** Runs a program among the files that a machine sees, as root. */
type Inside = (...words: readonly string[]) => Promise<void>

/**
 * Shows files and folders of the host to a machine that runs in namespaces, unless it sees them; until it ends. Throws
 * instance.not-shown, as for a file system that was mounted since the machine began, on a host that tells nobody of that.
 */
export async function showTo(
  { name, pid }: { readonly name: string; readonly pid: number },
  shown: readonly Shown[],
  signal: AbortSignal,
): Promise<void> {
  const refuse = (path: string, reason: string) => new Fault('instance.not-shown', { name, path, reason })
  const nsenter = (await findProgram('nsenter')) ?? 'nsenter'
  const inside: Inside = async (...words) => {
    await run(nsenter, ['--target', String(pid), '--mount', '--', ...words], { signal, timeoutMs: 10_000 })
  }
  for (const each of shown) {
    const places = (await mountPointsOf(pid)).filter((place) => place !== '/')
    if (places.some((place) => isSeenIn(each, place))) continue
    if (!(await hasUsersOfHost(pid))) throw refuse(each.path, 'it is not where it was started')
    await show(each, places, inside).catch((error: unknown) => {
      throw error instanceof RunError ? refuse(each.path, reasonOf(error)) : error
    })
  }
}

/** In a folder that is shown already. Those of the system can only be read. */
function isSeenIn({ path, as }: Shown, place: string): boolean {
  if (place === path || !isIn(path, place)) return false
  return as === 'read' || !systemFolders.some((folder) => folder === place)
}

/** A file is shown anew where one of its name is: that may be another, or gone, and what QEMU has open stays open. */
async function show({ path, source }: Shown, seen: readonly string[], inside: Inside): Promise<void> {
  const isFolder = (await ownersOf(source))?.isFolder === true
  const isThere = seen.includes(path)
  if (isThere && isFolder) return
  if (isThere) await inside('umount', '-n', '-l', '--', path)
  else await inside('mkdir', '-p', '-m', '755', '--', ...foldersAbove(path), ...(isFolder ? [path] : []))
  if (!isThere && !isFolder) await inside('touch', '--', path)
  // What is mounted in a folder is shown with it. There is no file in which mounts could be noted (-n).
  await inside('mount', '-n', '--rbind', '--', `${outside.root}${source}`, path)
}

/** The first words of what failed. */
function reasonOf({ why, message }: RunError): string {
  return (why.kind === 'exit' && why.stderr.trim().split('\n')[0]) || message
}
