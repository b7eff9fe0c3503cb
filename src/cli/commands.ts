import type { Command } from './command.ts'
import { tokenCreate, tokenLs, tokenRm, web, webOff, webStatus } from './declare/access.ts'
import { daemonRestart, daemonStatus, daemonStop, doctor, events, host, hostCpus, hostDevices } from './declare/host.ts'
import {
  hostBind,
  hostFix,
  hostGiveBack,
  hostReleaseKvm,
  hostUseKvm,
  hostVirtualFunctions,
} from './declare/host-change.ts'
import { imageBuild, imageImport, imageLs, imagePrune, imagePull, imageRm, imageShow } from './declare/image.ts'
import { console, exec, screenshot, shell } from './declare/inside.ts'
import { kill, pause, reset, restart, resume, start, stop } from './declare/lifecycle.ts'
import { create, rename, rm, run, set } from './declare/make.ts'
import { operationCancel, operationLs, operationShow, operationWatch } from './declare/operation.ts'
import { poolCreate, poolLs, poolRm } from './declare/pool.ts'
import { explain, logs, ls, show } from './declare/see.ts'
import { complete, completion, version } from './declare/self.ts'
import {
  volumeAttach,
  volumeDetach,
  volumeLimit,
  volumeCheck,
  volumeClone,
  volumeCompact,
  volumeConvert,
  volumeCreate,
  volumeExport,
  volumeImport,
  volumeLs,
  volumeRename,
  volumeResize,
  volumeRm,
  volumeShow,
} from './declare/volume.ts'
import { volumeLock, volumeRekey, volumeUnlock } from './declare/volume-key.ts'
import { volumeCommit, volumeFlatten, volumeRebase, volumeSnapshot } from './declare/volume-chain.ts'

/** Every command by its words, in the order in which help lists them. */
export const commands = {
  run,
  create,
  ls,
  show,
  set,
  rename,
  rm,
  start,
  stop,
  restart,
  pause,
  resume,
  reset,
  kill,
  console,
  shell,
  exec,
  logs,
  screenshot,
  explain,
  'image ls': imageLs,
  'image build': imageBuild,
  'image pull': imagePull,
  'image import': imageImport,
  'image show': imageShow,
  'image rm': imageRm,
  'image prune': imagePrune,
  'volume ls': volumeLs,
  'volume create': volumeCreate,
  'volume show': volumeShow,
  'volume clone': volumeClone,
  'volume resize': volumeResize,
  'volume convert': volumeConvert,
  'volume compact': volumeCompact,
  'volume rebase': volumeRebase,
  'volume flatten': volumeFlatten,
  'volume commit': volumeCommit,
  'volume snapshot': volumeSnapshot,
  'volume lock': volumeLock,
  'volume unlock': volumeUnlock,
  'volume rekey': volumeRekey,
  'volume check': volumeCheck,
  'volume import': volumeImport,
  'volume export': volumeExport,
  'volume attach': volumeAttach,
  'volume detach': volumeDetach,
  'volume limit': volumeLimit,
  'volume rename': volumeRename,
  'volume rm': volumeRm,
  'pool ls': poolLs,
  'pool create': poolCreate,
  'pool rm': poolRm,
  'operation ls': operationLs,
  'operation show': operationShow,
  'operation cancel': operationCancel,
  'operation watch': operationWatch,
  host,
  'host devices': hostDevices,
  'host cpus': hostCpus,
  'host fix': hostFix,
  'host release-kvm': hostReleaseKvm,
  'host use-kvm': hostUseKvm,
  'host virtual-functions': hostVirtualFunctions,
  'host bind': hostBind,
  'host give-back': hostGiveBack,
  doctor,
  events,
  web,
  'web status': webStatus,
  'web off': webOff,
  'token ls': tokenLs,
  'token create': tokenCreate,
  'token rm': tokenRm,
  'daemon status': daemonStatus,
  'daemon stop': daemonStop,
  'daemon restart': daemonRestart,
  completion,
  version,
  complete,
} as const satisfies Readonly<Record<string, Command>>

export type Commands = typeof commands
export type CommandName = keyof Commands
