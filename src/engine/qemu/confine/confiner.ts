import { findProgram } from '../../../host/find-program.ts'
import { readDeviceNode } from '../../../host/device-node.ts'
import { grantTo } from '../../../host/grant.ts'
import { isRoot } from '../../../host/is-root.ts'
import { listFolder } from '../../../host/files.ts'
import { ownersOf } from '../../../host/owners.ts'
import {
  imagesFolder,
  instancesFolder,
  type Paths,
  volumesFolder,
  warmFolder,
  warmImagesFolder,
} from '../../../host/paths.ts'
import { type Asker, hindrance } from '../../../host/reach.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import type { Places } from '../argv/places.ts'
import { namedFiles } from './files-of.ts'
import { closedAbove } from './give-volume.ts'
import { isMachineUser, machinesGroup, type MachineUser } from './machine-user.ts'
import { Users } from './users.ts'
import { Views } from './views.ts'

/** Decides as whom machines run, and what they see of the host. */
export class Confiner {
  readonly #paths: Paths
  readonly #users: Users
  readonly #views: Views

  constructor(paths: Paths) {
    this.#paths = paths
    this.#users = new Users(paths)
    this.#views = new Views(paths)
  }

  /** The places of a machine that is about to start, with its user, or why it has none. */
  async places(plan: StartPlan, places: Places): Promise<Places> {
    return this.#withUser(plan, places, (folder) => this.#users.of(folder))
  }

  /** The same for a machine that is only talked about: nothing is changed. */
  async expectedPlaces(plan: StartPlan, places: Places): Promise<Places> {
    return this.#withUser(plan, places, (folder) => this.#users.expected(folder))
  }

  async #withUser(plan: StartPlan, places: Places, numberOf: (folder: string) => Promise<number>): Promise<Places> {
    const found = await this.#choose(plan, places, numberOf)
    if (typeof found === 'string') return { ...places, whyNoUser: found }
    const view = await this.#views.of(plan, places)
    return {
      ...places,
      user: found,
      network: { ...places.network, asRoot: false },
      ...(typeof view === 'string' ? { whyNoView: view } : { view }),
    }
  }

  async #choose(
    plan: StartPlan,
    places: Places,
    numberOf: (folder: string) => Promise<number>,
  ): Promise<MachineUser | string> {
    if (!isRoot()) return 'only a daemon that runs as root can give a machine a user of its own'
    if (plan.hostdevs.length > 0) return 'it has devices of the host, which only root may open'
    await this.#openShared()
    const setpriv = await findProgram('setpriv')
    if (setpriv === undefined) return 'setpriv is not installed (package util-linux)'
    const kvm = plan.acceleration.kind === 'kvm' ? await groupOfKvm() : []
    if (kvm === undefined) return '/dev/kvm belongs to no group but that of root'
    const warm = plan.warm === undefined ? [] : [await numberOf(warmFolder(this.#paths, plan.warm.id))]
    const groups = [machinesGroup, ...kvm, ...warm, ...(await groupsOfLinks(places.own))]
    const user = { setpriv, uid: await numberOf(places.own), groups: [...new Set(groups)] }
    return (await this.#closed(plan, { uid: user.uid, groups })) ?? user
  }

  /** What the user could not open, in words. */
  async #closed(plan: StartPlan, asker: Asker): Promise<string | undefined> {
    const { state, runtime } = this.#paths
    for (const folder of [state, runtime]) {
      const above = await hindrance(folder, 'enter', asker)
      if (above !== undefined && above !== folder) return `${above}, above the folders of stroj, lets only its owner in`
    }
    for (const { path, wish } of namedFiles(plan)) {
      // Those of the library are open to all machines.
      if (path.startsWith(`${imagesFolder(this.#paths)}/`)) continue
      const closed = await hindrance(path, wish, asker)
      if (closed !== undefined) return `${closed} is not open to other users`
    }
    for (const disk of plan.disks) {
      if (disk.source.kind !== 'volume') continue
      const closed = await closedAbove({ ...disk, source: disk.source }, asker)
      if (closed !== undefined) return `${closed}, above a volume of it, lets only its owner in`
    }
    return undefined
  }

  /** Lets the users of machines through the folders that all of them have files in; nobody else may enter. */
  async #openShared(): Promise<void> {
    const { state, runtime } = this.#paths
    const everybody = { gid: 0, rights: 0o011 }
    for (const folder of [state, runtime]) await grantTo(folder, everybody)
    const of = [imagesFolder, instancesFolder, volumesFolder, warmImagesFolder].map((path) => path(this.#paths))
    for (const folder of of) await grantTo(folder, { gid: machinesGroup, rights: 0o010 })
  }
}

/** None where everybody may open it; undefined where only root may. */
async function groupOfKvm(): Promise<readonly number[] | undefined> {
  const node = await readDeviceNode('/dev/kvm')
  if (node === null || (node.permissions & 0o006) === 0o006) return []
  return (node.permissions & 0o060) === 0o060 && node.gid !== 0 ? [node.gid] : undefined
}

/** Of files that it has in common with a warm image. */
async function groupsOfLinks(own: string): Promise<readonly number[]> {
  const owners = await Promise.all((await listFolder(own)).map((name) => ownersOf(`${own}/${name}`)))
  return owners.flatMap((found) =>
    found && !found.isFolder && found.links > 1 && isMachineUser(found.gid) ? found.gid : [],
  )
}
