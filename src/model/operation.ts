import * as z from 'zod'
import { OperationId } from './name.ts'

/** What takes longer than a request. */
export const OperationKind = z.enum([
  'image.build',
  'image.import',
  'image.pull',
  'image.warm',
  'instance.create',
  'instance.install',
  'instance.start',
  'instance.stop',
  'instance.kill',
  'instance.restart',
  'instance.pause',
  'instance.resume',
  'instance.suspend',
  'instance.reset',
  'instance.fork',
  'instance.delete',
  'volume.create',
  'volume.clone',
  'volume.import',
  'volume.resize',
  'volume.convert',
  'volume.compact',
  'volume.rebase',
  'volume.commit',
  'volume.snapshot',
  'volume.restore',
  'volume.forget',
  'volume.unlock',
  'volume.rekey',
  'volume.check',
  'volume.export',
  'volume.attach',
  'volume.detach',
  'volume.limit',
  'snapshot.create',
  'snapshot.restore',
  'snapshot.delete',
])
export type OperationKind = z.infer<typeof OperationKind>

/** RFC 9457 problem; `code` is the fault code, see docs/fault/. */
export const Problem = z.object({
  type: z.string(),
  title: z.string().describe('what happened and why'),
  status: z.int(),
  code: z.string(),
  hint: z.string().optional().describe('what to do'),
  details: z.record(z.string(), z.unknown()).default({}),
})
export type Problem = z.infer<typeof Problem>

/** How far it has come, in its own unit; total is null while it is unknown. */
export const ProgressReport = z.strictObject({
  done: z.number(),
  total: z.number().nullable(),
  unit: z.enum(['bytes', 'percent', 'items']),
})

/** Long work with a record, progress and an end. */
export const Operation = z.strictObject({
  id: OperationId,
  kind: OperationKind,
  target: z.string().describe('name of the instance, image or volume; instance@snapshot'),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  phase: z.string().describe('what it is doing now, in words'),
  progress: ProgressReport.nullable(),
  notes: z.array(z.string()).describe('what the person should know, such as a forced stop'),
  cancellable: z.boolean(),
  createdAt: z.iso.datetime(),
  endedAt: z.iso.datetime().nullable(),
  result: z.record(z.string(), z.unknown()).nullable(),
  problem: Problem.nullable(),
})
export type Operation = z.infer<typeof Operation>
