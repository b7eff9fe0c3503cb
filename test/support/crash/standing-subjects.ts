import { setTimeout as sleep } from 'node:timers/promises'
import type { InstanceStateKind } from '../../../src/model/instance.ts'
import type { Stroj } from '../../../src/sdk/client.ts'
import { resume, running } from './guest-subjects.ts'
import type { Subject } from './range.ts'
import { inOrder, kill, pair, start, wait, whole } from './steps.ts'

const suspend = (client: Stroj) => whole(client, client.suspendInstance('web', wait))

const suspended = inOrder(running, suspend)

/** The shortest time that a spec may name, in seconds. */
const after = 10
const deadlineMs = 60_000
/** Each question is an answer of the daemon, and so a point at which it may be killed. */
const askEveryMs = 1000

const stateOf = async (client: Stroj): Promise<InstanceStateKind> => (await client.showInstance('web')).state.kind

async function untilParked(client: Stroj): Promise<void> {
  const deadline = performance.now() + deadlineMs
  while ((await stateOf(client)) !== 'parked') {
    if (performance.now() > deadline) throw new Error('it is not parked')
    await sleep(askEveryMs)
  }
}

const wantParked = (client: Stroj) => client.setInstance('web', { spec: { park: { after } } })
const park = inOrder(wantParked, untilParked)
const neverPark = (client: Stroj) => client.setInstance('web', { spec: { park: null } })

/** What is to be parked is so in the end. */
async function asWanted(client: Stroj): Promise<void> {
  if ((await client.showInstance('web')).spec.park !== undefined) await untilParked(client)
}

/** A guest of one sector that stands still, on the disk or in memory. */
export const standingSubjects: readonly Subject[] = [
  ...pair(['suspend', 'start of what is suspended'], { prepare: running, run: suspend, undo: start }),
  { name: 'kill of what is suspended', prepare: suspended, run: kill, undo: inOrder(start, suspend) },
  ...pair(['park', 'no parking any more'], { prepare: running, run: park, undo: neverPark, settle: asWanted }),
  {
    name: 'wake',
    prepare: inOrder(running, park),
    run: resume,
    undo: untilParked,
  },
]
