import * as z from 'zod'
import { placeDurably } from '../../../host/durable-file.ts'
import { makeFolder, readTextIfAny, writeWhole } from '../../../host/files.ts'
import { randomUuid } from '../../../host/random-uuid.ts'

export type Slot<T> = {
  readonly folder: string
  readonly name: string
  /** Everything that the value depends on. */
  readonly key: string
  readonly schema: z.ZodType<T>
}

/** The value that was kept under the same key, else a new one, which is kept. A cache that cannot be used is done without. */
export async function cached<T>(slot: Slot<T>, make: () => Promise<T>): Promise<T> {
  const kept = await read(slot)
  if (kept) return kept.value
  const value = await make()
  await write(slot, value).catch(() => {})
  return value
}

async function read<T>({ folder, name, key, schema }: Slot<T>): Promise<{ readonly value: T } | undefined> {
  try {
    const text = await readTextIfAny(`${folder}/${name}.json`)
    const found = z.object({ key: z.literal(key), value: schema }).safeParse(JSON.parse(text ?? 'null'))
    return found.success ? { value: found.data.value } : undefined
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
