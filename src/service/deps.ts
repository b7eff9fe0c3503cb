import type { Clock, Random } from '../contract/clock.ts'
import type { Engine } from '../contract/engine.ts'
import type { Host } from '../contract/host.ts'
import type { ImageLibrary } from '../contract/image-source.ts'
import type { Log } from '../contract/log.ts'
import type { Store } from '../contract/store.ts'
import type { UsageKeeper } from '../contract/usage-keeper.ts'
import type { VolumeStore } from '../contract/volume-store.ts'
import { Admissions } from './access/admissions.ts'
import { EventLog } from './event/event-log.ts'
import { Fleet } from './instance/fleet.ts'
import { Turns } from '../kit/turns.ts'
import { Leases } from './leases.ts'
import { Operations } from './operation/operations.ts'
import { Idle } from './parking/idle.ts'
import { Parking } from './parking/parking.ts'
import { Lifetimes } from './temporary/lifetimes.ts'
import { Usage } from './usage/usage.ts'
import { WaitingPool } from './warm/waiting-pool.ts'

/** What the services need from the world. */
export type World = {
  readonly store: Store
  readonly engine: Engine
  readonly host: Host
  readonly library: ImageLibrary
  readonly volumes: VolumeStore
  readonly usageKeeper: UsageKeeper
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  /** Whether warm images are made by themselves where nobody has said anything about it. */
  readonly automaticWarming: boolean
}

/** The world, and the little state that the services keep themselves. */
export type Deps = World & {
  readonly events: EventLog
  readonly operations: Operations
  readonly leases: Leases
  readonly admissions: Admissions
  readonly fleet: Fleet
  readonly usage: Usage
  readonly lifetimes: Lifetimes
  readonly parking: Parking
  readonly idle: Idle
  readonly waiting: WaitingPool
  /** Starts that take devices of the host, one after the other. */
  readonly deviceTurns: Turns
}

export function makeDeps(world: World): Deps {
  const events = new EventLog(world.clock)
  const fleet = new Fleet({ ...world, events })
  const operations = new Operations({ ...world, events })
  const leases = new Leases()
  const parking = new Parking({ ...world, events, fleet })
  return {
    ...world,
    events,
    operations,
    leases,
    admissions: new Admissions(world),
    fleet,
    usage: new Usage(world, () => fleet.machines()),
    lifetimes: new Lifetimes(world.clock),
    parking,
    idle: new Idle({ ...world, parking, leases }),
    waiting: new WaitingPool({ ...world, operations }),
    deviceTurns: new Turns(),
  }
}
