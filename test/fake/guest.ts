import type {
  CopySent,
  Ending,
  LiveCopy,
  LayerTaken,
  LiveLayer,
  LiveMerge,
  MachineNews,
  MachineSize,
  MachineStatus,
  MachineUsage,
  PluggedDisk,
} from '../../src/contract/engine.ts'
import type { SuspendedMemory } from '../../src/contract/suspend.ts'
import type { ProcessIdentity } from '../../src/contract/store.ts'
import type { ExecRequest, ExecResult } from '../../src/model/instance.ts'
import type { SizeWish } from '../../src/plan/instance/plan-live.ts'
import type { StartPlan } from '../../src/plan/instance/start-plan.ts'

type Listener = (news: MachineNews) => void

const wholeMemory: SuspendedMemory = { sizeBytes: 1000, digest: 'whole' }

/** A machine in memory with a guest in it. The methods are what the outside world may do to it. */
export class FakeGuest {
  readonly plan: StartPlan
  readonly process: ProcessIdentity
  readonly serialLog: Uint8Array[] = []
  /** The guest shuts down when the power button is pressed. */
  honoursPowerButton = true
  agentAnswers = true
  /** It has locked the tray. */
  holdsMedium = false
  /** What was put into the drive while it ran; undefined for nothing. */
  medium: string | null | undefined
  /** The volumes that it has now, by id; with the size that it was told of last. */
  readonly disks = new Map<string, PluggedDisk & { readonly sizeBytes: number | null }>()
  /** It does not let go of any disk. */
  holdsDisks = false
  /** It has no place for another disk. */
  refusesDisks = false
  usage: MachineUsage = {
    cpuMs: 0,
    memoryBytes: 0,
    diskReadBytes: 0,
    diskWrittenBytes: 0,
    netReceivedBytes: null,
    netSentBytes: null,
  }
  /** It cannot become itself. */
  identityFailure: Error | undefined
  addresses: readonly string[] = ['192.0.2.15']
  size: MachineSize
  /** It neither takes nor gives back anything. */
  holdsSize = false
  run: (request: ExecRequest) => Promise<ExecResult> = echoArguments
  /** The files that its disks write to. */
  writes: readonly string[]
  readonly merges: LiveMerge[] = []
  /** How the next layer is taken. */
  taking: (layer: LiveLayer) => LayerTaken | Promise<LayerTaken> = ({ memoryFile }) => ({
    pauseMs: 3,
    isFrozen: false,
    memory: memoryFile === null ? null : { sizeBytes: 1000 },
  })
  /** How the next copy of it is sent. */
  copying: (copy: LiveCopy) => CopySent | Promise<CopySent> = () => ({ pauseMs: 12, lost: null })
  /** How its memory is kept the next time. */
  suspending: (signal: AbortSignal) => SuspendedMemory | Promise<SuspendedMemory> = () => wholeMemory
  readonly #disk: (file: string) => void
  readonly #memory: (digest: string | null) => void
  /** Sizes that viewers have told. */
  readonly sizes: { readonly columns: number; readonly rows: number }[] = []
  #status: MachineStatus = { kind: 'running' }
  #ending: Ending | undefined
  readonly #listeners = new Set<Listener>()

  /** `disk`: told the files that are written. `memory`: told what is kept of it, and null when that is removed. */
  constructor(
    plan: StartPlan,
    process: ProcessIdentity,
    disk: (file: string) => void = () => {},
    memory: (digest: string | null) => void = () => {},
  ) {
    this.plan = plan
    this.#memory = memory
    this.#disk = disk
    this.writes = plan.disks.flatMap(({ source }) => (source.kind === 'own' ? [source.file] : []))
    this.process = process
    this.size = { cpus: plan.cpus.count, fittedCpus: plan.cpus.count, memoryBytes: plan.memoryBytes }
    const { machine, iommu } = plan
    for (const { source, readOnly } of plan.disks) {
      if (source.kind === 'volume') this.disks.set(source.id, { source, readOnly, machine, iommu, sizeBytes: null })
    }
    this.print('ready\r\n')
  }

  get status(): MachineStatus {
    return this.#status
  }

  get ending(): Ending | undefined {
    return this.#ending
  }

  listen(listener: Listener): Disposable {
    this.#listeners.add(listener)
    return { [Symbol.dispose]: () => void this.#listeners.delete(listener) }
  }

  setSize({ cpus = this.size.cpus, memoryBytes = this.size.memoryBytes }: SizeWish): MachineSize {
    if (!this.holdsSize) this.size = { cpus, fittedCpus: Math.max(cpus, this.size.fittedCpus), memoryBytes }
    return this.size
  }

  takeIdentity(): void {
    if (this.identityFailure) throw this.identityFailure
  }

  become(status: MachineStatus): void {
    if (this.#ending) return
    this.#status = status
    this.#tell({ kind: 'status', status })
  }

  end(ending: Ending): void {
    if (this.#ending) return
    this.#ending = ending
    this.#tell({ kind: 'ended', ending })
  }

  /** `poweroff` typed in the guest. */
  shutDown(): void {
    this.end({ kind: 'guest-shutdown', reason: 'the guest shut down' })
  }

  async takeLayer(layer: LiveLayer): Promise<LayerTaken> {
    const taken = await this.taking(layer)
    this.switchTo(layer)
    return taken
  }

  /** From now on its disks write to these files. */
  switchTo({ parts }: Pick<LiveLayer, 'parts'>): void {
    this.writes = parts.map(({ file }) => file)
    for (const file of this.writes) this.#disk(file)
  }

  async suspend(signal: AbortSignal): Promise<SuspendedMemory> {
    const kept = await this.suspending(signal)
    this.become({ kind: 'paused' })
    this.#memory(kept.digest)
    return kept
  }

  endSuspend(): void {
    this.#memory(null)
    this.become({ kind: 'running' })
  }

  merge(merge: LiveMerge): void {
    this.merges.push(merge)
  }

  /** `kill -9` from outside. */
  crash(reason = 'killed by signal 9'): void {
    this.end({ kind: 'crashed', reason })
  }

  reset(): void {
    this.#tell({ kind: 'guest-reset' })
    this.print('ready\r\n')
  }

  connectAgent(connected: boolean): void {
    this.agentAnswers = connected
    this.#tell({ kind: 'agent', connected })
  }

  loseHelper(helper: string): void {
    this.#tell({ kind: 'helper-died', helper })
  }

  print(text: string): void {
    this.#write(new TextEncoder().encode(text))
  }

  /** What is typed at the console is printed, as a terminal echoes; `!` shuts the guest down. */
  type(bytes: Uint8Array): void {
    if (bytes.includes(0x21)) this.shutDown()
    else this.#write(bytes)
  }

  #write(bytes: Uint8Array): void {
    this.serialLog.push(bytes)
    for (const wake of this.#readers.splice(0)) wake()
  }

  readonly #readers: (() => void)[] = []

  /** Resolves at the next output, or when the signal is aborted. */
  printed(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      this.#readers.push(resolve)
      signal.addEventListener('abort', () => resolve(), { once: true })
    })
  }

  #tell(news: MachineNews): void {
    for (const listener of this.#listeners) listener(news)
  }
}

function echoArguments(request: ExecRequest): Promise<ExecResult> {
  const stdout = Buffer.from(`${request.command.join(' ')}\n`).toString('base64')
  return Promise.resolve({ exitCode: 0, stdout, stderr: '', truncated: false })
}
