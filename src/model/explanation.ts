import * as z from 'zod'
import { InstanceCreate } from './instance.ts'

/** One step of what will be done, runnable in a shell, with its reason. */
export const ExplainedStep = z.strictObject({
  reason: z.string(),
  command: z.array(z.string()).min(1).describe('program and arguments'),
  background: z.boolean().default(false).describe('goes on while the next step runs'),
})
export type ExplainedStep = z.infer<typeof ExplainedStep>

/** What an action does, step by step. */
export const Explanation = z.strictObject({
  action: z.string(),
  instance: z.string(),
  steps: z.array(ExplainedStep),
  notes: z.array(z.string()).describe('what differs in the plain form, and why'),
})
export type Explanation = z.infer<typeof Explanation>

/** Which form commands have. */
export const ExplanationStyle = z
  .enum(['exact', 'plain'])
  .default('exact')
  .describe('plain: the short form that a textbook would use')

/** An instance that is not made yet, and that shall be explained. */
export const ExplanationCreate = z.strictObject({
  ...InstanceCreate.shape,
  start: z.boolean().default(true).describe('also what its first start runs'),
  style: ExplanationStyle,
})
export type ExplanationCreate = z.infer<typeof ExplanationCreate>
export type ExplanationCreateInput = z.input<typeof ExplanationCreate>
