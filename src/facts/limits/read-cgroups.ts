import { isRoot } from '../../host/is-root.ts'
import { mayWrite, readKernelText } from '../../host/kernel-files.ts'
import type { HostCgroups } from '../../model/host/limits.ts'
import { parseMounts } from '../mounts.ts'
import { type Hierarchy, hierarchiesOf, parseControllers, versionOf } from './cgroups.ts'

/** Control groups of the host below `root`, and what of them is ours to use (cgroups(7)). */
export function readCgroups(root: string, asRoot: boolean = isRoot()): HostCgroups {
  const mounts = parseMounts(readKernelText(`${root}/proc/self/mountinfo`) ?? '')
  const hierarchies = hierarchiesOf(mounts, readKernelText(`${root}/proc/self/cgroup`) ?? '')
  const version = versionOf(hierarchies)
  const unified = hierarchies.find(({ version }) => version === 'v2')
  const controllers =
    version === 'v2' && unified !== undefined
      ? controllersAt(`${root}${unified.top}`)
      : parseControllers(readKernelText(`${root}/proc/cgroups`) ?? '')
  const delegated = hierarchies.flatMap((hierarchy) => delegatedIn(root, hierarchy, asRoot))
  return { version, controllers: [...controllers], delegated: [...new Set(delegated)].sort() }
}

/** Root may make groups anywhere that is not mounted read-only, as it is in containers; others below their own one. */
function delegatedIn(root: string, { version, controllers, top, own }: Hierarchy, asRoot: boolean): readonly string[] {
  const folder = asRoot ? top : own
  if (folder === null || !mayWrite(`${root}${folder}`)) return []
  if (version === 'v1') return controllers
  // A process that cannot be moved within its group cannot be put under a limit there.
  return mayWrite(`${root}${folder}/cgroup.procs`) || asRoot ? controllersAt(`${root}${folder}`) : []
}

function controllersAt(folder: string): readonly string[] {
  return (readKernelText(`${folder}/cgroup.controllers`) ?? '').split(' ').filter((word) => /^\w+$/.test(word))
}
