import { placeDurably } from '../../../host/durable-file.ts'
import { makeFolder, writeWhole } from '../../../host/files.ts'
import { hashBytes } from '../../../host/hash-file.ts'
import type { Seed } from '../../../plan/instance/plan-seed.ts'
import { isoImage } from './iso9660.ts'

/** By this name cloud-init knows the medium (NoCloud). */
export const seedVolume = 'cidata'

/** The medium, and the folder with the files that it is made of; both in the folder of an instance. */
export const seedFile = (own: string): string => `${own}/seed.iso`
export const seedFolder = (own: string): string => `${own}/seed`

/** Writes the medium anew from what the spec says now; a guest that has it open keeps the one before. */
export async function writeSeed(own: string, seed: Seed): Promise<void> {
  const texts = seedTexts(seed)
  await makeFolder(seedFolder(own))
  for (const [name, text] of texts) await writeWhole(`${seedFolder(own)}/${name}`, text)
  const encoder = new TextEncoder()
  const image = isoImage(
    seedVolume,
    texts.map(([name, text]) => ({ name, content: encoder.encode(text) })),
  )
  await writeWhole(`${own}/.seed.iso`, image)
  await placeDurably(`${own}/.seed.iso`, seedFile(own))
}

function seedTexts(seed: Seed): readonly (readonly [name: string, text: string])[] {
  const { userData, networkConfig, hostName, uuid } = seed
  // With another id cloud-init sets the guest up again, which is wanted when something else is asked for.
  const version = hashBytes(userData + networkConfig).slice(0, 12)
  const metaData = { 'instance-id': `${uuid}-${version}`, 'local-hostname': hostName }
  return [
    ['meta-data', `${JSON.stringify(metaData)}\n`],
    ['network-config', networkConfig],
    ['user-data', userData],
  ]
}
