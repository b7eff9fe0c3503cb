import * as z from 'zod'
import { cached } from '../../../host/cached.ts'
import { thisComputer } from '../../../host/computer.ts'
import { fileStamp } from '../../../host/file-stamp.ts'
import { findProgram } from '../../../host/find-program.ts'
import { bootId } from '../../../host/process.ts'
import { run } from '../../../host/run.ts'
import { type Architecture, emulators } from '../../../model/architecture.ts'
import { Fault } from '../../../model/fault.ts'
import { CpuModels } from '../../../model/host/cpu-model.ts'
import { parseCpuFlags, parseCpuHelp } from './cpu-help.ts'

type Accelerator = 'kvm' | 'tcg'

/**
 * The CPU models and features that QEMU knows for an architecture, and what this host lacks for each. Asked once for each
 * binary; for KVM also once for each boot, since it depends on the processors. Throws host.tool-missing.
 */
export async function readCpuModels(
  arch: Architecture,
  accelerator: Accelerator,
  cacheFolder: string,
  signal: AbortSignal,
): Promise<CpuModels> {
  const { program, package: debianPackage } = emulators[arch]
  const path = await findProgram(program)
  if (path === undefined) throw new Fault('host.tool-missing', { tool: program, package: debianPackage })
  const host = accelerator === 'kvm' ? `${thisComputer().kernel} ${bootId()}` : ''
  const key = `${path} ${await fileStamp(path)} ${host}`
  const accept = (kept: unknown) => CpuModels.safeParse(kept).data
  const slot = { folder: cacheFolder, name: `cpu-models-${arch}-${accelerator}`, key, accept }
  return await cached(slot, () => ask(path, arch, accelerator, signal))
}

async function ask(
  program: string,
  arch: Architecture,
  accelerator: Accelerator,
  signal: AbortSignal,
): Promise<CpuModels> {
  const options = { signal, timeoutMs: 10_000 }
  const [help, answers] = await Promise.all([
    run(program, ['-cpu', 'help'], options),
    run(program, [...bare, `none,accel=${accelerator}`], { ...options, input: questions }),
  ])
  const { lacking, properties } = readAnswers(answers.stdout)
  const models = parseCpuHelp(help.stdout).map(({ name, note }) => ({ name, note, lacking: lacking.get(name) ?? null }))
  const features = new Set([...parseCpuFlags(help.stdout), ...properties])
  return { arch, accelerator, models, features: features.size === 0 ? null : [...features].toSorted() }
}

/** A QEMU without a machine, that answers on its standard output and ends. */
const bare = ['-nodefaults', '-no-user-config', '-display', 'none', '-qmp', 'stdio', '-machine']

const questions = [
  { execute: 'qmp_capabilities' },
  { execute: 'query-cpu-definitions', id: 'models' },
  { execute: 'query-cpu-model-expansion', id: 'max', arguments: { type: 'full', model: { name: 'max' } } },
  { execute: 'quit' },
]
  .map((question) => JSON.stringify(question))
  .join('\n')

const Models = z.object({
  id: z.literal('models'),
  return: z.array(z.object({ name: z.string(), 'unavailable-features': z.array(z.string()).optional() })),
})
const Max = z.object({
  id: z.literal('max'),
  return: z.object({ model: z.object({ props: z.record(z.string(), z.unknown()) }) }),
})

type Answers = {
  readonly lacking: ReadonlyMap<string, string[]>
  readonly properties: readonly string[]
}

/** Not every QEMU knows both questions; what it does not answer stays empty. */
export function readAnswers(text: string): Answers {
  const answers = text.split('\n').flatMap(parsed)
  const models = answers.map((answer) => Models.safeParse(answer).data).find((found) => found !== undefined)
  const max = answers.map((answer) => Max.safeParse(answer).data).find((found) => found !== undefined)
  const known = models?.return.flatMap(({ name, 'unavailable-features': lacking }) =>
    lacking === undefined ? [] : [[name, lacking] as const],
  )
  const properties = Object.entries(max?.return.model.props ?? {})
    .filter(([name, value]) => typeof value === 'boolean' && !isMachinery(name))
    .map(([name]) => name)
  return { lacking: new Map(known), properties }
}

function parsed(line: string): readonly unknown[] {
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}

/** Switches of QEMU itself, and second names of features. */
function isMachinery(name: string): boolean {
  return name.startsWith('x-') || name.includes('_') || machinery.has(name)
}

const machinery: ReadonlySet<string> = new Set(['check', 'enforce', 'realized', 'start-powered-off'])
