import { join } from 'node:path'

/** Every folder and socket of one daemon. Made once, in daemon/config.ts; nothing else knows where things lie. */
export type Paths = {
  /** Database, images, instances. Mode 0700. */
  readonly state: string
  /** Sockets; on tmpfs where there is one. Mode 0700. */
  readonly runtime: string
  /** What can be made again: apt lists, the KVM verdict. */
  readonly cache: string
}

export const databaseFile = (paths: Paths): string => join(paths.state, 'stroj.db')
export const lockFile = (paths: Paths): string => join(paths.state, 'daemon.lock')
/** Who has the lock, for messages only. */
export const pidFile = (paths: Paths): string => join(paths.state, 'daemon.pid')
export const logFolder = (paths: Paths): string => join(paths.state, 'log')
export const logFile = (paths: Paths): string => join(logFolder(paths), 'strojd.log')
export const imagesFolder = (paths: Paths): string => join(paths.state, 'images')
/** Downloads while they come; what was cut off goes on from there. */
export const downloadsFolder = (paths: Paths): string => join(paths.cache, 'downloads')
export const instancesFolder = (paths: Paths): string => join(paths.state, 'instances')
export const instanceFolder = (paths: Paths, id: string): string => join(instancesFolder(paths), id)
/** What a machine has that waits for an instance of this id. */
export const waitingFolder = (paths: Paths, id: string): string => instanceFolder(paths, `.${id}.waiting`)
export const warmImagesFolder = (paths: Paths): string => join(paths.state, 'warm')
/** Memory, devices and disks of one warm image. */
export const warmFolder = (paths: Paths, id: string): string => join(warmImagesFolder(paths), id)
/** The pool `default`. */
export const volumesFolder = (paths: Paths): string => join(paths.state, 'volumes')
/** The certificate for TLS that was made here. */
export const tlsFolder = (paths: Paths): string => join(paths.state, 'tls')
/** Passphrases of volumes, each in a file of its own. */
export const secretsFolder = (paths: Paths): string => join(paths.state, 'secrets')
/** The highest number that was given to a user of a machine. */
export const machineUsersFile = (paths: Paths): string => join(paths.state, 'machine-users')
export const daemonSocket = (paths: Paths): string => join(paths.runtime, 'strojd.sock')
/** Sockets of one instance; short, since a socket path holds at most 107 bytes (unix(7)). */
export const runFolder = (paths: Paths, id: string): string => join(paths.runtime, 'i', id)
/** Files of one image; its folder is named by the hex digits of its digest. */
export const imageFolder = (paths: Paths, digest: string): string =>
  join(imagesFolder(paths), digest.replace(/^sha256:/, ''))
