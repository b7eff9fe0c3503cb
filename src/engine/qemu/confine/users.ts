import { placeDurably } from '../../../host/durable-file.ts'
import { makeFolder, readTextIfAny, writeWhole } from '../../../host/files.ts'
import { groupsIn, ownersOf } from '../../../host/owners.ts'
import { instancesFolder, machineUsersFile, type Paths, warmImagesFolder } from '../../../host/paths.ts'
import { isMachineUser, nextUser } from './machine-user.ts'

/**
 * Gives each machine a number of its own. The group of its folder is the record of that: it goes wherever the folder goes. The
 * highest number that was ever given is kept beside, so that none comes back while a file of an old machine may have it.
 */
export class Users {
  readonly #paths: Paths
  readonly #given = new Map<string, Promise<number>>()
  #last: Promise<number> | undefined

  constructor(paths: Paths) {
    this.#paths = paths
  }

  /** That of a folder, or a new one, which is durable before it is told. */
  async of(folder: string): Promise<number> {
    const gid = (await ownersOf(folder))?.gid ?? 0
    if (isMachineUser(gid)) return gid
    const given = this.#given.get(folder) ?? this.#next()
    this.#given.set(folder, given)
    given.catch(() => this.#given.delete(folder))
    return given
  }

  /** What `of` would tell, without giving anything. */
  async expected(folder: string): Promise<number> {
    const gid = (await ownersOf(folder))?.gid ?? 0
    if (isMachineUser(gid)) return gid
    return this.#given.get(folder) ?? nextUser([await (this.#last ?? this.#highest())])
  }

  /** One after the other, so that no two get the same. */
  #next(): Promise<number> {
    const before = this.#last ?? this.#highest()
    this.#last = before.then(async (highest) => {
      const next = nextUser([highest])
      await this.#remember(next)
      return next
    })
    this.#last.catch(() => (this.#last = undefined))
    return this.#last
  }

  async #highest(): Promise<number> {
    const known = Number((await readTextIfAny(machineUsersFile(this.#paths))) ?? 0)
    const folders = await Promise.all([instancesFolder, warmImagesFolder].map((of) => groupsIn(of(this.#paths))))
    return nextUser([known, ...folders.flat()]) - 1
  }

  async #remember(uid: number): Promise<void> {
    const file = machineUsersFile(this.#paths)
    await makeFolder(this.#paths.state)
    await writeWhole(`${file}.new`, String(uid))
    await placeDurably(`${file}.new`, file)
  }
}
