import type { StartPlan } from '../../../plan/instance/start-plan.ts'
import { boardOf } from './board.ts'
import { jsonOption } from './option.ts'

/**
 * PCI slots of the root ports on pcie.0, eight ports to a slot: a device keeps its place when others come or go. Firmware
 * numbers the buses behind them in this order, so nics come first: a guest that calls one enp1s0 does so with any disks.
 */
const slots = { nic: 0x10, disk: 0x11, spare: 0x14, hostdev: 0x15, seed: 0x17 } as const

/** Empty ports, into which something can be plugged while the machine runs. */
const spares = 4

type Kind = keyof typeof slots

/** The empty ports by name. */
export const sparePorts: readonly string[] = Array.from({ length: spares }, (_, index) => rootPort('spare', index))

/** Where a device of a kind is plugged in; nothing on a board without root ports. */
export function behindPort(plan: Pick<StartPlan, 'machine'>, kind: Kind, index: number): { readonly bus?: string } {
  return boardOf(plan).hasRootPorts ? { bus: rootPort(kind, index) } : {}
}

function rootPort(kind: Kind, index: number): string {
  return `port-${kind}${index}`
}

/** PCI Express allows plugging only behind a root port (QEMU, docs/pcie.txt). The bus of pseries is plain PCI. */
export function rootPortArguments({ machine, disks, nics, hostdevs, seed }: StartPlan): readonly string[] {
  if (!boardOf({ machine }).hasRootPorts) return []
  const counts: readonly (readonly [Kind, number])[] = [
    ['nic', nics.filter(({ plugged }) => plugged !== true).length],
    ['disk', disks.length],
    ['spare', spares],
    ['hostdev', hostdevs.filter(({ kind }) => kind === 'pci').length],
    ['seed', seed ? 1 : 0],
  ]
  let chassis = 0
  return counts.flatMap(([kind, count]) =>
    Array.from({ length: count }, (_, index) => {
      chassis += 1
      return jsonOption('device', {
        driver: 'pcie-root-port',
        id: rootPort(kind, index),
        chassis,
        addr: `0x${(slots[kind] + Math.floor(index / 8)).toString(16)}.${index % 8}`,
        ...(index % 8 === 0 && { multifunction: true }),
      })
    }).flat(),
  )
}
