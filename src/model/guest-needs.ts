import * as z from 'zod'
import type { Contradiction } from './contradiction.ts'
import type { InstanceSpec } from './spec.ts'

/** Systems that ask for more than others of their machine. */
export const GuestSystem = z.enum(['windows-10', 'windows-11'])
export type GuestSystem = z.infer<typeof GuestSystem>

/** What a guest needs besides processors, memory and disks. */
export type GuestNeeds = {
  readonly tpm: boolean
  readonly secureBoot: boolean
  /** The clock shows local time, and the processor speaks as Hyper-V does: Windows is slow without. */
  readonly windows: boolean
}

type Wish = Pick<InstanceSpec, 'os' | 'tpm' | 'secureBoot' | 'install'>

/** What the spec says, else what its system needs (Microsoft's requirements of Windows 11). */
export function needsOf({ os, tpm, secureBoot, install }: Wish): GuestNeeds {
  const is11 = os === 'windows-11'
  return {
    tpm: tpm ?? is11,
    secureBoot: secureBoot ?? is11,
    windows: os !== undefined || install?.system === 'windows',
  }
}

/** What those needs cannot be together with. */
export function* needContradictions(spec: InstanceSpec): Generator<Contradiction> {
  const { os, firmware, arch, machine } = spec
  const { tpm, secureBoot } = needsOf(spec)
  const isPc = (arch === undefined || arch === 'x86_64') && (machine === undefined || machine === 'q35')
  if (!isPc && (os !== undefined || secureBoot || tpm)) {
    yield {
      path: [os === undefined ? (tpm ? 'tpm' : 'secureBoot') : 'os'],
      message: 'only guests of x86_64 on q35 can have it',
    }
  }
  if (secureBoot && firmware !== undefined && firmware !== 'uefi') {
    yield { path: ['secureBoot'], message: `firmware ${firmware} checks no signatures; use uefi, or secureBoot: false` }
  }
}
