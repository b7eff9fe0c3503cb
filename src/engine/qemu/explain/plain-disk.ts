import type { PlannedDisk, StartPlan } from '../../../plan/instance/start-plan.ts'
import { nvmeSerial, nvmeShares } from '../argv/nvme.ts'
import { escapeComma } from '../argv/option.ts'
import type { Places } from '../argv/places.ts'

/** A disk as a textbook writes it. */
export function plainDisk(plan: StartPlan, disk: PlannedDisk, index: number, places: Places): readonly string[] {
  if (disk.bus === 'virtio') return ['-drive', `${drive(disk, places)},if=virtio`]
  const name = `disk${index}`
  const serial = `serial=${nvmeSerial(plan, index)}`
  const image = ['-drive', `${drive(disk, places)},if=none,id=${name}`]
  if (disk.virtualFunctions === 0) return [...image, '-device', `nvme,${serial},drive=${name}`]
  const shares = Object.entries(nvmeShares(disk.virtualFunctions)).map(([key, value]) => `,${key}=${value}`)
  const devices = [
    `nvme-subsys,id=subsystem${index}`,
    `nvme,id=nvme${index},${serial},subsys=subsystem${index}${shares.join('')}`,
    `nvme-ns,drive=${name},bus=nvme${index}`,
  ]
  return [...image, ...devices.flatMap((device) => ['-device', device])]
}

function drive({ source, readOnly }: PlannedDisk, { own }: Places): string {
  const { path, format } = fileOf(source, own)
  return `file=${escapeComma(path)},format=${format}${readOnly ? ',readonly=on' : ''}`
}

/** Of a volume the top file: what it stands on is named in its header. */
function fileOf(source: PlannedDisk['source'], own: string): { readonly path: string; readonly format: string } {
  if (source.kind === 'own') return { path: `${own}/${source.file}`, format: 'qcow2' }
  return source.kind === 'file' ? source : (source.layers[0] ?? { path: '', format: 'raw' })
}
