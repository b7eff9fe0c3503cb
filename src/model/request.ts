import * as z from 'zod'
import { TokenName } from './access.ts'
import { ExplanationStyle } from './explanation.ts'
import { Instance, InstanceQuery } from './instance.ts'
import { VolumeSnapshotName } from './volume-snapshot.ts'
import { ImageReference, InstanceName, OperationId, PoolName, SnapshotName, VolumeName, WarmId } from './name.ts'
import { Operation } from './operation.ts'

/** What stands in the path and after the question mark of a request. Everything there is text. */

const Flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((text) => text === 'true')

export const NoParams = z.strictObject({})
export const NoQuery = z.strictObject({})
export const InstanceParams = z.strictObject({ name: InstanceName })
export const SnapshotParams = z.strictObject({ name: InstanceName, snapshot: SnapshotName })
export const ImageParams = z.strictObject({ reference: ImageReference })
export const VolumeParams = z.strictObject({ name: VolumeName })
/** Which token. */
export const TokenParams = z.strictObject({ name: TokenName })

export const VolumeSnapshotParams = z.strictObject({ name: VolumeName, snapshot: VolumeSnapshotName })
export const PoolParams = z.strictObject({ name: PoolName })
export const WarmParams = z.strictObject({ id: WarmId })
export const OperationParams = z.strictObject({ id: OperationId })

export const InstanceField = z.keyof(Instance)
export type InstanceField = z.infer<typeof InstanceField>

export const InstanceListQuery = z.strictObject({
  ...InstanceQuery.shape,
  fields: z
    .string()
    .transform((text) => text.split(','))
    .pipe(z.array(InstanceField))
    .optional()
    .describe('keys of an instance with commas; by default all'),
})

export const InstanceDeleteQuery = z.strictObject({ force: Flag.describe('end it first when it is running') })

export const UnusedQuery = z.strictObject({ all: Flag.describe('also images that have a name and are not used') })

export const LogQuery = z.strictObject({
  which: z
    .enum(['serial', 'engine'])
    .default('serial')
    .describe('serial: what the guest wrote; engine: what QEMU said'),
  tailBytes: z.coerce
    .number()
    .int()
    .min(0)
    .max(64 << 20)
    .default(64 << 10)
    .describe('how much of what was written before, from its end'),
  follow: Flag.describe('go on with what comes'),
})

const characters = z.coerce.number().int().min(1).max(1000)

/** Size of a terminal in characters. */
export const TerminalSize = z.strictObject({ columns: characters, rows: characters })

export const ConsoleQuery = z
  .strictObject({
    line: z.enum(['serial', 'shell']).default('serial').describe('shell: the second line, with a login'),
    columns: characters.optional(),
    rows: characters.optional(),
  })
  .refine(({ columns, rows }) => (columns === undefined) === (rows === undefined), {
    error: 'give both columns and rows, or neither',
  })

/** What a viewer of a console sends as text; what is typed comes as binary. */
export const ConsoleControl = z.strictObject({ resize: TerminalSize })
export type ConsoleControl = z.infer<typeof ConsoleControl>

export const ExplainQuery = z.strictObject({
  action: z.enum(['create', 'start', 'stop', 'kill', 'pause', 'resume', 'reset', 'snapshot', 'fork', 'suspend']),
  style: ExplanationStyle,
})

export const OperationQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  state: Operation.shape.state.optional(),
})

export const EventQuery = z.strictObject({
  after: z
    .string()
    .regex(/^[a-z0-9]{8}\.\d{1,15}$/, { error: 'the id of an event' })
    .optional()
    .describe('go on after the event with this id; the header Last-Event-ID says the same'),
})
