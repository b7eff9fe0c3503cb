import { removeTree } from '../host/files.ts'
import { removeInWorld } from './world.ts'

/** Removes what a build has left, also when parts of it belong to users that only exist in a world of our own. */
export async function removeStaging(path: string): Promise<void> {
  await removeTree(path).catch(async (error: unknown) => {
    await removeInWorld(path).catch(() => {
      throw error
    })
  })
}
