import { isX86 } from '../../host/cpuinfo/extension.ts'
import { type Cpuinfo, everyHas } from '../../host/cpuinfo/fields.ts'
import type { Extension, HostProcessor } from '../../model/host/processor.ts'

/** The second level of page tables. Only x86 tells it, and only while its extension is not switched off. */
export function nestedPagingOf(
  architecture: string,
  extension: Extension,
  cpuinfo: Cpuinfo,
): HostProcessor['nestedPaging'] {
  if (!isX86(architecture) || extension === 'none') return null
  if (extension === 'svm') return everyHas(cpuinfo, 'flags', 'npt') ? 'npt' : 'none'
  // Linux moved it to a line of its own in 5.7, and kept it among the flags.
  return everyHas(cpuinfo, 'vmx flags', 'ept') || everyHas(cpuinfo, 'flags', 'ept') ? 'ept' : 'none'
}
