import assert from 'node:assert/strict'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { newQcow2 } from '../../src/disk/new-qcow2.ts'
import { openQemuEngine } from '../../src/engine/qemu/engine.ts'
import { TempDir } from '../../src/host/temp-dir.ts'
import { emulators } from '../../src/model/architecture.ts'
import { firmwareOf } from '../../src/model/board.ts'
import type { HostFacts } from '../../src/model/host/facts.ts'
import type { PlannedInstaller } from '../../src/plan/install/plan-install.ts'
import { refuseFirmware } from '../../src/plan/instance/firmware.ts'
import type { PlannedDisk, StartPlan } from '../../src/plan/instance/start-plan.ts'
import { plans } from '../unit/engine/qemu/argv/plans.ts'

const size = 16 * 2 ** 20
const signal = AbortSignal.timeout(300_000)

/** Without what this test has no files for: a kernel, the processors of the host, and PCI devices. */
function withFilesIn(home: string, plan: StartPlan): StartPlan {
  const ownFile = (path: string) => join(home, 'files', path.slice(path.lastIndexOf('/') + 1))
  return {
    ...plan,
    ...(plan.firmware === 'direct' && { firmware: firmwareOf[plan.arch][0], kernel: null }),
    uuid: crypto.randomUUID(),
    memoryBytes: (plan.arch === 'x86_64' ? 64 : 256) * 2 ** 20,
    cdrom: plan.cdrom === null ? null : ownFile(plan.cdrom),
    installer: plan.installer ? withoutKernel(plan.installer, ownFile) : null,
    disks: plan.disks.map((disk): PlannedDisk => {
      const { source } = disk
      return source.kind === 'file' ? { ...disk, source: { ...source, path: ownFile(source.path) } } : disk
    }),
    nics: plan.nics.map((nic) => ({ ...nic, forward: [] })),
    // This host has none to give away; the one of the lab has.
    hostdevs: plan.hostdevs.filter(({ kind }) => kind === 'usb'),
  }
}

function withoutKernel(installer: PlannedInstaller, ownFile: (path: string) => string): PlannedInstaller {
  return { ...installer, boot: null, drivers: installer.drivers === null ? null : ownFile(installer.drivers) }
}

async function makeFiles(state: string, { disks, cdrom, installer }: StartPlan): Promise<void> {
  for (const { source } of disks) {
    if (source.kind === 'file')
      await writeFile(source.path, source.format === 'raw' ? new Uint8Array(size) : newQcow2(size, null))
    else if (source.kind === 'own' && source.base) {
      const folder = join(state, 'images', source.base.digest.slice('sha256:'.length))
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, source.base.file), newQcow2(size, null))
    }
  }
  for (const medium of [cdrom, installer?.drivers ?? null]) {
    if (medium !== null) await writeFile(medium, new Uint8Array(size))
  }
}

/** Why a plan cannot be tried on this host. */
function lackOf({ arch, firmware }: StartPlan, facts: HostFacts): string | undefined {
  if (!facts.emulators[arch]) return `${emulators[arch].program} is not installed`
  return refuseFirmware(firmware, arch, facts)?.message
}

describe('QEMU takes the command line of the plan', () => {
  for (const [name, pinned] of Object.entries(plans)) {
    // A memory that comes is that of a guest: snapshots are taken and restored in a test of their own.
    if (pinned.machine === 'microvm' || pinned.acceleration.kind === 'kvm' || pinned.incoming !== undefined) continue
    test(name, async (context) => {
      await using home = await TempDir.make('argv')
      const paths = { state: home.path, runtime: join(home.path, 'run'), cache: join(home.path, 'cache') }
      const plan = withFilesIn(home.path, pinned)
      await mkdir(join(home.path, 'files'))
      await makeFiles(paths.state, plan)
      const engine = openQemuEngine({ paths })
      const lacking = lackOf(plan, (await engine.host(signal)).facts)
      if (lacking !== undefined) return context.skip(lacking)
      const disks = plan.disks.flatMap(({ source }) =>
        source.kind === 'own' ? [{ file: source.file, sizeBytes: size, base: source.base }] : [],
      )
      await engine.prepare(
        { id: plan.id, name: plan.name, arch: plan.arch, disks, nvram: plan.firmware === 'uefi' },
        signal,
      )
      await engine.keep(plan.id)
      try {
        const machine = await engine.open(plan.id, plan.uuid, await engine.launch(plan, signal), signal)
        // The loader of s390x ends the machine when no disk has a system.
        if ('ended' in machine && plan.arch === 's390x') return assert.equal(machine.ended.kind, 'guest-shutdown')
        assert.ok(!('ended' in machine), JSON.stringify(machine))
        await using _machine = machine
        assert.deepEqual(await machine.status(signal), { kind: 'running' })
      } finally {
        await engine.cleanUp(plan.id, plan.uuid)
      }
    })
  }
})
