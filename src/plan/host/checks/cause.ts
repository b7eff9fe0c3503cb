import type { HostProcessor } from '../../../model/host/processor.ts'
import { type Mend, nothing } from '../../../model/host/judge.ts'

/** Why something does not work, and what mends it. */
export type Cause = {
  readonly found: string
  /** As sentences. */
  readonly why: string
  readonly mend: Mend
}

/** The first cause that there is; the last one always is. */
export function firstOf(...causes: readonly [...(() => Cause | undefined)[], () => Cause]): Cause {
  for (const cause of causes) {
    const found = cause()
    if (found !== undefined) return found
  }
  throw new Error('the last cause is always one')
}

/** In a container nothing of the kernel can be changed: the command is told as one for the outside. */
export function outside({ container }: Pick<HostProcessor, 'container'>, cause: Cause): Cause {
  const { fix } = cause.mend
  if (container === null || fix === null) return cause
  return { ...cause, why: fixOutside(cause.why, fix), mend: nothing }
}

export function fixOutside(why: string, fix: string): string {
  return `${why} Outside of this container: \`${fix}\`.`
}

/** Restarts into the setup of the firmware; see systemctl(1). */
export const firmwareSetup = 'sudo systemctl reboot --firmware-setup'
