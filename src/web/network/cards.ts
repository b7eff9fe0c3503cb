import type { HostDeviceReport, JudgedPciDevice } from '../../model/host/device-report.ts'
import type { InstanceState } from '../../model/instance.ts'
import type { Nic } from '../../model/spec-devices.ts'
import type { InstanceRow } from '../data/read.ts'

/** A network card of an instance. */
export type GuestCard = {
  readonly instance: string
  readonly state: InstanceState
  /** Its place among those of the instance. */
  readonly index: number
  readonly nic: Nic
  readonly mac: string
}

export function cardsOf(rows: readonly InstanceRow[]): readonly GuestCard[] {
  return rows.flatMap(({ name, state, spec, macs }) =>
    spec.nics.map((nic, index) => ({ instance: name, state, index, nic, mac: macs[index] ?? '' })),
  )
}

/** A card of the host whose virtual functions guests can have. */
export type SharedCard = {
  readonly device: JudgedPciDevice
  readonly on: number
  readonly most: number
  /** Instances that have a function of it now. */
  readonly holders: readonly string[]
}

export function sharedCards(report: HostDeviceReport, rows: readonly InstanceRow[]): readonly SharedCard[] {
  return report.pci.flatMap((device) => {
    if (device.virtualFunctions === null || !device.class.startsWith('02')) return []
    const { on, most } = device.virtualFunctions
    const has = (row: InstanceRow) =>
      row.devices.some((one) => one.kind === 'pci' && one.physicalFunction === device.address)
    return [{ device, on, most, holders: rows.filter(has).map(({ name }) => name) }]
  })
}
