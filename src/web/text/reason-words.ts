import { standingWords } from './host-hr/standing.ts'
import { diskReasons } from './reason-hr/disk.ts'
import { hostReasons } from './reason-hr/host.ts'
import { machineReasons } from './reason-hr/machine.ts'
import { type Sentences, tellerOf } from './sentences.ts'

/** Why something cannot be, as faults and endings tell. What QEMU and other programs say stays as they say it. */
export const croatianReasons: Sentences = { ...standingWords, ...machineReasons, ...diskReasons, ...hostReasons }

export const tellReason = tellerOf(croatianReasons)
