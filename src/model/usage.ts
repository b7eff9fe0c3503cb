import * as z from 'zod'
import { InstanceName } from './name.ts'

const rate = z.number().nonnegative()

/** What an instance used of the host, on average since the sample before. */
export const UsageSample = z.strictObject({
  at: z.iso.datetime(),
  cpuPercent: rate.describe('of one processor of the host: 200 is two of them, busy all the time'),
  memoryBytes: z.int().nonnegative().describe('memory of the host that its process holds'),
  diskReadBytesPerSecond: rate,
  diskWriteBytesPerSecond: rate,
  netReceivedBytesPerSecond: rate.nullable().describe('as the guest counts it; null without a guest agent'),
  netSentBytesPerSecond: rate.nullable(),
})
export type UsageSample = z.infer<typeof UsageSample>

/** The newest sample of each instance that runs. */
export const UsageListing = z.strictObject({
  items: z.array(z.strictObject({ name: InstanceName, ...UsageSample.shape })).readonly(),
})
export type UsageListing = z.infer<typeof UsageListing>

/** Samples of one instance, oldest first. */
export const UsageHistory = z.strictObject({ items: z.array(UsageSample).readonly() })
export type UsageHistory = z.infer<typeof UsageHistory>

const weekSeconds = 7 * 86_400

export const UsageQuery = z.strictObject({
  span: z.coerce
    .number()
    .int()
    .min(10)
    .max(weekSeconds)
    .default(600)
    .describe('how far back, in seconds; the farther, the longer the time that one sample stands for'),
})
