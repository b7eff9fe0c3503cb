import type { Clock } from '../../contract/clock.ts'
import type { Engine } from '../../contract/engine.ts'
import { followFile } from '../../host/follow-file.ts'
import { entryExists } from '../../host/entry-exists.ts'
import { instanceFolder, type Paths, runFolder } from '../../host/paths.ts'
import { PciBus } from '../../host/pci-bus.ts'
import { UsbBus } from '../../host/usb-bus.ts'
import { isSameProcess } from '../../host/process.ts'
import type { DetachedProcess } from '../../host/process-spawn.ts'
import { systemClock } from '../../host/system-clock.ts'
import type { InstanceId } from '../../model/name.ts'
import type { CreatePlan } from '../../plan/instance/plan-create.ts'
import { placesOf, uefiFor } from './argv/places.ts'
import { Confiner } from './confine/confiner.ts'
import { keptLogBytes } from './console/keep-bounded.ts'
import {
  discardInstance,
  keepInstance,
  prepareInstance,
  releaseInstance,
  removeLeftovers,
  unknownFolders,
} from './disk/prepare.ts'
import { explainControl } from './explain/control.ts'
import { explainCreate } from './explain/create.ts'
import { explainPlainly } from './explain/plain.ts'
import { explainStart } from './explain/start.ts'
import { endInstaller } from './installer/installer-files.ts'
import { readCpuModels } from './host/cpu-models.ts'
import { hostReport } from './host/report.ts'
import { type Limits, usualLimits } from './machine/monitor.ts'
import { openMachine } from './machine/open-machine.ts'
import { runFiles } from './machine/run-files.ts'
import { connectionsMade, openConnections } from './network/open-connections.ts'
import { cleanUp } from './process/clean-up.ts'
import { findQemu } from './process/find.ts'
import { limitMachine } from './confine/limits.ts'
import { launch } from './process/launch.ts'
import { readMachineType } from './process/machine-type.ts'
import { explainSnapshot } from './snapshot/explain.ts'
import { isLayerUsed, makeLayer, removeUnnamed } from './snapshot/layer-files.ts'
import { mergeFiles } from './snapshot/merge-files.ts'
import { openSuspendedStore } from './suspend/suspended-store.ts'
import { SurroundingsCache } from './surroundings.ts'
import { openForkStore } from './fork/fork-store.ts'
import { type GoingOn, goingOnFrom } from './warm/go-on.ts'
import { WaitingMachines } from './warm/waiting-machines.ts'
import { openWarmStore } from './warm/warm-store.ts'

export type QemuEngineOptions = {
  readonly paths: Paths
  readonly clock?: Pick<Clock, 'sleep'>
  readonly limits?: Limits
}

/** Runs instances as QEMU processes, which live on without us. */
export function openQemuEngine({ paths, clock = systemClock, limits = usualLimits }: QemuEngineOptions): Engine {
  const surroundings = new SurroundingsCache()
  const confiner = new Confiner(paths)
  const buses = { bus: new PciBus(), usb: new UsbBus() }
  /** What this daemon has started itself: of these it is told how they end. */
  const children = new Map<InstanceId, DetachedProcess>()
  /** What goes on from a warm image and has not begun yet. Of a daemon that is no more, none does. */
  const forks = new Map<InstanceId, GoingOn>()

  const warmPlace = { paths, clock, limits, buses, surroundings, confiner }
  const waiting = new WaitingMachines(warmPlace)

  const uefiOf = async ({ arch, secureBoot = false }: CreatePlan) => uefiFor(await surroundings.get(), arch, secureBoot)

  return {
    host: async (signal) => {
      const [report] = await Promise.all([hostReport(paths, signal), surroundings.get()])
      return report
    },
    cpuModels: (arch, accelerator, signal) => readCpuModels(arch, accelerator, paths.cache, signal),
    machineType: (hardware, signal) => readMachineType(hardware, signal),
    prepare: async (plan, signal) => prepareInstance(plan, paths, await uefiOf(plan), signal),
    keep: (id) => keepInstance(id, paths),
    release: (id) => releaseInstance(id, paths),
    discard: (id) => discardInstance(id, paths),
    removeLeftovers: (recorded) => removeLeftovers(recorded, paths),
    unknownFolders: (recorded) => unknownFolders(recorded, paths),
    launch: async (plan, signal, fork) => {
      const places = placesOf(paths, plan, await surroundings.get())
      const ready = fork && waiting.take(plan.id)
      const goingOn = fork && goingOnFrom(fork, places.memory, ready?.held)
      const child = ready?.child ?? (await launch(plan, await confiner.places(plan, places), buses, signal))
      children.set(plan.id, child)
      if (goingOn) forks.set(plan.id, goingOn)
      return child.identity
    },
    limit: async (plan, { pid }) => {
      const places = await confiner.expectedPlaces(plan, placesOf(paths, plan, await surroundings.get()))
      await limitMachine(plan, places.run.folder, pid, {
        noUser: places.whyNoUser ?? null,
        noView: places.whyNoView ?? null,
      })
    },
    open: (id, uuid, process, signal, name = id) => {
      const own = children.get(id)
      const child = own && isSameProcess(own.identity, process) ? own : undefined
      const goingOn = forks.get(id)
      forks.delete(id)
      const opening = {
        id,
        name,
        uuid,
        process,
        files: runFiles(paths, id),
        exited: child?.exited,
        clock,
        limits,
        goingOn,
      }
      return openMachine(opening, signal)
    },
    endInstaller: (id) => endInstaller(instanceFolder(paths, id)),
    find: async (_id, uuid) => (await findQemu(uuid))[0],
    cleanUp: async (id, uuid) => {
      children.delete(id)
      await forks.get(id)?.held?.monitor.letGo()
      forks.delete(id)
      const stuck = await cleanUp(uuid, runFolder(paths, id), { ...buses, file: runFiles(paths, id).devices })
      await waiting.drop(id)
      return stuck
    },
    makeLayer: (plan, signal) => makeLayer(plan, paths, signal),
    hasVariables: (id) => entryExists(`${instanceFolder(paths, id)}/nvram.fd`),
    isLayerUsed: ({ id, parts }) => isLayerUsed(id, parts, paths),
    mergeLayers: (plan, report, signal) => mergeFiles(plan, paths, report, signal),
    removeUnnamed: (id, kept) => removeUnnamed(id, kept, paths),
    explainSnapshot: (plan) => explainSnapshot(plan, runFiles(paths, plan.id)),
    explainCreate: async (plan) => explainCreate(plan, paths, await uefiOf(plan)),
    explainStart: async (plan) => {
      const places = placesOf(paths, plan, await surroundings.get())
      return explainStart(plan, await confiner.expectedPlaces(plan, places))
    },
    explainPlainly: async (plan) => explainPlainly(plan, placesOf(paths, plan, await surroundings.get())),
    explainControl: (id, action) => explainControl(runFiles(paths, id), action),
    log: (id, which, { tailBytes, follow }, signal) => {
      const files = runFiles(paths, id)
      // Of a long log, what lies further back is a hole.
      const options = { tailBytes: Math.min(tailBytes, keptLogBytes), follow }
      return followFile(which === 'serial' ? files.serialLog : files.engineLog, options, signal)
    },
    warm: openWarmStore(warmPlace, waiting),
    forks: openForkStore(warmPlace),
    suspended: openSuspendedStore(paths),
    openConnections,
    connectionsMade,
    screenSocket: (id) => runFiles(paths, id).vnc,
  }
}
