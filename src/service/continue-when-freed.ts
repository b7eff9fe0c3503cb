import type { Deps } from './deps.ts'
import { resumeInstance } from './instance/resume.ts'
import { ownRequest } from './operation/begin.ts'
import { placesOf } from './pool/place.ts'

/** How often it is looked for room while a machine waits for it, in milliseconds. */
const lookMs = 2000

/** So much is room enough, in bytes; on a small disk a sixteenth of it. A guest that needs more is stopped again, without loss. */
const roomBytes = 64 * 2 ** 20

/** Lets machines go on that were stopped because the disk of the host was full, once there is room. Ends with the signal. */
export async function continueWhenFreed(deps: Deps, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await deps.clock.sleep(lookMs, signal).catch(() => undefined)
    if (!signal.aborted) await look(deps)
  }
}

async function look(deps: Deps): Promise<void> {
  const waiting = deps.fleet.waitingForSpace()
  if (waiting.length === 0 || !(await hasRoom(deps))) return
  for (const name of waiting) {
    try {
      await resumeInstance(deps, name, ownRequest)
      deps.log.info('there is room on the disk again, and an instance goes on', { instance: name })
    } catch (error) {
      deps.log.warn('an instance does not go on although there is room', { instance: name, reason: String(error) })
    }
  }
}

/** In every pool, since a machine may write to any; one that cannot be asked is left out. */
async function hasRoom(deps: Deps): Promise<boolean> {
  const spaces = await Promise.all(
    [...(await placesOf(deps)).values()].map((place) => deps.volumes.space(place).catch(() => undefined)),
  )
  return spaces.every((space) => !space || space.freeBytes >= Math.min(roomBytes, space.totalBytes / 16))
}
