import * as z from 'zod'
import { hostChangeNames } from './change-name.ts'
import { PciAddress } from './device.ts'

/** A name of useradd(8). */
const UserName = z.string().regex(/^[a-z_][a-z0-9_-]{0,31}\$?$/, { error: 'a user name, as `id -un` tells it' })

/** One program to be run, as root unless said otherwise, and what is given to its standard input. */
export const HostStep = z.strictObject({
  reason: z.string(),
  command: z.array(z.string()).min(1).describe('program and arguments'),
  input: z.string().nullable().describe('what it reads; null for nothing'),
})
export type HostStep = z.infer<typeof HostStep>

export const HostChangeName = z.enum(hostChangeNames)
export type HostChangeName = z.infer<typeof HostChangeName>

/** A wish to change the host. */
export const HostChangeRequest = z.strictObject({
  name: HostChangeName,
  undo: z.boolean().default(false).describe('take it back'),
  dryRun: z.boolean().default(false).describe('only tell what would be done'),
  user: UserName.optional().describe('for whom; by default the user that the daemon runs as'),
  device: PciAddress.optional().describe('of virtual-functions and bind'),
  count: z.int().min(0).max(4096).optional().describe('how many virtual functions or huge pages'),
})
export type HostChangeRequest = z.infer<typeof HostChangeRequest>
export type HostChangeRequestInput = z.input<typeof HostChangeRequest>

/** What takes one step back. */
export const HostUndoStep = HostStep.extend({
  takesBack: z.int().describe('the step that it belongs to, from 0: it is run when that one was carried out'),
})
export type HostUndoStep = z.infer<typeof HostUndoStep>

/** What a change does, or did. */
export const HostChange = z.strictObject({
  name: HostChangeName,
  title: z.string().describe('what it is for, as a sentence'),
  state: z
    .enum(['needed', 'in-place', 'instructions', 'made'])
    .describe('instructions: only a person can do it; made: it was made just now and looked at again'),
  steps: z.array(HostStep),
  undo: z.array(HostUndoStep).describe('what takes it back, in the order in which it is run'),
  instructions: z.array(z.string()).describe('what remains for a person, line by line'),
})
export type HostChange = z.infer<typeof HostChange>

/** Where one change stands on this host. */
export const HostChangeState = z.strictObject({
  name: HostChangeName,
  title: z.string(),
  state: z.enum(['needed', 'in-place', 'instructions', 'refused']),
  reason: z.string().nullable().describe('why it is refused'),
})
export type HostChangeState = z.infer<typeof HostChangeState>

export const HostChangeStates = z.strictObject({ changes: z.array(HostChangeState) })
export type HostChangeStates = z.infer<typeof HostChangeStates>
