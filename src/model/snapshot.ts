import * as z from 'zod'
import { PendingChange } from './instance.ts'
import { SnapshotName } from './name.ts'

/** What was kept. `memory`: that of the guest as well, so that it goes on where it was. */
export const SnapshotKind = z.enum(['stopped', 'disks', 'memory'])
export type SnapshotKind = z.infer<typeof SnapshotKind>

/**
 * What a guest finds on disks that it gets back. `crash-consistent`: as after a power cut. `frozen`: its file systems were
 * frozen by its agent, so they are whole. `at-rest`: nothing ran. `running`: with the memory, nothing was interrupted.
 */
export const Consistency = z.enum(['at-rest', 'crash-consistent', 'frozen', 'running'])
export type Consistency = z.infer<typeof Consistency>

/** A named point in time of an instance, as the API shows it. */
export const Snapshot = z.strictObject({
  name: SnapshotName,
  instance: z.string(),
  createdAt: z.iso.datetime(),
  kind: SnapshotKind,
  consistency: Consistency,
  parent: SnapshotName.nullable().describe('the snapshot that it followed; null for the first'),
  isHere: z.boolean().describe('the instance goes on from this one'),
  pauseMs: z.number().nullable().describe('how long the guest, or its writing, stood still; null when nothing ran'),
  memoryBytes: z.int().nullable().describe('what the kept memory takes; null without'),
  leftOut: z
    .array(z.string())
    .readonly()
    .describe('writable volumes and files that it had as disks, which have no part in it'),
  changes: z
    .array(PendingChange)
    .readonly()
    .describe('keys of the spec that a restore changes: as they are, and as they were'),
  automatic: z.boolean().describe('made by the schedule of the instance, which removes it, too'),
})
export type Snapshot = z.infer<typeof Snapshot>

/** All snapshots of an instance, oldest first. */
export const SnapshotListing = z.strictObject({
  items: z.array(Snapshot).readonly(),
  here: SnapshotName.nullable().describe('the snapshot that the instance goes on from'),
})
export type SnapshotListing = z.infer<typeof SnapshotListing>

/** A wish for a snapshot. Without a name it gets one of the time. */
export const SnapshotCreate = z.strictObject({
  name: SnapshotName.optional(),
  memory: z.boolean().default(false).describe('keep the memory of the running guest, too'),
  freeze: z
    .enum(['auto', 'never', 'require'])
    .default('auto')
    .describe('auto: the agent freezes the file systems of a running guest where it can; require: fail otherwise'),
  leaveOut: z
    .boolean()
    .default(false)
    .describe('take it without the writable volumes and files, which have no part in it'),
})
export type SnapshotCreate = z.infer<typeof SnapshotCreate>
export type SnapshotCreateInput = z.input<typeof SnapshotCreate>

/** How to go back. */
export const SnapshotRestore = z.strictObject({
  force: z.boolean().default(false).describe('end the instance first when it is running'),
  memory: z.boolean().default(true).describe('go on with the kept memory where there is any; else it is stopped then'),
})
export type SnapshotRestore = z.infer<typeof SnapshotRestore>
export type SnapshotRestoreInput = z.input<typeof SnapshotRestore>
