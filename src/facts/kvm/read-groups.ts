import { run } from '../../host/run.ts'
import { textIfAllowed } from '../../host/text-if-allowed.ts'
import { type GroupEntry, parseGroup, parsePasswd, type UserEntry } from './user-database.ts'

export async function readUsers(root: string): Promise<readonly UserEntry[]> {
  return parsePasswd(await textIfAllowed(`${root}/etc/passwd`))
}

/** The groups in /etc/group. */
export async function readGroups(root: string): Promise<readonly GroupEntry[]> {
  return parseGroup(await textIfAllowed(`${root}/etc/group`))
}

/**
 * A group by its name. A directory service is asked with getent(1) only where one is configured, and only for a group that
 * /etc/group has not.
 */
export async function findGroup(name: string, root: string, signal: AbortSignal): Promise<GroupEntry | null> {
  const found = (await readGroups(root)).find((group) => group.name === name)
  if (found !== undefined) return found
  if (!asksElsewhere(await textIfAllowed(`${root}/etc/nsswitch.conf`))) return null
  return parseGroup(await getent(name, signal)).find((group) => group.name === name) ?? null
}

/** Whether nsswitch.conf(5) names sources of groups beside those that have only what this computer has. */
export function asksElsewhere(nsswitch: string): boolean {
  const sources = /^group:(.*)$/m.exec(nsswitch)?.[1]?.replaceAll(/\[[^\]]*\]/g, ' ') ?? ''
  return sources.split(/\s+/).some((source) => /^\w/.test(source) && !/^(?:files|compat|systemd)$/.test(source))
}

async function getent(name: string, signal: AbortSignal): Promise<string> {
  try {
    return (await run('getent', ['group', name], { signal, timeoutMs: 2000 })).stdout
  } catch {
    signal.throwIfAborted()
    return ''
  }
}
