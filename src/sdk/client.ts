import type { Instance } from '../model/instance.ts'
import {
  closeListener,
  createLoginLink,
  createSession,
  createTicket,
  createToken,
  deleteSession,
  deleteToken,
  listTokens,
  openListener,
  showListener,
  showSession,
} from './access.ts'
import { attachConsole } from './console.ts'
import { daemonStatus, stopDaemon } from './daemon.ts'
import { watchEvents } from './event.ts'
import { fork, type Fork } from './fork.ts'
import { hostCpuModels, hostDevices, hostReport } from './host.ts'
import { changeHost, listHostChanges } from './host-change.ts'
import { createImage, deleteImage, deleteUnusedImages, listImages, listUnusedImages, showImage } from './image.ts'
import { execInInstance, explainInstance, explainNewInstance, instanceLog, screenshot } from './inside.ts'
import {
  changeMedium,
  createInstance,
  deleteInstance,
  forkInstance,
  installInstance,
  killInstance,
  listInstanceFields,
  type ListInstances,
  listInstances,
  pauseInstance,
  suspendInstance,
  renameInstance,
  renewInstance,
  resetInstance,
  restartInstance,
  resumeInstance,
  setInstance,
  showInstance,
  startInstance,
  stopInstance,
} from './instance.ts'
import { cancelOperation, listOperations, showOperation, waitForOperation, watchOperation } from './operation.ts'
import { createPool, deletePool, listPools } from './pool.ts'
import { instanceUsage, listUsage } from './usage.ts'
import {
  attachVolume,
  checkVolume,
  commitVolume,
  compactVolume,
  convertVolume,
  createVolume,
  deleteVolume,
  detachVolume,
  exportVolume,
  limitVolume,
  listVolumes,
  lockVolume,
  mapVolume,
  rebaseVolume,
  rekeyVolume,
  renameVolume,
  resizeVolume,
  showVolume,
  unlockVolume,
} from './volume.ts'
import {
  createVolumeSnapshot,
  deleteVolumeSnapshot,
  listVolumeSnapshots,
  restoreVolumeSnapshot,
} from './volume-snapshot.ts'
import { createSnapshot, deleteSnapshot, listSnapshots, restoreSnapshot, showSnapshot } from './snapshot.ts'
import { changeWarmSettings, createWarmImage, deleteWarmImage, listWarmImages, warmSettings } from './warm.ts'
import type { TemporaryInstance } from './temporary-instance.ts'
import type { Wire } from './wire.ts'

export type { ListenerWish, NewTokenWish } from './access.ts'
export type { CallOptions, OperationOptions } from './call.ts'
export type { AttachConsole, ConsoleConnection, TerminalSize } from './console.ts'
export type { NumberedEvent, WatchEvents } from './event.ts'
export { type FetchWire, fetchWire } from './fetch-wire.ts'
export type { Fork } from './fork.ts'
export type { Exec, ExecOutput, Explain, LogOptions } from './inside.ts'
export type { ListInstances, SetInstance, StopOptions } from './instance.ts'
export type { ListOperations } from './operation.ts'
export { type ScreenDoor, screenDoor } from './screen.ts'
export type { Finished, RunOptions, TemporaryInstance } from './temporary-instance.ts'
export { RemoteFault } from './remote-fault.ts'
export type { Wire, WireAnswer, WireRequest, WireSocket, WireStream } from './wire.ts'

const calls = {
  listInstances,
  createInstance,
  showInstance,
  setInstance,
  renameInstance,
  renewInstance,
  deleteInstance,
  forkInstance,
  installInstance,
  changeMedium,
  startInstance,
  stopInstance,
  killInstance,
  restartInstance,
  pauseInstance,
  suspendInstance,
  resumeInstance,
  resetInstance,
  execInInstance,
  instanceLog,
  screenshot,
  attachConsole,
  explainInstance,
  explainNewInstance,
  listSnapshots,
  showSnapshot,
  createSnapshot,
  restoreSnapshot,
  deleteSnapshot,
  listImages,
  createImage,
  showImage,
  deleteImage,
  listUnusedImages,
  deleteUnusedImages,
  listVolumes,
  lockVolume,
  createVolumeSnapshot,
  deleteVolumeSnapshot,
  listVolumeSnapshots,
  restoreVolumeSnapshot,
  createVolume,
  showVolume,
  unlockVolume,
  mapVolume,
  deleteVolume,
  rebaseVolume,
  rekeyVolume,
  renameVolume,
  resizeVolume,
  convertVolume,
  compactVolume,
  checkVolume,
  commitVolume,
  exportVolume,
  attachVolume,
  detachVolume,
  limitVolume,
  listPools,
  createPool,
  deletePool,
  listWarmImages,
  createWarmImage,
  deleteWarmImage,
  warmSettings,
  changeWarmSettings,
  listOperations,
  showOperation,
  cancelOperation,
  watchOperation,
  waitForOperation,
  watchEvents,
  hostDevices,
  hostCpuModels,
  hostReport,
  listHostChanges,
  changeHost,
  listUsage,
  instanceUsage,
  showSession,
  createSession,
  deleteSession,
  listTokens,
  createToken,
  deleteToken,
  createTicket,
  showListener,
  openListener,
  closeListener,
  createLoginLink,
  daemonStatus,
  stopDaemon,
}

type Calls = typeof calls
type Bound<F> = F extends (wire: Wire, ...rest: infer Rest) => infer Result ? (...rest: Rest) => Result : never

/** Everything that can be asked of a daemon. Refusals are thrown as RemoteFault. */
export type Stroj = { readonly [Name in keyof Calls]: Bound<Calls[Name]> } & {
  /** One page, of each instance only some keys: much less to send when there are many. */
  readonly listInstanceFields: <F extends keyof Instance>(
    fields: readonly F[],
    options?: ListInstances,
  ) => Promise<{ readonly items: readonly Pick<Instance, F>[]; readonly next: string | null }>
  /** A machine of one's own that answers, made from an image; leaving its scope (`await using`) deletes it. */
  readonly fork: (image: string, options?: Fork) => Promise<TemporaryInstance>
}

/** The daemon at the other end of a wire. */
export function makeClient(wire: Wire): Stroj {
  const bound = Object.entries(calls).map(([name, call]) => [
    name,
    (...rest: readonly unknown[]) => (call as (...all: unknown[]) => unknown)(wire, ...rest),
  ])
  return {
    ...(Object.fromEntries(bound) as { [Name in keyof Calls]: Bound<Calls[Name]> }),
    listInstanceFields: (fields, options) => listInstanceFields(wire, fields, options),
    fork: (image, options) => fork(wire, image, options),
  }
}
