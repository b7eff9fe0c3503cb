import { isArm } from '../../host/cpuinfo/extension.ts'
import { type Cpuinfo, firstOf } from '../../host/cpuinfo/fields.ts'
import { armModel, armVendor } from './arm-names.ts'

export type ProcessorName = { readonly vendor: string | null; readonly model: string | null }

/** Who made the processors and what they are, in the words of each architecture. */
export function processorName(architecture: string, cpuinfo: Cpuinfo): ProcessorName {
  if (isArm(architecture)) return armName(cpuinfo)
  if (architecture.startsWith('ppc64')) return { vendor: 'IBM', model: firstOf(cpuinfo, 'cpu') }
  if (architecture === 's390x') return s390Name(cpuinfo)
  if (architecture === 'riscv64') return riscvName(cpuinfo)
  return { vendor: firstOf(cpuinfo, 'vendor_id'), model: firstOf(cpuinfo, 'model name') }
}

/** Large and small cores of one computer are told together: "Cortex-A55 + Cortex-A76". */
function armName(cpuinfo: Cpuinfo): ProcessorName {
  const implementer = firstOf(cpuinfo, 'CPU implementer')
  if (implementer === null) return { vendor: null, model: firstOf(cpuinfo, 'model name') }
  const parts = [...new Set(cpuinfo.get('CPU part'))].map((part) => armModel(implementer, part))
  return { vendor: armVendor(implementer), model: parts.length > 0 ? parts.join(' + ') : null }
}

/** Only the type of the machine is told, such as 3931; kernels before 4.x have it in the line of each processor. */
function s390Name(cpuinfo: Cpuinfo): ProcessorName {
  const machine =
    firstOf(cpuinfo, 'machine') ?? /machine = (\w+)/.exec(firstOf(cpuinfo, 'processor 0') ?? '')?.[1] ?? null
  return { vendor: firstOf(cpuinfo, 'vendor_id'), model: machine === null ? null : `machine type ${machine}` }
}

/** The field `uarch` is "vendor,model", as the device tree has it; without one nothing but numbers is told. */
function riscvName(cpuinfo: Cpuinfo): ProcessorName {
  const [vendor, model] = (firstOf(cpuinfo, 'uarch') ?? '').split(',')
  return {
    vendor: vendor === undefined || vendor === '' ? null : vendor,
    model: model ?? firstOf(cpuinfo, 'model name'),
  }
}
