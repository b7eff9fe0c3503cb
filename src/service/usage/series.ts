import type { UsageSample } from '../../model/usage.ts'

/** Samples of one grain, the newest of them. */
type Grain = { readonly everyMs: number; readonly most: number; samples: UsageSample[]; pending: UsageSample[] }

/** What a series is kept as: two seconds for ten minutes, one minute for a day, ten minutes for a week. */
const grains = [
  { everyMs: 2000, most: 300 },
  { everyMs: 60_000, most: 1440 },
  { everyMs: 600_000, most: 1008 },
] as const

/** The samples of one instance: the newer, the finer. */
export class Series {
  readonly #grains: readonly Grain[]

  /** `kept`: what `coarse` gave before. */
  constructor(kept: readonly (readonly UsageSample[])[] = []) {
    this.#grains = grains.map((grain, index) => ({ ...grain, samples: [...(kept[index - 1] ?? [])], pending: [] }))
  }

  add(sample: UsageSample): void {
    for (const grain of this.#grains) {
      grain.pending.push(sample)
      const last = grain.samples.at(-1)
      // The clock may have been set back since.
      if (last && Math.abs(Date.parse(sample.at) - Date.parse(last.at)) < grain.everyMs) continue
      grain.samples.push(averageOf(grain.pending, sample.at))
      grain.pending = []
      if (grain.samples.length > grain.most) grain.samples.shift()
    }
  }

  newest(): UsageSample | undefined {
    return this.#grains[0]?.samples.at(-1)
  }

  /** The samples of the last `spanMs`, of the finest grain that reaches so far. */
  last(spanMs: number, now: Date): readonly UsageSample[] {
    const grain = this.#grains.find(({ everyMs, most }) => everyMs * most >= spanMs) ?? this.#grains.at(-1)
    const since = now.getTime() - spanMs
    const isWithin = ({ at }: UsageSample) => Date.parse(at) >= since && Date.parse(at) <= now.getTime()
    return (grain?.samples ?? []).filter(isWithin).toSorted((one, other) => one.at.localeCompare(other.at))
  }

  /** All but the finest, to be kept. */
  coarse(): readonly (readonly UsageSample[])[] {
    return this.#grains.slice(1).map(({ samples }) => samples)
  }
}

function averageOf(samples: readonly UsageSample[], at: string): UsageSample {
  const mean = (value: (sample: UsageSample) => number): number =>
    samples.reduce((sum, sample) => sum + value(sample), 0) / samples.length
  const known = samples.filter(({ netReceivedBytesPerSecond }) => netReceivedBytesPerSecond !== null)
  const meanKnown = (value: (sample: UsageSample) => number | null): number | null =>
    known.length === 0 ? null : known.reduce((sum, sample) => sum + (value(sample) ?? 0), 0) / known.length
  return {
    at,
    cpuPercent: mean(({ cpuPercent }) => cpuPercent),
    memoryBytes: Math.round(mean(({ memoryBytes }) => memoryBytes)),
    diskReadBytesPerSecond: mean(({ diskReadBytesPerSecond }) => diskReadBytesPerSecond),
    diskWriteBytesPerSecond: mean(({ diskWriteBytesPerSecond }) => diskWriteBytesPerSecond),
    netReceivedBytesPerSecond: meanKnown(({ netReceivedBytesPerSecond }) => netReceivedBytesPerSecond),
    netSentBytesPerSecond: meanKnown(({ netSentBytesPerSecond }) => netSentBytesPerSecond),
  }
}
