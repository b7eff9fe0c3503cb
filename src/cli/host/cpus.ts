import { hostCpuModels } from '../../sdk/host.ts'
import type { Run } from '../loaders.ts'
import { cpuModelColumns } from '../render/cpu-model-row.ts'
import { printForPrograms, printList } from '../render/print.ts'

export const run: Run<'host cpus'> = async ({ arch, features }, session) => {
  const known = await hostCpuModels(await session.wire(), { arch }, { signal: session.signal })
  if (session.format === 'json' || session.format === 'yaml') return printForPrograms(session, known)
  if (features) return printFeatures(known.features ?? [], session)
  await printList(session, known.models, {
    columns: cpuModelColumns,
    name: ({ name }) => name,
    empty: `QEMU names no CPU models for ${known.arch}.`,
  })
}

async function printFeatures(features: readonly string[], session: Parameters<Run<'host cpus'>>[1]): Promise<void> {
  await printList(session, features, {
    columns: [{ header: 'FEATURE', text: (feature) => feature }],
    name: (feature) => feature,
    empty: 'QEMU does not tell the features of this architecture.',
  })
}
