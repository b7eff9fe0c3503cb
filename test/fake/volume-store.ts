import type { VolumeHealth, VolumeStore } from '../../src/contract/volume-store.ts'
import { Fault } from '../../src/model/fault.ts'
import type { VolumeDrivers } from '../../src/model/volume-drivers.ts'
import type { VolumeMap } from '../../src/model/volume.ts'
import type { VolumeFacts, VolumeKey } from '../../src/plan/volume/scene.ts'

type Call = 'rebase' | 'commit' | 'snapshot' | 'create' | 'copy' | 'keep' | 'leave' | 'resize' | 'exportTo' | 'repair'

type Snapshots = Awaited<ReturnType<VolumeStore['snapshots']>>

/** What a fake volume holds: one letter for each MiB of its disk. */
type Held = { readonly facts: VolumeFacts; readonly content: string }

const usual = { clusterBytes: 65_536, compression: 'zlib', lazyRefcounts: false, extendedL2: false } as const

/** Volumes in memory, which keep the contract, and can fail where a test wants it. */
export class FakeVolumeStore implements VolumeStore {
  readonly defaultPlace = { kind: 'directory', path: '/volumes' } as const
  readonly there = new Map<string, Held>()
  readonly drafts = new Map<string, Held>()
  readonly left = new Map<string, Held>()
  /** The states inside of volumes: content by name. */
  readonly states = new Map<string, Map<string, string>>()
  /** What is kept, by the id of a volume, and what opens a volume. */
  readonly passphrases = new Map<string, string>()
  readonly secrets = new Map<string, string>()
  readonly exported = new Map<string, string>()
  health: VolumeHealth = { state: 'sound', corruptions: 0, leaks: 0 }
  mapped: VolumeMap = { sizeBytes: 0, dataBytes: 0, extents: [], truncated: false }
  /** While set, drafts wait for it or for their abort. */
  gate: Promise<void> | undefined
  /** Called when a draft has been written. */
  beforeDraftEnds: () => void = () => {}
  readonly #failures = new Map<Call, Error>()

  /** The next such call throws this. */
  failNext(call: Call, error: Error): void {
    this.#failures.set(call, error)
  }

  /** What is free in every pool. */
  freeBytes = 2 ** 40

  async requirePlace({ path }: VolumeStore['defaultPlace']): Promise<void> {
    if (path.includes('foreign')) throw new Fault('pool.unusable', { path, reason: 'it belongs to somebody else' })
  }

  async space(): Promise<{ freeBytes: number; totalBytes: number }> {
    return { freeBytes: this.freeBytes, totalBytes: 2 ** 41 }
  }

  path(key: VolumeKey): string {
    return nameOf(key)
  }

  async facts(key: VolumeKey, name: string): Promise<VolumeFacts> {
    const held = this.there.get(nameOf(key))
    if (held) return held.facts
    throw new Fault('volume.damaged', { volume: name, reason: 'its file is gone' })
  }

  async create({ key, sizeBytes, base, encrypt }: Parameters<VolumeStore['create']>[0], job: Job): Promise<void> {
    await this.#begin('create', job)
    const facts = { ...this.#factsOf(key, sizeBytes, base?.id ?? null), encrypted: encrypt === true }
    if (encrypt === true) this.secrets.set(nameOf(key), this.passphrases.get(key.id) ?? '')
    this.drafts.set(nameOf(key), { facts, content: base ? this.contentOf(base) : '' })
    this.beforeDraftEnds()
  }

  async copy({ from, key, sizeBytes, encrypt }: Parameters<VolumeStore['copy']>[0], job: Job): Promise<void> {
    await this.#begin('copy', job)
    const facts = { ...this.#factsOf(key, sizeBytes, null), encrypted: encrypt === true }
    if (encrypt === true) this.secrets.set(nameOf(key), this.passphrases.get(key.id) ?? '')
    this.drafts.set(nameOf(key), { facts, content: this.contentOf(from[0]) })
    this.beforeDraftEnds()
  }

  async takeIn({ path }: { path: string }, key: VolumeKey, job: Job): Promise<VolumeDrivers> {
    await this.#begin('copy', job)
    if (path.includes('backing'))
      throw new Fault('image.refused', { path, kind: 'refers', reason: 'it stands on another file' })
    this.drafts.set(nameOf(key), { facts: this.#factsOf(key, 2 ** 30, null), content: path })
    return { virtio: 'no', bus: 'sata', reason: 'the initramfs of 6.1 has no virtio_blk' }
  }

  async repair(key: VolumeKey, job: Job): Promise<VolumeHealth> {
    await this.#begin('repair', job)
    const held = this.there.get(nameOf(key))
    if (held) this.drafts.set(nameOf(key), held)
    return { state: 'sound', corruptions: 0, leaks: 0 }
  }

  async exportTo(from: Parameters<VolumeStore['exportTo']>[0], _bytes: number, { path }: { path: string }, job: Job) {
    await this.#begin('exportTo', job)
    this.exported.set(path, this.contentOf(from[0]))
  }

  async keep(key: VolumeKey): Promise<void> {
    await this.#begin('keep')
    const draft = this.drafts.get(nameOf(key))
    this.drafts.delete(nameOf(key))
    if (draft) this.there.set(nameOf(key), draft)
  }

  async discard(key: VolumeKey): Promise<void> {
    this.drafts.delete(nameOf(key))
  }

  async leave(key: VolumeKey): Promise<void> {
    await this.#begin('leave')
    move(this.there, this.left, nameOf(key))
  }

  async putBack(key: VolumeKey): Promise<void> {
    move(this.left, this.there, nameOf(key))
  }

  async remove(key: VolumeKey): Promise<void> {
    this.left.delete(nameOf(key))
    this.there.delete(nameOf(key))
  }

  async resize([key]: Parameters<VolumeStore['resize']>[0], sizeBytes: number): Promise<void> {
    await this.#begin('resize')
    const held = this.there.get(nameOf(key))
    if (held) this.there.set(nameOf(key), { ...held, facts: { ...held.facts, sizeBytes } })
  }

  async keyFile(id: string): Promise<string | undefined> {
    return this.passphrases.has(id) ? `/secrets/${id}` : undefined
  }

  async keepKey(id: string, passphrase: string): Promise<void> {
    this.passphrases.set(id, passphrase)
  }

  async shareKey(from: string, to: string): Promise<void> {
    this.passphrases.set(to, this.passphrases.get(from) ?? '')
  }

  async forgetKey(id: string): Promise<void> {
    this.passphrases.delete(id)
  }

  async unlock(key: VolumeKey, passphrase: string): Promise<boolean> {
    const opens = this.secrets.get(nameOf(key)) === passphrase
    if (opens) this.passphrases.set(key.id, passphrase)
    return opens
  }

  async changeKey(key: VolumeKey, passphrase: string): Promise<void> {
    this.secrets.set(nameOf(key), passphrase)
    this.passphrases.set(key.id, passphrase)
  }

  async settleKey(): Promise<boolean> {
    return false
  }

  async removeKeys(volumes: ReadonlySet<string>): Promise<void> {
    for (const id of this.passphrases.keys()) if (!volumes.has(id)) this.passphrases.delete(id)
  }

  async rebase({ key, from, onto }: Parameters<VolumeStore['rebase']>[0], job: Job): Promise<void> {
    await this.#begin('rebase', job)
    const held = this.there.get(nameOf(key))
    if (!held) return
    const content = from === null ? this.contentOf(onto[0]) : held.content
    this.drafts.set(nameOf(key), { ...held, facts: { ...held.facts, backing: onto[0].id }, content })
    this.beforeDraftEnds()
  }

  async commit([top, base]: Parameters<VolumeStore['commit']>[0], _facts: VolumeFacts, job: Job): Promise<void> {
    await this.#begin('commit', job)
    const below = base && this.there.get(nameOf(base))
    if (base && below) this.there.set(nameOf(base), { ...below, content: this.contentOf(top) })
  }

  async snapshots(key: VolumeKey): Promise<Snapshots> {
    return [...(this.states.get(nameOf(key))?.keys() ?? [])].map((name) => ({
      name,
      createdAt: '2026-01-01T00:00:00Z',
    }))
  }

  async snapshot([key]: Parameters<VolumeStore['snapshot']>[0], act: string, name: string): Promise<void> {
    await this.#begin('snapshot')
    const states = this.states.get(nameOf(key)) ?? new Map<string, string>()
    this.states.set(nameOf(key), states)
    const held = this.there.get(nameOf(key))
    if (!held) return
    if (act === 'create') states.set(name, held.content)
    if (act === 'remove') states.delete(name)
    const content = act === 'restore' ? (states.get(name) ?? '') : held.content
    this.there.set(nameOf(key), { facts: { ...held.facts, snapshots: states.size }, content })
  }

  async map(): Promise<VolumeMap> {
    return this.mapped
  }

  async check(): Promise<VolumeHealth> {
    return this.health
  }

  async removeLeftovers(_place: unknown, recorded: ReadonlyMap<string, string>): Promise<readonly string[]> {
    for (const hidden of [this.drafts, this.left]) {
      for (const name of hidden.keys()) {
        const [id = '', format] = fileOf(name).split('.')
        if (recorded.get(id) === format && !this.there.has(name)) move(hidden, this.there, name)
        else hidden.delete(name)
      }
    }
    for (const name of this.there.keys()) {
      const [id = '', format] = fileOf(name).split('.')
      if (recorded.has(id) && recorded.get(id) !== format) this.there.delete(name)
    }
    return [...this.there.keys()].map(fileOf).filter((file) => !recorded.has(file.slice(0, 10)))
  }

  /** What the guest would read. */
  contentOf(key: VolumeKey): string {
    return this.there.get(nameOf(key))?.content ?? ''
  }

  #factsOf({ format }: VolumeKey, sizeBytes: number, backing: VolumeFacts['backing']): VolumeFacts {
    const layout = format === 'qcow2' ? usual : null
    return { sizeBytes, allocatedBytes: 4096, backing, layout, snapshots: 0, encrypted: false }
  }

  async #begin(call: Call, job?: Job): Promise<void> {
    job?.signal.throwIfAborted()
    if (this.gate && job) {
      const aborted = new Promise<never>((_resolve, reject) => {
        job.signal.addEventListener('abort', () => reject(job.signal.reason as Error), { once: true })
      })
      await Promise.race([this.gate, aborted])
    }
    const failure = this.#failures.get(call)
    this.#failures.delete(call)
    if (failure) throw failure
  }
}

type Job = { readonly signal: AbortSignal }

function nameOf({ place, id, format }: VolumeKey): string {
  return `${place.path}/${id}.${format}`
}

function fileOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

function move(from: Map<string, Held>, to: Map<string, Held>, name: string): void {
  const held = from.get(name)
  from.delete(name)
  if (held) to.set(name, held)
}
