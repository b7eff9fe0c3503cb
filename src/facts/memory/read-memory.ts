import { listKernelFolder, readKernelText } from '../../host/kernel-files.ts'
import { pageBytes } from '../../host/page-bytes.ts'
import type { HostMemory } from '../../model/host/memory.ts'
import { readNumber } from '../read-number.ts'
import { parseMeminfo } from '../../host/meminfo.ts'

/** The memory of the host below `root`; an empty root is this host. */
export function readMemory(root: string): HostMemory {
  return {
    ...parseMeminfo(readKernelText(`${root}/proc/meminfo`) ?? ''),
    hugePages: readHugePages(root),
    transparentHugePages: readTransparentHugePages(root),
    ...readKsm(root),
    numaNodes: readNumaNodes(root),
    overcommit: readOvercommit(root),
  }
}

/** Each size that the processors know, smallest first (Documentation/admin-guide/mm/hugetlbpage.rst). */
function readHugePages(root: string): HostMemory['hugePages'] {
  const folder = `${root}/sys/kernel/mm/hugepages`
  const found = listKernelFolder(folder).flatMap((name) => {
    const kibibytes = /^hugepages-(\d{1,12})kB$/.exec(name)?.[1]
    if (kibibytes === undefined) return []
    const [total, free] = ['nr_hugepages', 'free_hugepages'].map((file) => readNumber(`${folder}/${name}/${file}`) ?? 0)
    return [{ sizeBytes: Number(kibibytes) * 1024, total: total ?? 0, free: free ?? 0 }]
  })
  return found.toSorted((a, b) => a.sizeBytes - b.sizeBytes)
}

/** The word in brackets of "always [madvise] never" (Documentation/admin-guide/mm/transhuge.rst). */
function readTransparentHugePages(root: string): HostMemory['transparentHugePages'] {
  const chosen = /\[(\w+)\]/.exec(readKernelText(`${root}/sys/kernel/mm/transparent_hugepage/enabled`) ?? '')?.[1]
  return chosen === 'always' || chosen === 'madvise' || chosen === 'never' ? chosen : null
}

/** `pages_sharing` is how many more places share the pages than there are pages: what is saved (…/mm/ksm.rst). */
function readKsm(root: string): Pick<HostMemory, 'ksm' | 'ksmSharedBytes'> {
  const folder = `${root}/sys/kernel/mm/ksm`
  const run = readKernelText(`${folder}/run`)
  const saved = readNumber(`${folder}/pages_sharing`) ?? 0
  const ksmSharedBytes = saved === 0 ? 0 : Math.min(saved * pageBytes(), Number.MAX_SAFE_INTEGER)
  if (run === null) return { ksm: 'absent', ksmSharedBytes }
  return { ksm: run === '1' ? 'running' : 'stopped', ksmSharedBytes }
}

/** A kernel without NUMA does not tell nodes: all memory is equally near. */
function readNumaNodes(root: string): number {
  const nodes = listKernelFolder(`${root}/sys/devices/system/node`).filter((name) => /^node\d+$/.test(name))
  return Math.max(1, nodes.length)
}

/** vm.overcommit_memory (Documentation/mm/overcommit-accounting.rst). */
function readOvercommit(root: string): HostMemory['overcommit'] {
  const policy = readNumber(`${root}/proc/sys/vm/overcommit_memory`)
  if (policy === 1) return 'always'
  return policy === 2 ? 'never' : 'heuristic'
}
