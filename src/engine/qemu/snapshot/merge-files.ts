import type { DiskLayer } from '../../../disk/layer.ts'
import { qemuImg } from '../../../disk/qemu-img.ts'
import { renameBase } from '../../../disk/rebase.ts'
import { sizeOf } from '../../../host/files.ts'
import { imageFolder, instanceFolder, type Paths } from '../../../host/paths.ts'
import type { Report } from '../../../kit/report.ts'
import type { MergePart, MergePlan } from '../../../plan/snapshot/layer-plan.ts'
import { requireSpace } from '../disk/host-fault.ts'
import { formatOf } from '../argv/frozen-layer.ts'
import { virtualSize } from './layer-files.ts'

/** A qcow2 file is never larger than its disk, its tables, and something for what is being changed. */
const tablesBytes = 2 ** 30

/**
 * Writes the upper file of each part down into the lower one, which nothing runs on; the upper one stays as it is. Both
 * together read the same at every moment, so it may break off anywhere and be done again. Throws host.disk-full.
 */
export async function mergeFiles(plan: MergePlan, paths: Paths, report: Report, signal: AbortSignal): Promise<void> {
  const folder = instanceFolder(paths, plan.id)
  const sizes = await Promise.all(plan.parts.map(async ({ upper }) => (await sizeOf(`${folder}/${upper}`)) ?? 0))
  await requireSpace(
    folder,
    sizes.reduce((sum, size) => sum + size, 0),
  )
  for (const [index, part] of plan.parts.entries()) {
    const tell = (percent: number) =>
      report('merging', { done: (index * 100 + percent) / plan.parts.length, total: 100, unit: 'percent' })
    await mergePart(part, folder, imageLayer(part, paths), { signal, tell })
  }
}

async function mergePart(
  part: MergePart,
  folder: string,
  image: DiskLayer | undefined,
  job: { readonly signal: AbortSignal; readonly tell: (percent: number) => void },
): Promise<void> {
  const diskBytes = await virtualSize(`${folder}/${part.upper}`)
  const limits = { diskBytes, mostBytesWritten: Math.ceil(diskBytes * 1.1) + tablesBytes }
  const layer: DiskLayer = {
    path: `${folder}/${part.upper}`,
    format: formatOf(part.upper),
    backing: stacked(folder, [part.lower, ...part.under], image),
  }
  // Without -d it would empty the upper one, which a crash before the record would miss.
  await qemuImg({ verb: 'commit', options: ['-d', '-p'], disks: [layer], limits }, job)
  for (const file of part.above) {
    const base = { name: part.lower, format: formatOf(part.lower) }
    await renameBase({ path: `${folder}/${file}`, format: 'qcow2' }, base, { signal: job.signal })
  }
}

function imageLayer({ image }: MergePart, paths: Paths): DiskLayer | undefined {
  return image ? { path: `${imageFolder(paths, image.digest)}/${image.file}`, format: image.format } : undefined
}

/** All the way down: over nothing, zeros that are written would become holes, and what is below would show through. */
function stacked(folder: string, files: readonly string[], image: DiskLayer | undefined): DiskLayer | undefined {
  const [file, ...below] = files
  if (file === undefined) return image
  const layer = { path: `${folder}/${file}`, format: formatOf(file) }
  return { ...layer, backing: stacked(folder, below, image) }
}
