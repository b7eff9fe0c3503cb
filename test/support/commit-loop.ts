import type { OperationRecord, Store } from '../../src/contract/store.ts'
import { Fault } from '../../src/model/fault.ts'
import { openStore } from '../../src/store/open-store.ts'

/**
 * A program for the crash tests: opens the database given as argument and commits pairs of records, one after another.
 * After each it says `ok N` (committed) or `fault CODE: …`; at the end `done`.
 */
const [file = '', count = '0'] = process.argv.slice(2)
try {
  await using store = await openStore(file)
  console.log('open')
  for (let number = 1; number <= Number(count); number++) await commitPair(store, number)
  console.log('done')
} catch (error) {
  said(error)
}

async function commitPair(store: Store, number: number): Promise<void> {
  const answer = await store.commit([record('a', number), record('b', number)]).catch(said)
  if (answer) console.log(`ok ${number}`)
}

/** Only what the store looks at: reading the schemas would take longer than the rest of this program. */
function record(id: string, number: number) {
  const put = { version: 1, operation: { id, phase: String(number) } } as unknown as OperationRecord
  return { kind: 'operation' as const, put }
}

function said(error: unknown): undefined {
  console.log(error instanceof Fault ? `fault ${error.code}: ${error.message}` : `error ${String(error)}`)
}
