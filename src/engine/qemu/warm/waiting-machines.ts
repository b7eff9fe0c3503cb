import type { EmptyDisk, Waiting } from '../../../contract/warm.ts'
import { makeFolder, removeTree } from '../../../host/files.ts'
import { moveFilesInto, moveFolder } from '../../../host/move-files.ts'
import { mappingsOf } from '../../../host/process-memory.ts'
import { ownMemory } from '../../../host/own-memory.ts'
import { instanceFolder, runFolder, waitingFolder } from '../../../host/paths.ts'
import type { DetachedProcess } from '../../../host/process-spawn.ts'
import { Undo } from '../../../kit/undo.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { placesOf } from '../argv/places.ts'
import { giveFolderAs } from '../confine/give-files.ts'
import { Monitor } from '../machine/monitor.ts'
import { startMs } from '../machine/open-machine.ts'
import { findPasst } from '../network/end-passt.ts'
import { cleanUp } from '../process/clean-up.ts'
import { launch } from '../process/launch.ts'
import type { QmpEvent } from '../qmp/events.ts'
import { giveDisks } from './disks.ts'
import { EarlyLines } from './early-lines.ts'
import { forgetCapabilities, type Held, takeDevices } from './go-on.ts'
import { findNameplate } from './nameplate.ts'
import type { WarmPlace } from './warm-store.ts'

/** A process that waits, and how it is reached. */
type HeldMachine = { readonly child: DetachedProcess; readonly held: Held }

/**
 * Machines that were started before their instances. The command line of each names the folder of the instance that it will be,
 * so its files lie there while QEMU opens them; then they step aside, and the folder is free for the instance.
 */
export class WaitingMachines {
  readonly #place: WarmPlace
  readonly #machines = new Map<string, HeldMachine>()

  constructor(place: WarmPlace) {
    this.#place = place
  }

  /** See WarmStore.wait. */
  async wait(plan: StartPlan, disks: readonly EmptyDisk[], signal: AbortSignal): Promise<Waiting> {
    const { paths } = this.#place
    await using undo = new Undo()
    undo.push('remove what it has', () => this.#removeAll(plan))
    await makeFolder(instanceFolder(paths, plan.id))
    await giveDisks(plan, disks, paths)
    const machine = await this.#start(plan, signal)
    await removeTree(waitingFolder(paths, plan.id))
    await moveFolder(instanceFolder(paths, plan.id), waitingFolder(paths, plan.id))
    this.#machines.set(plan.id, machine)
    undo.keep()
    const { pid } = machine.child.identity
    return { over: overOf(machine), ownMemory: () => this.#memoryOf(plan.id, pid) }
  }

  /** Gives an instance the files of the machine that waits for it. False when none does. */
  async giveFiles(id: string): Promise<boolean> {
    if (!this.#machines.has(id)) return false
    const [from, to] = [waitingFolder(this.#place.paths, id), instanceFolder(this.#place.paths, id)]
    await giveFolderAs(to, from)
    await moveFilesInto(from, to)
    return true
  }

  /** Hands it over: from now on it is the instance. Undefined when none waits. */
  take(id: string): HeldMachine | undefined {
    const machine = this.#machines.get(id)
    this.#machines.delete(id)
    return machine
  }

  /** Lets go of it, when its process is ended; and of its files. */
  async drop(id: string): Promise<void> {
    const machine = this.take(id)
    machine?.held.lines.close()
    await machine?.held.monitor.letGo()
    await removeTree(waitingFolder(this.#place.paths, id))
  }

  async #start(plan: StartPlan, signal: AbortSignal): Promise<HeldMachine> {
    const { paths, surroundings, buses, limits, clock, confiner } = this.#place
    const places = await confiner.places(plan, placesOf(paths, plan, await surroundings.get()))
    const child = await launch(plan, places, buses, signal)
    const monitor = new Monitor({ process: child.identity, files: places.run, limits, clock })
    const lines = new EarlyLines(places.run)
    const ended = new AbortController()
    void child.exited.then(({ code }) => ended.abort(new Error(`QEMU ended with code ${code}`)))
    try {
      const stop = AbortSignal.any([signal, ended.signal, AbortSignal.timeout(startMs)])
      await monitor.connect(startMs, stop)
      await takeDevices({ monitor, lines }, true, stop)
      await untilFinal(monitor, clock, stop)
      await forgetCapabilities(monitor, stop)
      const { pid } = child.identity
      const [nameplate, mappings] = await Promise.all([findNameplate(pid), mappingsOf(pid, places.memory)])
      return { child, held: { monitor, lines, nameplate, mappings } }
    } catch (error) {
      lines.close()
      await monitor.letGo()
      throw error
    }
  }

  /** Nobody else has its folder yet. */
  async #removeAll({ id, uuid }: StartPlan): Promise<void> {
    const { paths, buses } = this.#place
    const folder = runFolder(paths, id)
    await cleanUp(uuid, folder, { ...buses, file: `${folder}.devices` })
    await removeTree(instanceFolder(paths, id))
    await removeTree(waitingFolder(paths, id))
  }

  async #memoryOf(id: string, pid: number): Promise<number> {
    const network = await findPasst(runFolder(this.#place.paths, id))
    const own = await Promise.all([pid, ...network.map((identity) => identity.pid)].map(ownMemory))
    return own.reduce((sum, bytes) => sum + bytes, 0)
  }
}

/** QEMU tells that all has come a moment before it has done with it. */
async function untilFinal(monitor: Monitor, clock: WarmPlace['clock'], signal: AbortSignal): Promise<void> {
  while ((await monitor.call('query-status', {}, signal)).status === 'inmigrate') await clock.sleep(5, signal)
}

type Lost = Extract<QmpEvent, { name: 'NETDEV_STREAM_DISCONNECTED' }>

function overOf({ child, held }: HeldMachine): Promise<string> {
  const lost = held.monitor
    .next((event): event is Lost => event.name === 'NETDEV_STREAM_DISCONNECTED', new AbortController().signal)
    .then(
      () => 'its network has ended',
      () => 'its monitor is silent',
    )
  const ended = child.exited.then(({ code, signal }) =>
    signal === null ? `QEMU ended with code ${code}` : `QEMU was killed by ${signal}`,
  )
  return Promise.race([ended, lost])
}
