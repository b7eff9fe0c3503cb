import { openImageLibrary } from '../../src/source/library.ts'
import type { Paths } from '../../src/host/paths.ts'
import type { StartPlan } from '../../src/plan/instance/start-plan.ts'

/** Builds the image `tiny` into these folders; gives what a plan needs to boot it. */
export async function buildTiny(
  paths: Paths,
  signal: AbortSignal,
): Promise<Record<'q35' | 'microvm', NonNullable<StartPlan['kernel']>>> {
  const library = openImageLibrary(paths)
  const staged = await library.build({ recipe: 'tiny', packages: [] }, 'testoperation000', () => {}, signal)
  await library.place(staged)
  const { digest, manifest } = staged
  const file = (wanted: string) => {
    const found = manifest.files.find(({ role }) => role === wanted)
    if (!found) throw new Error(`tiny has no ${wanted}`)
    return found
  }
  const common = { digest, initrd: file('initrd'), arguments: manifest.kernelArguments }
  return { q35: { ...common, kernel: file('kernel') }, microvm: { ...common, kernel: file('bzimage') } }
}
