import { placeDurably } from './durable-file.ts'
import { makeFolder, readTextIfAny, writeWhole } from './files.ts'
import { randomUuid } from './random-uuid.ts'

export type Slot<T> = {
  readonly folder: string
  readonly name: string
  /** Everything that the value depends on. */
  readonly key: string
  /** What was kept, if it is a value of this kind; undefined when it is not, and the value is made anew. */
  readonly accept: (kept: unknown) => T | undefined
}

/** The value that was kept under the same key, else a new one, which is kept. A cache that cannot be used is done without. */
export async function cached<T>(slot: Slot<T>, make: () => Promise<T>): Promise<T> {
  const kept = await read(slot)
  if (kept !== undefined) return kept
  const value = await make()
  await write(slot, value).catch(() => {})
  return value
}

async function read<T>({ folder, name, key, accept }: Slot<T>): Promise<T | undefined> {
  try {
    const kept: unknown = JSON.parse((await readTextIfAny(`${folder}/${name}.json`)) ?? 'null')
    if (typeof kept !== 'object' || kept === null || !('key' in kept) || !('value' in kept)) return undefined
    return kept.key === key ? accept(kept.value) : undefined
  } catch {
    return undefined
  }
}

async function write<T>({ folder, name, key }: Slot<T>, value: T): Promise<void> {
  await makeFolder(folder)
  const fresh = `${folder}/.${name}.${randomUuid()}`
  await writeWhole(fresh, JSON.stringify({ key, value }))
  await placeDurably(fresh, `${folder}/${name}.json`)
}
