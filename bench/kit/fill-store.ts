import { join } from 'node:path'
import { InstanceSpec } from '../../src/model/spec.ts'
import { openStore } from '../../src/store/open-store.ts'
import type { BenchDaemon } from './daemon.ts'
import { storedInstance } from './stored-instance.ts'

const spec = InstanceSpec.parse({ disk: '1GiB', labels: { group: 'bench' } })

/** Puts so many stopped instances into the store of a daemon that does not run: `i000000`, `i000001` and so on. */
export async function fillStore({ home }: BenchDaemon, count: number): Promise<void> {
  await using store = await openStore(join(home, 'state/stroj.db'))
  for (let first = 0; first < count; first += 1000) {
    const numbers = Array.from({ length: Math.min(1000, count - first) }, (_, index) => first + index)
    await store.commit(numbers.map((number) => ({ kind: 'instance', put: storedInstance(number, spec) }) as const))
  }
}
