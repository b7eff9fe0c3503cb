import { byHandWords } from './host-hr/by-hand.ts'
import { changeWords } from './host-hr/change.ts'
import { deviceWords } from './host-hr/devices.ts'
import { imageWords } from './host-hr/images.ts'
import { iommuWords } from './host-hr/iommu.ts'
import { kernelWords } from './host-hr/kernel.ts'
import { kvmTriedWords } from './host-hr/kvm-tried.ts'
import { kvmWords } from './host-hr/kvm.ts'
import { memoryWords } from './host-hr/memory.ts'
import { outerWords } from './host-hr/outer.ts'
import { processorWords } from './host-hr/processor.ts'
import { standingWords } from './host-hr/standing.ts'
import { toolWords } from './host-hr/tools.ts'
import { type Sentences, tellerOf } from './sentences.ts'

/** What the daemon says of the host, and why instances and warm images stand as they do. */
export const croatianHost: Sentences = {
  ...processorWords,
  ...outerWords,
  ...kernelWords,
  ...kvmWords,
  ...kvmTriedWords,
  ...iommuWords,
  ...deviceWords,
  ...memoryWords,
  ...toolWords,
  ...imageWords,
  ...changeWords,
  ...byHandWords,
  ...standingWords,
}

export const tell = tellerOf(croatianHost)
