import type {
  CopySent,
  LiveCopy,
  ConsoleLine,
  ConsoleSession,
  Ending,
  LayerTaken,
  LiveLayer,
  LiveMerge,
  Machine,
  MachineNews,
  MachineSize,
  MachineStatus,
  MachineUsage,
  PluggedDisk,
  PluggedNic,
  ScreenSession,
} from '../../../contract/engine.ts'
import type { SuspendedMemory, SuspendTo } from '../../../contract/suspend.ts'
import type { Report } from '../../../kit/report.ts'
import type { Clock } from '../../../contract/clock.ts'
import type { ProcessIdentity } from '../../../host/process.ts'
import type { Exit } from '../../../host/process-spawn.ts'
import { hasPowerButton, terminals } from '../../../model/architecture.ts'
import type { Confinement } from '../../../model/confinement.ts'
import { Fault } from '../../../model/fault.ts'
import type { ExecRequest, ExecResult } from '../../../model/instance.ts'
import type { VolumeId } from '../../../model/name.ts'
import type { DiskLimits } from '../../../model/spec-devices.ts'
import type { SizeWish } from '../../../plan/instance/plan-live.ts'
import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { unlessAborted } from '../../../kit/within.ts'
import { QmpError } from '../qmp/error.ts'
import { boardOf } from '../argv/board.ts'
import { letMerge, letReach, letRead } from '../confine/let-reach.ts'
import { hasLayer } from '../snapshot/has-layer.ts'
import { keepMemory } from '../snapshot/keep-memory.ts'
import { endMerges, mergeLive } from '../snapshot/merge-live.ts'
import { takeLayer } from '../snapshot/take-layer.ts'
import { Consoles } from './consoles.ts'
import { changeMedium } from './drive.ts'
import { Disks } from './disks.ts'
import { attachNic } from './nics.ts'
import { endingOf } from './ending.ts'
import { forceEnd } from './force-end.ts'
import { GuestAgent, type TerminalSize } from './guest-agent.ts'
import type { Limits, Monitor } from './monitor.ts'
import type { RunFiles } from './run-files.ts'
import { Screen } from './screen.ts'
import { changeSize, readSize, type Sizable } from './size.ts'
import { tracesOf } from './traces.ts'
import { usageOf } from './usage.ts'
import { connectUnix } from '../../../host/unix-socket.ts'
import type { EarlyLines } from '../warm/early-lines.ts'
import { becomeByAgent } from '../fork/become-by-agent.ts'
import { endCopy } from '../fork/end-copy.ts'
import { sendCopy } from '../fork/send-copy.ts'
import { giveIdentity } from '../warm/give-identity.ts'
import type { GoingOn } from '../warm/go-on.ts'
import { endSuspend, suspend } from '../suspend/suspend.ts'
import { type Seen, StatusWatch } from './status-watch.ts'

export type MachineParts = {
  /** For messages. */
  readonly name: string
  readonly process: ProcessIdentity
  readonly files: RunFiles
  /** Connected, or not answering yet. */
  readonly monitor: Monitor
  readonly exited: Promise<Exit> | undefined
  readonly clock: Pick<Clock, 'sleep'>
  readonly limits: Limits
  /** Held already, when it goes on from a warm image. */
  readonly lines?: EarlyLines | undefined
  readonly goingOn?: GoingOn | undefined
  readonly confinement: Confinement | undefined
}

/** A running QEMU in our care. */
export class QemuMachine implements Machine {
  readonly process: ProcessIdentity
  readonly confinement: Confinement | undefined
  readonly #parts: MachineParts
  readonly #monitor: Monitor
  readonly #watch: StatusWatch
  readonly #disks: Disks
  readonly #over = new AbortController()
  readonly #agent: GuestAgent
  readonly #consoles: Consoles
  readonly #screen: Screen
  readonly #gone = Promise.withResolvers<Ending>()
  #asked = false
  #pressed = false

  /** `seen` is what the monitor has answered so far; undefined when it is silent. */
  constructor(parts: MachineParts, seen: Seen | undefined) {
    const { name, files, clock, lines } = parts
    const toAgent = (signal: AbortSignal) => lines?.agent(signal) ?? connectUnix(files.agent, signal)
    this.process = parts.process
    this.confinement = parts.confinement
    this.#parts = parts
    this.#monitor = parts.monitor
    this.#disks = new Disks(parts.monitor)
    this.#agent = new GuestAgent(name, toAgent, clock, this.#over.signal)
    this.#consoles = new Consoles(name, files, clock, this.#over.signal)
    this.#screen = new Screen(name, files, parts.monitor)
    const told = {
      agent: (isOpen: boolean) => this.#agent.port.set(isOpen),
      unplugged: (device: string | undefined) => this.#disks.gone(device),
      gone: () => void this.#end(),
    }
    this.#watch = new StatusWatch(parts.monitor, told, seen, this.#over.signal)
    void this.#agent.hold()
  }

  get news(): AsyncIterable<MachineNews> {
    return this.#watch.news
  }

  status(signal: AbortSignal): Promise<MachineStatus> {
    return this.#watch.status(signal)
  }

  async pause(signal: AbortSignal): Promise<void> {
    await this.#act('pause', () => this.#monitor.call('stop', {}, signal))
    this.#agent.doubt()
  }

  async resume(signal: AbortSignal): Promise<void> {
    await this.#act('resume', () => this.#monitor.call('cont', {}, signal))
  }

  async reset(signal: AbortSignal): Promise<void> {
    await this.#act('reset', () => this.#monitor.call('system_reset', {}, signal))
  }

  async powerDown(signal: AbortSignal): Promise<void> {
    await this.#act('shut down', () => this.#monitor.call('system_powerdown', {}, signal))
    // A guest that has not minded it the last time may have nothing that listens to a power button.
    if (this.#pressed || !hasPowerButton(this.#watch.arch)) await this.#agent.shutDown(signal)
    this.#pressed = true
  }

  async kill(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted()
    this.#asked = true
    if (!(await forceEnd(this.#monitor, this.process, this.#parts.limits.quit, signal))) {
      throw new Fault('instance.unresponsive', { name: this.#parts.name, action: 'end by force' })
    }
    await unlessAborted(this.#gone.promise, signal)
  }

  async attachDisk(disk: PluggedDisk, signal: AbortSignal): Promise<void> {
    const action = 'plug a disk in'
    const unfit = (reason: string) =>
      new Fault('volume.unfit', { volume: disk.source.id, action: 'be plugged in', reason })
    if (!boardOf(disk).hasRootPorts) throw unfit(`machine ${disk.machine} has no place for it while it runs`)
    const closed = await letReach(disk, this.#parts, signal)
    if (closed !== undefined) throw unfit(`${closed} lets only its owner in, and the machine runs as another user`)
    await this.#act(action, async () => {
      if (!(await this.#disks.attach(disk, signal))) throw unfit('every place for disks that come later is taken')
    })
  }

  async attachNic(nic: PluggedNic, signal: AbortSignal): Promise<void> {
    const { name, files } = this.#parts
    await this.#act('plug a network card in', async () => {
      if (await attachNic(nic, files.folder, this.#monitor, signal)) return
      const reason = 'every place for network cards that come later is taken'
      throw new Fault('instance.start-failed', { name, reason })
    })
  }

  async detachDisk(id: VolumeId, signal: AbortSignal): Promise<void> {
    await this.#act('unplug a disk', async () => {
      if (await this.#disks.detach(id, signal)) return
      throw new Fault('volume.held', { volume: id, name: this.#parts.name })
    })
  }

  async resizeDisk(id: VolumeId, sizeBytes: number, signal: AbortSignal): Promise<void> {
    await this.#act('resize a disk', () => this.#disks.resize(id, sizeBytes, signal))
  }

  async limitDisk(id: VolumeId, limits: DiskLimits, signal: AbortSignal): Promise<void> {
    await this.#act('limit a disk', () => this.#disks.limit(id, limits, signal))
  }

  async takeLayer(layer: LiveLayer, report: Report, signal: AbortSignal): Promise<LayerTaken> {
    const { files, clock } = this.#parts
    const holder = { monitor: this.#monitor, agent: this.#agent, folder: files.own }
    const { memoryFile } = layer
    const take = (): Promise<LayerTaken> =>
      memoryFile === null
        ? takeLayer(layer, holder, signal)
        : keepMemory({ ...layer, memoryFile }, { ...holder, socket: files.memory, clock, report }, signal)
    return await this.#act('be kept as a snapshot', take)
  }

  async hasLayer({ started, parts }: Pick<LiveLayer, 'started' | 'parts'>, signal: AbortSignal): Promise<boolean> {
    return await this.#act('tell its disks', () =>
      hasLayer({ started, parts }, { monitor: this.#monitor, agent: this.#agent }, signal),
    )
  }

  async merge(merge: LiveMerge, report: Report, signal: AbortSignal): Promise<void> {
    const { clock, files } = this.#parts
    const merger = { monitor: this.#monitor, folder: files.own, clock, report }
    await letMerge(merge.parts, files.own, this.confinement)
    await this.#act('merge its disks', () => mergeLive(merge, merger, signal))
  }

  async endMerges(started: StartPlan, signal: AbortSignal): Promise<void> {
    await this.#act('end a merge', () => endMerges(started, this.#monitor, signal))
  }

  async size(signal: AbortSignal): Promise<MachineSize> {
    return await this.#act('tell its size', () => readSize(this.#sizable(), signal))
  }

  async setSize(wish: SizeWish, patience: AbortSignal): Promise<MachineSize> {
    return await this.#act('change its size', () => changeSize(this.#sizable(), wish, patience, this.#over.signal))
  }

  #sizable(): Sizable {
    return { monitor: this.#monitor, agent: this.#agent, clock: this.#parts.clock }
  }

  async sendCopy(copy: LiveCopy, report: Report, signal: AbortSignal): Promise<CopySent> {
    const { files, clock } = this.#parts
    const sender = { monitor: this.#monitor, agent: this.#agent, folder: files.own, clock, report }
    return await this.#act('be forked', () => sendCopy(copy, sender, signal))
  }

  async endCopy(signal: AbortSignal): Promise<void> {
    await this.#act('go on', () => endCopy(this.#monitor, this.#parts.clock, signal))
  }

  async suspend(to: SuspendTo, report: Report, signal: AbortSignal): Promise<SuspendedMemory> {
    const { files, clock } = this.#parts
    const keeping = { monitor: this.#monitor, folder: files.own, socket: files.memory, clock, report }
    const kept = await this.#act('be suspended', () => suspend(to, keeping, signal))
    this.#agent.doubt()
    return kept
  }

  async endSuspend(file: string, signal: AbortSignal): Promise<void> {
    const { files, clock } = this.#parts
    await this.#act('go on', () => endSuspend(file, { monitor: this.#monitor, clock, folder: files.own }, signal))
  }

  tellTime(signal: AbortSignal): Promise<boolean> {
    return this.#agent.tellTime(signal)
  }

  async changeMedium(path: string | null, isForced: boolean, signal: AbortSignal): Promise<void> {
    const { name } = this.#parts
    const closed = path === null ? undefined : await letRead(path, this.#parts, signal)
    if (path !== null && closed !== undefined) throw new Fault('instance.medium-closed', { name, medium: path, closed })
    await this.#act('change its medium', async () => {
      const change = await changeMedium(this.#monitor, path, isForced, signal)
      if (change === 'no-drive') throw new Fault('instance.no-drive', { name })
      if (change === 'locked') throw new Fault('instance.medium-locked', { name })
    })
  }

  async takeIdentity(signal: AbortSignal): Promise<void> {
    const { name, lines, goingOn } = this.#parts
    const line = lines?.identity()
    const stop = AbortSignal.any([signal, this.#over.signal])
    const { identity, telling } = goingOn ?? {}
    if (identity && !telling) return becomeByAgent(identity, { agent: this.#agent, monitor: this.#monitor }, stop)
    if (!identity || !telling || !line) throw new Error(`${name} does not go on from a warm image`)
    await giveIdentity({ line, identity, telling, monitor: this.#monitor }, stop)
  }

  exec(request: ExecRequest, signal: AbortSignal): Promise<ExecResult> {
    return this.#agent.exec(request, signal)
  }

  agentReady(signal: AbortSignal): Promise<void> {
    return this.#agent.ready(signal)
  }

  addresses(signal: AbortSignal): Promise<readonly string[]> {
    return this.#agent.addresses(signal)
  }

  async attach(line: ConsoleLine, size: TerminalSize | null): Promise<ConsoleSession> {
    const session = await this.#consoles.attach(line)
    if (size) void this.resizeConsole(line, size, this.#over.signal).catch(() => {})
    return session
  }

  usage(signal: AbortSignal): Promise<MachineUsage> {
    const isRunning = this.#watch.current.kind === 'running'
    return usageOf({ isRunning, process: this.process, monitor: this.#monitor, agent: this.#agent }, signal)
  }

  joinScreen(signal: AbortSignal): Promise<ScreenSession> {
    return this.#screen.join(signal)
  }

  screenshot(signal: AbortSignal): Promise<Uint8Array> {
    return this.#act('show its screen', () => this.#screen.picture(signal))
  }

  resizeConsole(line: ConsoleLine, size: TerminalSize, signal: AbortSignal): Promise<void> {
    return this.#agent.resize(terminals[this.#watch.arch][line], size, signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#watch.news[Symbol.dispose]()
    this.#leave('no longer in our care')
    await this.#monitor.letGo()
  }

  async #act<T>(action: string, command: () => Promise<T>): Promise<T> {
    try {
      return await command()
    } catch (error) {
      if (error instanceof QmpError) throw this.#explained(action, error)
      throw error
    }
  }

  #explained(action: string, cause: QmpError): Fault {
    const { name } = this.#parts
    if (cause.why.kind !== 'refused') return new Fault('instance.unresponsive', { name, action }, { cause })
    const state = `${this.#watch.current.kind} (${cause.why.description})`
    return new Fault('instance.wrong-state', { name, state, action }, { cause })
  }

  async #end(): Promise<void> {
    const { process, files, exited } = this.#parts
    const known = { asked: this.#asked, shutdown: this.#watch.shutdown, process, exited }
    const ending = endingOf(await tracesOf(files, known))
    this.#watch.news.push({ kind: 'ended', ending })
    this.#leave(`stopped (${ending.reason})`)
    this.#gone.resolve(ending)
  }

  /** Everyone who waits for the guest is told. */
  #leave(state: string): void {
    const { name } = this.#parts
    this.#over.abort(new Fault('instance.wrong-state', { name, state, action: 'answer' }))
    this.#agent[Symbol.dispose]()
  }
}
