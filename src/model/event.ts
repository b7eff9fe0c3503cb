import * as z from 'zod'

/** What can happen. */
export const EventKind = z.enum([
  'instance.created',
  'instance.changed',
  'instance.state',
  'instance.parked',
  'instance.woken',
  'instance.renamed',
  'instance.deleted',
  'snapshot.created',
  'snapshot.restored',
  'snapshot.deleted',
  'image.created',
  'image.warmed',
  'image.cooled',
  'image.deleted',
  'volume.created',
  'volume.changed',
  'volume.renamed',
  'volume.deleted',
  'pool.created',
  'pool.deleted',
  'token.created',
  'token.deleted',
  'operation.changed',
  'host.changed',
  'daemon.started',
  'resync',
])

/** One thing that happened. `resync` says that events were dropped: read everything again. */
export const Event = z.strictObject({
  sequence: z.int().nonnegative(),
  at: z.iso.datetime(),
  kind: EventKind,
  subject: z
    .string()
    .describe('name of the instance, image, volume, pool, token or change of the host, id of the operation'),
  details: z.record(z.string(), z.unknown()),
})
export type Event = z.infer<typeof Event>
export type EventKind = z.infer<typeof EventKind>
