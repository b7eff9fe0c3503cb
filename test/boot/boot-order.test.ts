import assert from 'node:assert/strict'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { openQemuEngine } from '../../src/engine/qemu/engine.ts'
import type { Paths } from '../../src/host/paths.ts'
import { TempDir } from '../../src/host/temp-dir.ts'
import type { PlannedDisk, StartPlan } from '../../src/plan/instance/start-plan.ts'
import { bootDisk, bootMedium } from '../support/boot-media.ts'
import { efiDisk, efiMedium } from '../support/efi-media.ts'
import { smallPlan } from '../support/start-plan.ts'
import { untilFound } from '../support/until.ts'

const signal = AbortSignal.timeout(120_000)

/** What the disk and the medium say when they are booted; no firmware says such a byte. */
const [disk, medium] = ['\u00d0', '\u00c7']
const onceFromMedium = { bootOrder: ['cdrom', 'disk'], bootOrderAfterReset: ['disk', 'cdrom'] } as const

type Media = { readonly disk: Uint8Array; readonly medium: Uint8Array }
const biosMedia: Media = { disk: bootDisk(disk), medium: bootMedium(medium) }

/** Boots a machine with such a disk and such a medium; gives what it says after its start and after each of two resets. */
async function bootThreeTimes(
  media: Media,
  own: Partial<StartPlan>,
  controller: Pick<PlannedDisk, 'bus' | 'virtualFunctions'> = { bus: 'virtio', virtualFunctions: 0 },
): Promise<readonly string[]> {
  await using home = await TempDir.make('boot-order')
  const paths = pathsIn(home.path)
  const [path, cdrom] = [join(home.path, 'disk, "one".raw'), join(home.path, "it's a medium.iso")]
  await writeFile(path, media.disk)
  await writeFile(cdrom, media.medium)
  const disks = [{ source: { kind: 'file', path, format: 'raw' }, readOnly: false, ...controller }] as const
  const plan = smallPlan({ cdrom, disks, ...own })

  const engine = openQemuEngine({ paths })
  await engine.prepare(
    { id: plan.id, name: plan.name, arch: plan.arch, disks: [], nvram: plan.firmware === 'uefi' },
    signal,
  )
  await engine.keep(plan.id)
  try {
    const machine = await engine.open(plan.id, plan.uuid, await engine.launch(plan, signal), signal)
    assert.ok(!('ended' in machine))
    await using _machine = machine
    const said: string[] = [await wordOf(paths.state, plan.id, 1)]
    for (const boot of [2, 3]) {
      await machine.reset(signal)
      said.push(await wordOf(paths.state, plan.id, boot))
    }
    return said
  } finally {
    await engine.cleanUp(plan.id, plan.uuid)
  }
}

function pathsIn(home: string): Paths {
  return { state: home, runtime: join(home, 'run'), cache: join(home, 'cache') }
}

/** What was said at the `count`th boot, without what the firmware says. */
async function wordOf(state: string, id: string, count: number): Promise<string> {
  return await untilFound(60_000, async () => {
    const log = await readFile(join(state, 'instances', id, 'serial.log'), 'latin1').catch(() => '')
    return log.match(/[\u00c7\u00d0]/g)?.[count - 1]
  })
}

test('boot.once boots from the medium the first time, and from the disk after every reset', async () => {
  assert.deepEqual(await bootThreeTimes(biosMedia, onceFromMedium), [medium, disk, disk])
})

const withUefi = { ...onceFromMedium, firmware: 'uefi', memoryBytes: 128 * 2 ** 20 } as const

function efiMedia(folder: string, arch?: 'aarch64'): Media {
  return { disk: efiDisk(folder, disk.charCodeAt(0), arch), medium: efiMedium(folder, medium.charCodeAt(0), arch) }
}

test('boot.once does so with UEFI, too', async () => {
  await using folder = await TempDir.make('efi')
  assert.deepEqual(await bootThreeTimes(efiMedia(folder.path), withUefi), [medium, disk, disk])
})

test('boot.once does so with the UEFI of ARM, whose medium is on SCSI', async (context) => {
  await using folder = await TempDir.make('efi')
  const { facts } = await openQemuEngine({ paths: pathsIn(folder.path) }).host(signal)
  const isLacking = !facts.emulators.aarch64 || !facts.firmware.uefi.includes('aarch64')
  if (isLacking) return context.skip('qemu-system-arm or qemu-efi-aarch64 is not installed')
  const board = { arch: 'aarch64', machine: 'virt', machineType: 'virt-7.2' } as const
  const cpus = { count: 1, model: 'cortex-a72', features: [], enforce: false }
  const own = { ...withUefi, ...board, cpus }
  assert.deepEqual(await bootThreeTimes(efiMedia(folder.path, 'aarch64'), own), [medium, disk, disk])
})

test('an NVMe disk has its place in the order, with BIOS and with UEFI', async () => {
  await using folder = await TempDir.make('efi')
  const nvme = { bus: 'nvme', virtualFunctions: 0 } as const
  assert.deepEqual(await bootThreeTimes(biosMedia, onceFromMedium, nvme), [medium, disk, disk])
  assert.deepEqual(await bootThreeTimes(efiMedia(folder.path), withUefi, nvme), [medium, disk, disk])
})

test('a disk that can be split is passed over', async () => {
  const own = { bootOrder: ['disk', 'cdrom'], bootOrderAfterReset: ['disk', 'cdrom'] } as const
  const said = await bootThreeTimes(biosMedia, own, { bus: 'nvme', virtualFunctions: 4 })
  assert.deepEqual(said, [medium, medium, medium])
})

test('firmware finds its disk behind an IOMMU', async () => {
  await using folder = await TempDir.make('efi')
  const order = { bootOrder: ['disk'], bootOrderAfterReset: ['disk'], iommu: 'intel' } as const
  assert.deepEqual(await bootThreeTimes(biosMedia, order), [disk, disk, disk])
  assert.deepEqual(await bootThreeTimes(efiMedia(folder.path), { ...withUefi, ...order }), [disk, disk, disk])
})

test('boot.order holds for every boot', async () => {
  const order = ['cdrom', 'disk'] as const
  const said = await bootThreeTimes(biosMedia, { bootOrder: order, bootOrderAfterReset: order })
  assert.deepEqual(said, [medium, medium, medium])
})

test('what boot.order does not name is not booted from', async () => {
  const said = await bootThreeTimes(biosMedia, { bootOrder: ['disk'], bootOrderAfterReset: ['disk'] })
  assert.deepEqual(said, [disk, disk, disk])
})
