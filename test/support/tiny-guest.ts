import assert from 'node:assert/strict'
import { openImageLibrary } from '../../src/source/library.ts'
import { type Architecture, emulators } from '../../src/model/architecture.ts'
import { Fault } from '../../src/model/fault.ts'
import { findRecipe } from '../../src/model/recipe-name.ts'
import { InstanceSpec, type InstanceSpecInput } from '../../src/model/spec.ts'
import type { ImageChoice } from '../../src/plan/instance/plan-create.ts'
import { planStart } from '../../src/plan/instance/plan-start.ts'
import type { StartPlan } from '../../src/plan/instance/start-plan.ts'
import { chooseHardware } from '../../src/plan/instance/hardware.ts'
import type { QemuBench } from './qemu-bench.ts'

/** Builds `tiny` for an architecture, where the bench keeps its images. */
export async function buildTinyFor(bench: QemuBench, arch: Architecture, signal: AbortSignal): Promise<ImageChoice> {
  const library = openImageLibrary(bench.paths)
  const recipe = findRecipe(library.recipes(), 'tiny', arch)
  assert.ok(recipe)
  const build = { recipe: recipe.name, packages: [] }
  const staged = await library.build(build, `tinyof${arch.replace('_', '')}`.padEnd(16, '0'), () => {}, signal)
  await library.place(staged)
  return { digest: staged.digest, name: recipe.name, manifest: staged.manifest }
}

/** What the daemon would start for a spec on this host. */
export async function planFor(
  bench: QemuBench,
  image: ImageChoice | null,
  spec: InstanceSpecInput,
  signal: AbortSignal,
): Promise<StartPlan> {
  const { id, name, uuid } = bench.plan
  const { facts } = await bench.engine.host(signal)
  const whole = InstanceSpec.parse({ ...spec, ...(image && { image: image.name }) })
  const hardware = chooseHardware(whole, image, facts)
  if (!hardware.ok) throw hardware.refusal
  const machineType = await bench.engine.machineType(hardware.plan, signal)
  const macs = whole.nics.map((_nic, index) => `52:54:00:00:00:0${index + 1}`)
  const plan = planStart(
    { id, name, uuid, macs, arch: hardware.plan.arch, machineType, spec: whole, booted: false },
    image,
    facts,
  )
  if (!plan.ok) throw plan.refusal
  return plan.plan
}

/** Why guests of an architecture cannot be tried here; false when they can. */
export async function lackOfEmulator(
  bench: QemuBench,
  arch: Architecture,
  signal: AbortSignal,
): Promise<string | false> {
  const { facts } = await bench.engine.host(signal)
  if (facts.emulators[arch]) return false
  const { program, package: debianPackage } = emulators[arch]
  return `${program} is not installed (${debianPackage})`
}

/** Why an image cannot be built here today: its mirror is being updated. Any other reason is thrown. */
export function lackOfMirror(error: unknown): string {
  if (error instanceof Fault && error.code === 'host.mirror-updating') return error.message
  throw error
}
