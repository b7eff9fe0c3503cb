import * as z from 'zod'
import { HostChangeName } from './change.ts'
import { HostFacts } from './facts.ts'
import { HostInventory } from './inventory.ts'

/** The parts in which the host is told, in this order. */
export const HostSection = z.enum([
  'processor',
  'kernel',
  'kvm',
  'iommu',
  'devices',
  'memory',
  'isolation',
  'tools',
  'network',
  'images',
])
export type HostSection = z.infer<typeof HostSection>

/** One thing about the host, what it means, and where it is "no" the cause and the fix. */
export const HostCheck = z.strictObject({
  section: HostSection,
  name: z.string(),
  verdict: z
    .enum(['ok', 'note', 'warning', 'missing'])
    .describe('note: neither good nor bad; missing: stroj cannot do its main job without it'),
  found: z.string(),
  meaning: z.string(),
  fix: z.string().nullable().describe('the exact command, or null when there is nothing to mend'),
  change: HostChangeName.nullable().describe('what `stroj host fix` calls it, where stroj can mend it itself'),
})
export type HostCheck = z.infer<typeof HostCheck>

/** Everything about the host: what plans go by, what was found, and what a person should know of it. */
export const HostReport = z.strictObject({
  facts: HostFacts,
  inventory: HostInventory,
  checks: z.array(HostCheck).describe('section by section'),
})
export type HostReport = z.infer<typeof HostReport>
