import * as z from 'zod'

/** Everything that QEMU may say on a monitor (QEMU, docs/interop/qmp-spec). */
const QmpMessage = z.union([
  z
    .object({ id: z.int(), return: z.unknown() })
    .transform((m) => ({ kind: 'reply' as const, id: m.id, value: m.return })),
  z
    .object({ id: z.int(), error: z.object({ class: z.string(), desc: z.string() }) })
    .transform((m) => ({ kind: 'error' as const, id: m.id, ...m.error })),
  z
    .object({ event: z.string(), data: z.record(z.string(), z.unknown()).default({}) })
    .transform((m) => ({ kind: 'event' as const, name: m.event, data: m.data })),
  z.object({ QMP: z.object({ version: z.unknown() }) }).transform(() => ({ kind: 'greeting' as const })),
])
export type QmpMessage = z.infer<typeof QmpMessage>

/** Undefined for what is no QMP message. */
export function parseMessage(line: string): QmpMessage | undefined {
  try {
    return QmpMessage.safeParse(JSON.parse(line)).data
  } catch {
    return undefined
  }
}
