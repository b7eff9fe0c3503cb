import type { ExplainedStep } from '../../../model/explanation.ts'
import { seedFile, seedFolder, seedVolume } from '../seed/write-seed.ts'

/** How the medium for cloud-init is made of its files. It is written by us; genisoimage makes one with the same files. */
export function seedStep(own: string): ExplainedStep {
  const target = ['-output', seedFile(own), seedFolder(own)]
  const command = ['genisoimage', '-quiet', '-volid', seedVolume, '-joliet', '-rock', ...target]
  return { reason: 'the medium that cloud-init reads, of the files beside it', command, background: false }
}
