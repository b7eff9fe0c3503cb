import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { qemuCommand } from '../../../../../src/engine/qemu/argv/command.ts'
import { newQcow2 } from '../../../../../src/disk/new-qcow2.ts'
import { keepInstance, prepareInstance } from '../../../../../src/engine/qemu/disk/prepare.ts'
import { explainCreate } from '../../../../../src/engine/qemu/explain/create.ts'
import { hostdevScripts } from '../../../../../src/engine/qemu/explain/hostdev.ts'
import { installerScripts } from '../../../../../src/engine/qemu/explain/installer.ts'
import { explainPlainly } from '../../../../../src/engine/qemu/explain/plain.ts'
import { explainStart } from '../../../../../src/engine/qemu/explain/start.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'
import type { ExplainedStep } from '../../../../../src/model/explanation.ts'
import type { CreatePlan } from '../../../../../src/plan/instance/plan-create.ts'
import { assertGolden } from '../../../../support/golden.ts'
import { imageDisk, paths, places, plans, usual } from '../argv/plans.ts'

const scripts: readonly string[] = [
  'until test -S "$0"; do sleep 0.02; done',
  ...Object.values(hostdevScripts),
  ...Object.values(installerScripts),
]

/** A step as its reason and one word a line. */
function textOf(steps: readonly ExplainedStep[]): string {
  return steps
    .map(({ reason, command, background }) => `# ${reason}\n${command.join('\n')}\n${background ? '&\n' : ''}`)
    .join('\n')
}

const told = ['q35-direct', 'cdrom-once', 'q35-uefi', 'forwards', 'hostdevs', 'isolated', 'odd-files']

describe('what a start is explained to be', () => {
  for (const guard of ['passt', 'namespace', 'none'] as const) {
    test(`before QEMU, with a network guarded by ${guard}, is as it was`, () => {
      const plan = plans['forwards'] ?? usual
      const steps = explainStart(plan, places(plan, { network: { guard, asRoot: guard !== 'namespace' } }))
      assertGolden(`explain/start-${guard}.txt`, textOf(steps.slice(0, -1)))
    })
  }

  test('with devices of the host is as it was', () => {
    const plan = plans['hostdevs'] ?? usual
    const steps = explainStart({ ...plan, nics: [] }, places(plan))
    assertGolden('explain/start-hostdevs.txt', textOf(steps.slice(0, -1)))
  })

  test('with an installer and its answers is as it was', () => {
    const plan = plans['installer-debian'] ?? usual
    const steps = explainStart({ ...plan, nics: [] }, places(plan))
    assertGolden('explain/start-installer.txt', textOf(steps.slice(0, -1)))
  })

  test('ends with the very command that is run', () => {
    for (const plan of Object.values(plans)) {
      const { file, args } = qemuCommand(plan, places(plan))
      assert.deepEqual(explainStart(plan, places(plan)).at(-1)?.command, [file, ...args])
    }
  })

  test('has every step run by a program, without a shell around what a person has named', () => {
    for (const plan of Object.values(plans)) {
      for (const { command } of explainStart(plan, places(plan))) {
        const script = command[command.indexOf('-c') + 1] ?? ''
        if (command.includes('sh')) assert.ok(scripts.includes(script), script)
      }
    }
  })
})

describe('the plain form of a start', () => {
  for (const name of [...told, 'nvme', 'e1000e', 'iommu-amd']) {
    test(`of the plan ${name} is as it was`, () => {
      const plan = plans[name] ?? usual
      const { steps, notes } = explainPlainly(plan, places(plan))
      assertGolden(`explain/plain-${name}.txt`, `${textOf(steps)}\n${notes.map((note) => `- ${note}\n`).join('')}`)
    })
  }
})

describe('what a creation is explained to be', () => {
  const base = imageDisk.source.kind === 'own' ? imageDisk.source.base : null
  const plan: CreatePlan = {
    id: usual.id,
    name: usual.name,
    arch: 'x86_64',
    disks: [
      { file: 'disk0.qcow2', sizeBytes: 20 * 2 ** 30, base },
      { file: 'disk1.qcow2', sizeBytes: 2 ** 30, base: null },
    ],
    nvram: true,
  }
  const uefi = { code: '/firmware/CODE.fd', variables: '/firmware/VARS.fd' }

  test('is as it was', () => {
    assertGolden('explain/create.txt', textOf(explainCreate(plan, paths, uefi)))
  })

  test('makes the same files when a person types it', async () => {
    await using home = await TempDir.make('explain')
    const variables = join(home.path, 'VARS.fd')
    await writeFile(variables, 'variables')
    const files = await Promise.all(
      [true, false].map((typed) => create(join(home.path, String(typed)), typed, variables)),
    )
    for (const [one, other] of (files[0] ?? []).map((file, index) => [file, files[1]?.[index]] as const)) {
      assert.deepEqual(one, other)
    }
  })

  /** What qemu-img says of the disks, and the variables. */
  async function create(state: string, typed: boolean, variables: string): Promise<readonly unknown[]> {
    const own = { state, runtime: '/run', cache: '/cache' }
    const image = join(state, 'images', base?.digest.slice('sha256:'.length) ?? '')
    await mkdir(image, { recursive: true })
    await writeFile(join(image, 'disk.qcow2'), newQcow2(10 * 2 ** 30, null))
    if (typed) {
      for (const { command } of explainCreate(plan, own, { ...uefi, variables })) {
        execFileSync(command[0] ?? '', command.slice(1), { stdio: 'ignore' })
      }
    } else {
      await prepareInstance(plan, own, { ...uefi, variables }, AbortSignal.timeout(10_000))
      await keepInstance(plan.id, own)
    }
    const folder = join(state, 'instances', plan.id)
    const disks = plan.disks.map(({ file }) => infoOf(join(folder, file), state))
    return [...disks, execFileSync('cat', [join(folder, 'nvram.fd')], { encoding: 'utf8' })]
  }

  function infoOf(path: string, state: string): unknown {
    const text = execFileSync('qemu-img', ['info', '--output=json', '-f', 'qcow2', '--', path], { encoding: 'utf8' })
    const { 'actual-size': _size, 'dirty-flag': _flag, ...rest } = JSON.parse(text.replaceAll(state, 'STATE'))
    return rest
  }
})
