import { mkdir, readFile, rmdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** The most that a process and what it starts may take. */
export type GroupLimits = { readonly memoryBytes: number; readonly processes: number; readonly processors: number }

type Setting = { readonly file: string; readonly value: string }

const periodUs = 100_000

/** What each controller is told, in both versions of control groups (kernel, admin-guide/cgroup-v2 and cgroup-v1). */
function settings(version: 1 | 2, { memoryBytes, processes, processors }: GroupLimits) {
  const quota = String(Math.round(processors * periodUs))
  const memory = { file: version === 2 ? 'memory.max' : 'memory.limit_in_bytes', value: String(memoryBytes) }
  const cpu =
    version === 2
      ? [{ file: 'cpu.max', value: `${quota} ${periodUs}` }]
      : [
          { file: 'cpu.cfs_period_us', value: String(periodUs) },
          { file: 'cpu.cfs_quota_us', value: quota },
        ]
  return { memory: [memory], pids: [{ file: 'pids.max', value: String(processes) }], cpu } as const
}

const controllers = ['memory', 'pids', 'cpu'] as const

/** A folder that becomes a control group, and what is written there. */
export type GroupPlan = { readonly folder: string; readonly settings: readonly Setting[] }

/**
 * The groups of a process with these limits, by /proc/self/cgroup and /proc/self/mountinfo; what is not there at all is left out.
 * In version 2 it stands beside our own group, since one that has processes cannot have groups with limits below it; in version 1
 * it stands below ours, so that limits of ours hold for it, too.
 */
export async function planGroups(name: string, limits: GroupLimits): Promise<readonly GroupPlan[]> {
  const [own, mounts] = await Promise.all(
    ['/proc/self/cgroup', '/proc/self/mountinfo'].map((file) => readFile(file, 'utf8').catch(() => '')),
  )
  const places = { own: own ?? '', mounts: mounts ?? '' }
  const unified = unifiedFolder(places)
  const offered =
    unified === undefined ? '' : await readFile(`${unified}/cgroup.subtree_control`, 'utf8').catch(() => '')
  if (unified !== undefined && offered.split(/\s/).includes('memory')) {
    const all = settings(2, limits)
    const usable = controllers.filter((controller) => offered.split(/\s/).includes(controller))
    return [{ folder: join(unified, name), settings: usable.flatMap((controller) => all[controller]) }]
  }
  const all = settings(1, limits)
  return controllers.flatMap((controller) => {
    const folder = legacyFolder(places, controller)
    return folder === undefined ? [] : [{ folder: join(folder, name), settings: all[controller] }]
  })
}

type Places = { readonly own: string; readonly mounts: string }

function unifiedFolder({ own, mounts }: Places): string | undefined {
  const path = /^0::(?<path>\/.*)$/m.exec(own)?.groups?.['path']
  const mount = mountsIn(mounts).find(({ type }) => type === 'cgroup2')
  return path === undefined || !mount ? undefined : inMount(mount, path === '/' ? path : dirname(path))
}

function legacyFolder({ own, mounts }: Places, controller: string): string | undefined {
  const line = own.split('\n').find((each) => each.split(':')[1]?.split(',').includes(controller) === true)
  const path = line?.split(':').slice(2).join(':')
  const mount = mountsIn(mounts).find(({ type, options }) => type === 'cgroup' && options.includes(controller))
  return path === undefined || !mount ? undefined : inMount(mount, path)
}

type Mount = { readonly root: string; readonly at: string; readonly type: string; readonly options: readonly string[] }

/** `36 35 98:0 /root /at rw - type source options` (proc(5)). */
function mountsIn(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [before = '', after = ''] = line.split(' - ')
    const [root, at] = before.split(' ').slice(3)
    const [type, , options] = after.split(' ')
    if (root === undefined || at === undefined || type === undefined || options === undefined) return []
    return [{ root, at, type, options: options.split(',') }]
  })
}

function inMount({ root, at }: Mount, path: string): string | undefined {
  if (root === '/') return join(at, path)
  return path === root || path.startsWith(`${root}/`) ? join(at, path.slice(root.length)) : undefined
}

/** Makes the groups and puts a process into all of them. Rejects with the system's error when it may not. */
export async function enterGroups(groups: readonly GroupPlan[], pid: number): Promise<void> {
  for (const { folder, settings: all } of groups) {
    await mkdir(folder).catch(unlessThere)
    for (const { file, value } of all) await writeFile(`${folder}/${file}`, value)
    await writeFile(`${folder}/cgroup.procs`, String(pid))
  }
}

/** Removes groups whose processes have ended; the kernel may take a moment to know. */
export async function removeGroups(folders: readonly string[]): Promise<void> {
  for (const folder of folders) {
    for (let left = 40; left > 0; left--) {
      const error = await rmdir(folder).then(
        () => undefined,
        (found: NodeJS.ErrnoException) => found,
      )
      if (error?.code !== 'EBUSY') break
      await sleep(25)
    }
  }
}

/** Whether a process is in a group of this name. */
export async function isInGroup(pid: number, name: string): Promise<boolean> {
  const text = await readFile(`/proc/${pid}/cgroup`, 'utf8').catch(() => '')
  return text.split('\n').some((line) => line.endsWith(`/${name}`))
}

function unlessThere(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error
}
