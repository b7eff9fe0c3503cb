import type { Confinement } from '../model/confinement.ts'
import type { Architecture } from '../model/architecture.ts'
import type { Board, Hardware } from '../model/board.ts'
import type { ExplainedStep } from '../model/explanation.ts'
import type { Fault } from '../model/fault.ts'
import type { CpuModels } from '../model/host/cpu-model.ts'
import type { HostFacts } from '../model/host/facts.ts'
import type { HostCheck } from '../model/host/report.ts'
import type { ExecRequest, ExecResult } from '../model/instance.ts'
import type { InstanceId, VolumeId } from '../model/name.ts'
import type { PortForward } from '../model/port-forward.ts'
import type { DiskLimits } from '../model/spec-devices.ts'
import type { CreatePlan } from '../plan/instance/plan-create.ts'
import type { SizeWish } from '../plan/instance/plan-live.ts'
import type { PlannedDisk, PlannedNic, StartPlan } from '../plan/instance/start-plan.ts'
import type { LayerPlan, MergePlan } from '../plan/snapshot/layer-plan.ts'
import type { Freeze, SnapshotPlan } from '../plan/snapshot/plan-create.ts'
import type { LayerPart } from '../plan/snapshot/tree.ts'
import type { Report } from '../kit/report.ts'
import type { ForkStore } from './fork.ts'
import type { ProcessIdentity } from './store.ts'
import type { SuspendedMemory, SuspendedStore, SuspendTo } from './suspend.ts'
import type { Fork, WarmStore } from './warm.ts'

/** A new layer for a machine that runs. `started`: what it was started with, which tells how its disks are named. */
export type LiveLayer = {
  readonly started: StartPlan
  readonly parts: readonly LayerPart[]
  readonly freeze: Freeze
  /** Where its memory goes to; null when it is not wanted. */
  readonly memoryFile: string | null
}

/** How it went. `lost`: the disks have their layer, and the memory could not be kept. */
export type LayerTaken = {
  /** How long the guest, or all its writing, stood still; in milliseconds. */
  readonly pauseMs: number
  readonly isFrozen: boolean
  readonly memory: { readonly sizeBytes: number } | { readonly lost: string } | null
}

/** Two layers that become one under a machine that runs. `stream` is for an upper one that it writes to. */
export type LiveMerge = MergePlan & { readonly started: StartPlan; readonly how: 'commit' | 'stream' }

/** A copy of a machine that runs, memory and all. `parts`: the new files of its disks, as for a layer. */
export type LiveCopy = Pick<LiveLayer, 'started' | 'parts'> & {
  /** Path of a unix socket on which somebody waits for it. */
  readonly socket: string
}

/** How it went. `lost`: the disks have their new files, and the copy did not come through. */
export type CopySent = {
  /** How long the guest stood still, in milliseconds. */
  readonly pauseMs: number
  readonly lost: string | null
}

/** How a run ended, as far as can be known. `signal` and `code` only when the process was our child. */
export type Ending = {
  readonly kind: 'guest-shutdown' | 'asked' | 'crashed'
  /** For people: "the guest shut down", "killed by signal 9", "QEMU ended with code 1: …last lines…". */
  readonly reason: string
}

/** What a machine does now, as its engine sees it. */
export type MachineStatus =
  | { readonly kind: 'running' }
  | {
      readonly kind: 'paused'
      readonly reason?: string | undefined
      /** It was stopped because a write found no room on the host, and may go on without loss once there is some. */
      readonly isDiskFull?: boolean | undefined
    }
  | { readonly kind: 'unresponsive'; readonly reason: string }

/** What a machine tells by itself. After `ended` nothing comes. */
export type MachineNews =
  | { readonly kind: 'status'; readonly status: MachineStatus }
  | { readonly kind: 'guest-reset' }
  | { readonly kind: 'agent'; readonly connected: boolean }
  | { readonly kind: 'helper-died'; readonly helper: string }
  | { readonly kind: 'ended'; readonly ending: Ending }

/** `serial`: the first serial line, with the kept log. `shell`: the second one, with a login where the image has one. */
export type ConsoleLine = 'serial' | 'shell'

/** One viewer of a console. Output begins with the last bytes of the log. */
export type ConsoleSession = AsyncDisposable & {
  readonly output: AsyncIterable<Uint8Array>
  /** Resolves when the line has taken the bytes. */
  write(bytes: Uint8Array): Promise<void>
}

/** What a machine has used since it began. */
export type MachineUsage = {
  /** Of all processors together, in milliseconds. */
  readonly cpuMs: number
  /** Memory of the host that its process holds now. */
  readonly memoryBytes: number
  readonly diskReadBytes: number
  readonly diskWrittenBytes: number
  /** As the guest counts it; null without an agent that answers. */
  readonly netReceivedBytes: number | null
  readonly netSentBytes: number | null
}

/** One viewer of a screen: bytes of RFB (RFC 6143) in both directions. */
export type ScreenSession = AsyncDisposable & {
  readonly output: AsyncIterable<Uint8Array>
  write(bytes: Uint8Array): Promise<void>
}

/** Processors and memory of a machine, as they are now. */
export type MachineSize = {
  /** What its guest uses, as far as it tells. */
  readonly cpus: number
  /** What it is fitted with. An emulated guest switches off what it shall not use any more. */
  readonly fittedCpus: number
  readonly memoryBytes: number
}

/** A volume for a machine that runs, and what its board needs to be told of it. */
export type PluggedDisk = {
  readonly source: Extract<PlannedDisk['source'], { kind: 'volume' }>
  readonly readOnly: boolean
  readonly machine: Board
  readonly iommu: 'intel' | 'amd' | null
}

/** A network card for a machine that runs, and what its board needs to be told of it. */
export type PluggedNic = {
  readonly nic: PlannedNic
  readonly index: number
  readonly on: Pick<StartPlan, 'arch' | 'machine' | 'iommu'>
}

/** A live machine in our care. Disposing lets go of it; it does not end it. */
export type Machine = AsyncDisposable & {
  readonly process: ProcessIdentity
  /** Undefined when its process was gone before anyone could look. */
  readonly confinement: Confinement | undefined
  /** One reader; bounded: the newest status replaces older ones that wait. */
  readonly news: AsyncIterable<MachineNews>
  status(signal: AbortSignal): Promise<MachineStatus>
  pause(signal: AbortSignal): Promise<void>
  resume(signal: AbortSignal): Promise<void>
  reset(signal: AbortSignal): Promise<void>
  /**
   * Presses the power button; returns at once, and the end comes as news. A guest that has no button, or has not minded
   * it, is asked through its agent.
   */
  powerDown(signal: AbortSignal): Promise<void>
  /** Ends it by force and waits until the process is gone. */
  kill(signal: AbortSignal): Promise<void>
  /** Plugs a volume in. Throws volume.unfit where there is no place for it; nothing of it is left then. */
  attachDisk(disk: PluggedDisk, signal: AbortSignal): Promise<void>
  /** Plugs a network card in whose network runs already. Throws instance.start-failed where there is no place for it. */
  attachNic(nic: PluggedNic, signal: AbortSignal): Promise<void>
  /**
   * Asks the guest to let go of a volume, and waits until it has. No failure when the machine has none of it.
   * Throws volume.held when the guest does not.
   */
  detachDisk(id: VolumeId, signal: AbortSignal): Promise<void>
  /** Gives a volume that the machine has another size; the guest is told. */
  resizeDisk(id: VolumeId, sizeBytes: number, signal: AbortSignal): Promise<void>
  limitDisk(id: VolumeId, limits: DiskLimits, signal: AbortSignal): Promise<void>
  /**
   * Makes all its disks write to a new layer, at one instant. Rejects before anything has changed; with
   * instance.unresponsive when that is not known.
   */
  takeLayer(layer: LiveLayer, report: Report, signal: AbortSignal): Promise<LayerTaken>
  /** Whether its disks write to this layer. File systems that were left frozen over it are thawed. */
  hasLayer(layer: Pick<LiveLayer, 'started' | 'parts'>, signal: AbortSignal): Promise<boolean>
  /** May be called again after it was cut off, until `endMerges`. What the guest reads is the same all the time. */
  merge(merge: LiveMerge, report: Report, signal: AbortSignal): Promise<void>
  /** After the records of all merges are durable. No failure when there are none. */
  endMerges(started: StartPlan, signal: AbortSignal): Promise<void>
  size(signal: AbortSignal): Promise<MachineSize>
  /**
   * Gives it more or less, within what it was started with and for. Resolves with what it has then, which is not what was
   * wished for when its guest has not done its part before the signal is aborted.
   */
  setSize(wish: SizeWish, signal: AbortSignal): Promise<MachineSize>
  /**
   * Sends its memory and the state of its devices to somebody who waits, while it runs, and makes its disks write to new files
   * at the instant of that copy. Rejects before anything has changed; with instance.unresponsive when that is not known.
   */
  sendCopy(copy: LiveCopy, report: Report, signal: AbortSignal): Promise<CopySent>
  /** Ends a copy that nobody waits for any more, and lets the guest go on. No failure when there is none. */
  endCopy(signal: AbortSignal): Promise<void>
  /**
   * Makes it stand still and keeps its memory and devices in a file, whole and durable. It stands still then, until it is ended or
   * `endSuspend` is called. When it rejects, it runs on; with instance.unresponsive when that is not known.
   */
  suspend(to: SuspendTo, report: Report, signal: AbortSignal): Promise<SuspendedMemory>
  /** Lets it go on after all, and removes the file. No failure when it was not being suspended. */
  endSuspend(file: string, signal: AbortSignal): Promise<void>
  /** Gives the guest the time of the host; false when it has no agent that takes it. */
  tellTime(signal: AbortSignal): Promise<boolean>
  /**
   * Puts another medium into the drive, an absolute path, or takes out what is in it. Throws instance.no-drive, and
   * instance.medium-locked when the guest holds it and it is not forced.
   */
  changeMedium(path: string | null, isForced: boolean, signal: AbortSignal): Promise<void>
  /**
   * Lets the guest of a machine that goes on from a warm image become somebody, once; until then nobody reaches it. Rejects when
   * it does not: then it must be ended.
   */
  takeIdentity(signal: AbortSignal): Promise<void>
  exec(request: ExecRequest, signal: AbortSignal): Promise<ExecResult>
  /** Resolves when the guest agent has answered, rejects with the signal's reason. */
  agentReady(signal: AbortSignal): Promise<void>
  /** IP addresses but loopback and link-local; empty when the agent does not answer quickly. */
  addresses(signal: AbortSignal): Promise<readonly string[]>
  attach(line: ConsoleLine, size: { readonly columns: number; readonly rows: number } | null): Promise<ConsoleSession>
  usage(signal: AbortSignal): Promise<MachineUsage>
  /** Throws instance.no-screen. */
  joinScreen(signal: AbortSignal): Promise<ScreenSession>
  /** What is on the screen, as PNG. */
  screenshot(signal: AbortSignal): Promise<Uint8Array>
  /** Tells the guest how large the viewer's terminal is; does nothing when there is no agent. */
  resizeConsole(
    line: ConsoleLine,
    size: { readonly columns: number; readonly rows: number },
    signal: AbortSignal,
  ): Promise<void>
}

/** What an engine finds on the host: what plans go by, and what a person should know. */
export type EngineReport = { readonly facts: HostFacts; readonly checks: readonly HostCheck[] }

/** What runs instances. Errors that it understands are Faults. */
export type Engine = {
  /** Facts with the KVM verdict (tested once per boot, kernel and QEMU binary), and what an engine needs of the host. */
  host(signal: AbortSignal): Promise<EngineReport>
  /** The processors that guests of an architecture can have under this accelerator. Throws host.tool-missing. */
  cpuModels(arch: Architecture, accelerator: 'kvm' | 'tcg', signal: AbortSignal): Promise<CpuModels>
  /** The versioned machine type for new instances, such as pc-q35-7.2. Throws host.tool-missing. */
  machineType(hardware: Hardware, signal: AbortSignal): Promise<string>
  /** Makes folder, disks and NVRAM under a provisional name. All or nothing. */
  prepare(plan: CreatePlan, signal: AbortSignal): Promise<void>
  /** Gives a prepared folder its final name, once the record is durable. No failure when it has it already. */
  keep(id: InstanceId): Promise<void>
  /** Undoes `keep`, before the record goes. No failure when there is no such folder. */
  release(id: InstanceId): Promise<void>
  /** Deletes every file of an instance, prepared or kept. No failure when there is none. */
  discard(id: InstanceId): Promise<void>
  /**
   * After a crash: finishes deletions that were begun, deletes prepared folders that have no record, keeps those that have.
   * Kept folders without a record are never touched; their ids are returned, for the log.
   */
  removeLeftovers(recorded: ReadonlySet<InstanceId>): Promise<readonly string[]>
  /** The kept folders without a record, as `removeLeftovers` tells them; nothing is changed. */
  unknownFolders(recorded: ReadonlySet<InstanceId>): Promise<readonly string[]>
  /**
   * Starts the helpers and the machine, and returns as soon as the process exists. Undoes itself when it fails. With `fork` it
   * waits to go on from a warm image, which `open` lets it do.
   */
  launch(plan: StartPlan, signal: AbortSignal, fork?: Fork): Promise<ProcessIdentity>
  /** Finishes what a `launch` that was cut off may not have done: the machine gets its limits. It may have them already. */
  limit(plan: StartPlan, process: ProcessIdentity): Promise<void>
  /**
   * Takes a running machine in our care: after `launch`, or after a restart of the daemon. Waits until it answers.
   * `ended` when the process is gone or is another one. Its faults name the instance as `name`.
   */
  open(
    id: InstanceId,
    uuid: string,
    process: ProcessIdentity,
    signal: AbortSignal,
    name?: string,
  ): Promise<Machine | { readonly ended: Ending }>
  /**
   * Makes what an installer wrote safe from a power cut, and removes what it was given, its answers too. No failure when there
   * is nothing.
   */
  endInstaller(id: InstanceId): Promise<void>
  /** Looks for a machine that was launched but not recorded (the daemon died in between). */
  find(id: InstanceId, uuid: string): Promise<ProcessIdentity | undefined>
  /**
   * Ends by force whatever still runs of this instance, machine and helpers, without asking a monitor, and removes its
   * sockets. No failure when there is nothing. Devices of the host go back to their drivers; host.device-stuck for each that
   * does not, which is tried again the next time.
   */
  cleanUp(id: InstanceId, uuid: string): Promise<readonly Fault[]>
  /** Whether it has UEFI variables in the file that they begin with. */
  hasVariables(id: InstanceId): Promise<boolean>
  /** Makes the files of a new layer beside those of an instance. All or nothing, and durable; nobody reads them yet. */
  makeLayer(plan: LayerPlan, signal: AbortSignal): Promise<void>
  /** Whether anything was written to a layer since it was made. */
  isLayerUsed(plan: LayerPlan): Promise<boolean>
  /**
   * Writes an upper layer down into the lower one; no machine has either. What one reads from the upper one is the same all
   * the time, so it may be cut off anywhere and done again.
   */
  mergeLayers(plan: MergePlan, report: Report, signal: AbortSignal): Promise<void>
  /** Removes files of snapshots that are not among those `kept`. No failure when there are none. */
  removeUnnamed(id: InstanceId, kept: ReadonlySet<string>): Promise<void>
  /** What a snapshot would do, as commands. */
  explainSnapshot(plan: SnapshotPlan): readonly ExplainedStep[]
  /** What `prepare` and `launch` would do, as commands. */
  explainCreate(plan: CreatePlan): Promise<readonly ExplainedStep[]>
  explainStart(plan: StartPlan): Promise<readonly ExplainedStep[]>
  /** What is said to the monitor of a running machine. */
  explainControl(id: InstanceId, action: 'stop' | 'kill' | 'pause' | 'resume' | 'reset'): readonly ExplainedStep[]
  /** The short textbook form. */
  explainPlainly(
    plan: StartPlan,
  ): Promise<{ readonly steps: readonly ExplainedStep[]; readonly notes: readonly string[] }>
  /** The serial log, from at most `tailBytes` before its end; follows until the signal when asked. */
  log(
    id: InstanceId,
    which: 'serial' | 'engine',
    options: { readonly tailBytes: number; readonly follow: boolean },
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array>
  /** Guests that were booted once and are kept. */
  readonly warm: WarmStore
  /** How many TCP connections each forward of a machine that runs has now, also those that the guest knows nothing of yet. */
  openConnections(forwards: readonly PortForward[]): readonly number[]
  /**
   * A number that changes with every connection that anybody makes to this host; null when that is not known. Much cheaper than
   * `openConnections`.
   */
  connectionsMade(): number | null
  /** Moments of machines that run, for forks of them. */
  readonly forks: ForkStore
  /** Memories of machines that are to go on later. */
  readonly suspended: SuspendedStore
  /** Where VNC is found while it runs. */
  screenSocket(id: InstanceId): string
}
