import type { WarmRecord } from '../../contract/store.ts'
import type { WarmImage, WarmListing } from '../../model/warm.ts'
import type { Deps } from '../deps.ts'
import { warmRecords } from './records.ts'
import { unfitness } from './unfitness.ts'

type Known = Pick<Deps, 'store' | 'engine' | 'waiting'>

/** All warm images, newest first. */
export async function listWarm(deps: Known): Promise<WarmListing> {
  return { items: await Promise.all((await warmRecords(deps)).map((record) => viewWarm(deps, record))) }
}

/** A warm image as callers see it, with what keeps instances from beginning from it now. */
export async function viewWarm(deps: Known, record: WarmRecord): Promise<WarmImage> {
  const { id, image, shape, facts, automatic, uses, usedAt, createdAt } = record
  return {
    id,
    image: { ...image },
    cpus: shape.cpus.count,
    memoryBytes: shape.memoryBytes,
    sizeBytes: facts.sizeBytes,
    unfit: (await unfitness(deps.engine, record)) ?? null,
    automatic,
    bootMs: facts.bootMs,
    uses,
    usedAt,
    pool: await deps.waiting.viewOf(record),
    createdAt,
  }
}
