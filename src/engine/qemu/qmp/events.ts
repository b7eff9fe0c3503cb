import type * as z from 'zod'
import { qmpEvents } from './schema-7.2.generated.ts'

type EventName = keyof typeof qmpEvents

/** The events that we understand, as a closed union. */
export type QmpEvent = {
  [N in EventName]: { readonly name: N; readonly data: z.infer<(typeof qmpEvents)[N]> }
}[EventName]

/** Undefined for events that mean nothing to us, and for those that are not as QEMU describes them. */
export function parseEvent(name: string, data: unknown): QmpEvent | undefined {
  if (!isKnown(name)) return undefined
  const parsed = qmpEvents[name].safeParse(data)
  return parsed.success ? ({ name, data: parsed.data } as QmpEvent) : undefined
}

function isKnown(name: string): name is EventName {
  return Object.hasOwn(qmpEvents, name)
}
