import { cached } from '../../../host/cached.ts'
import { fileKind } from '../../../host/durable-file.ts'
import { fileStamp } from '../../../host/file-stamp.ts'
import { listFolder, readTextIfAny } from '../../../host/files.ts'
import { findProgram } from '../../../host/find-program.ts'
import { freeBytes } from '../../../host/free-space.ts'
import { isRoot } from '../../../host/is-root.ts'
import { type Paths, runFolder } from '../../../host/paths.ts'
import { userId, userName } from '../../../host/user-name.ts'
import { passtDropsLoopback, readNetworkStyle } from '../network/read-style.ts'
import type { NetworkStyle } from '../network/style.ts'
import { hasSubordinateIds } from './subordinate-ids.ts'

/** What else a start or a build depends on, besides the facts. */
export type Circumstances = {
  readonly user: string
  readonly isRoot: boolean
  readonly network: NetworkStyle
  readonly stateFolder: string
  readonly freeBytes: number
  /** The longest path of a socket that an instance has. */
  readonly longestSocketPath: string
  readonly hasMmdebstrap: boolean
  readonly hasApt: boolean
  readonly debianKeyring: boolean
  /** Everything that apt is configured with, file after file. */
  readonly aptSources: string
  readonly users: UserMapping
}

/** What a user who is not root needs to build an image. */
type UserMapping = {
  /** The kernel lets ordinary users make user namespaces. */
  readonly namespaces: boolean
  /** The programs of the package uidmap. */
  readonly newuidmap: boolean
  /** /etc/subuid and /etc/subgid both have a range for the user. */
  readonly ranges: boolean
}

export async function readCircumstances(paths: Paths, signal: AbortSignal): Promise<Circumstances> {
  const [network, free, hasMmdebstrap, hasApt, debianKeyring, aptSources, users] = await Promise.all([
    readStyleOnce(paths.cache, signal),
    freeBytes(paths.state),
    isInstalled('mmdebstrap'),
    isInstalled('apt-get'),
    isFile('/usr/share/keyrings/debian-archive-keyring.gpg'),
    readAptSources(),
    readUserMapping(),
  ])
  return {
    user: userName(),
    isRoot: isRoot(),
    network,
    stateFolder: paths.state,
    freeBytes: free,
    longestSocketPath: `${runFolder(paths, 'x'.repeat(10))}/rescue.sock`,
    hasMmdebstrap,
    hasApt,
    debianKeyring,
    aptSources,
    users,
  }
}

async function readStyleOnce(folder: string, signal: AbortSignal): Promise<NetworkStyle> {
  return await readNetworkStyle(signal, async () => {
    const path = (await findProgram('passt')) ?? 'passt'
    const key = `${path} ${await fileStamp(path)}`
    return await cached({ folder, name: 'passt-drops-loopback', key, accept: asBoolean }, () =>
      passtDropsLoopback(signal),
    )
  })
}

function asBoolean(kept: unknown): boolean | undefined {
  return typeof kept === 'boolean' ? kept : undefined
}

async function readUserMapping(): Promise<UserMapping> {
  const [debianSwitch, most, subuid, subgid, newuidmap] = await Promise.all([
    readTextIfAny('/proc/sys/kernel/unprivileged_userns_clone'),
    readTextIfAny('/proc/sys/user/max_user_namespaces'),
    readTextIfAny('/etc/subuid'),
    readTextIfAny('/etc/subgid'),
    isInstalled('newuidmap'),
  ])
  const ranges = [subuid, subgid].every((text) => hasSubordinateIds(text ?? '', userName(), userId()))
  return { namespaces: debianSwitch?.trim() !== '0' && most?.trim() !== '0', newuidmap, ranges }
}

async function readAptSources(): Promise<string> {
  const folder = '/etc/apt/sources.list.d'
  const files = (await listFolder(folder)).filter((name) => /\.(?:list|sources)$/.test(name))
  const texts = ['/etc/apt/sources.list', ...files.map((name) => `${folder}/${name}`)].map((path) =>
    readTextIfAny(path).catch(() => ''),
  )
  return (await Promise.all(texts)).join('\n')
}

async function isInstalled(program: string): Promise<boolean> {
  return (await findProgram(program)) !== undefined
}

async function isFile(path: string): Promise<boolean> {
  return (await fileKind(path)) === 'regular'
}
