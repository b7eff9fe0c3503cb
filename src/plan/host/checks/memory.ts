import { formatBytes } from '../../../kit/bytes.ts'
import type { HostMemory } from '../../../model/host/memory.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { judgeOf } from '../../../model/host/judge.ts'
import { counted } from './counted.ts'

const { ok, note, warning } = judgeOf('memory')

/** What an instance of the usual size asks for. */
const usualBytes = 2 ** 30

/** How much memory there is for instances, and what the kernel does to make it go further. */
export function memoryChecks(memory: HostMemory): readonly HostCheck[] {
  return [
    available(memory),
    swap(memory),
    overcommit(memory),
    ...reserved(memory),
    ...transparent(memory),
    merging(memory),
    nodes(memory),
  ]
}

function available({ totalBytes, availableBytes }: HostMemory): HostCheck {
  const free = availableBytes ?? totalBytes
  const found = `${formatBytes(free)} available of ${formatBytes(totalBytes)}`
  if (free >= usualBytes) return ok('memory', found, 'Enough for an instance of the usual size (1GiB).')
  const meaning = 'An instance of the usual size (1GiB) would make this host swap; give it less.'
  return warning('memory', found, meaning)
}

function swap({ swapBytes }: HostMemory): HostCheck {
  if (swapBytes > 0) return ok('swap', formatBytes(swapBytes), 'Memory that guests do not touch can be written out.')
  return note('swap', 'none', 'When memory runs out, the kernel ends a process, which may be an instance.')
}

function overcommit({ overcommit }: HostMemory): HostCheck {
  const name = 'overcommit'
  switch (overcommit) {
    case 'heuristic':
      return ok(name, 'within reason', 'Instances may be promised more than is there; only what they touch is taken.')
    case 'always':
      return note(name, 'always', 'Every start succeeds; when memory runs out, the kernel ends a process.')
    case 'never': {
      const meaning = 'The whole memory of an instance is counted at its start, so fewer of them fit.'
      return note(name, 'never', meaning, { fix: 'sudo sysctl vm.overcommit_memory=0', change: null })
    }
  }
}

function reserved({ hugePages }: HostMemory): readonly HostCheck[] {
  if (hugePages.length === 0) return []
  const name = 'huge pages'
  const some = hugePages.filter(({ total }) => total > 0)
  if (some.length === 0) {
    const sizes = hugePages.map(({ sizeBytes }) => formatBytes(sizeBytes)).join(', ')
    return [note(name, `none reserved (${sizes} possible)`, 'Reserved ones are kept from everything else.')]
  }
  const found = some.map((page) => `${page.free} of ${page.total} free of ${formatBytes(page.sizeBytes)}`).join(', ')
  const bytes = some.reduce((sum, { total, sizeBytes }) => sum + total * sizeBytes, 0)
  return [ok(name, found, `${formatBytes(bytes)} are kept for programs that ask for them.`)]
}

function transparent({ transparentHugePages }: HostMemory): readonly HostCheck[] {
  const name = 'large pages'
  if (transparentHugePages === null) return []
  const meaning = 'QEMU asks for them for the memory of guests, which makes them faster.'
  if (transparentHugePages !== 'never') return [ok(name, `on (${transparentHugePages})`, meaning)]
  const fix = 'echo madvise | sudo tee /sys/kernel/mm/transparent_hugepage/enabled'
  return [note(name, 'off', meaning, { fix, change: null })]
}

function merging({ ksm, ksmSharedBytes }: HostMemory): HostCheck {
  const name = 'merging (KSM)'
  if (ksm === 'absent') return note(name, 'absent', 'This kernel cannot keep equal pages of guests once.')
  if (ksm === 'running')
    return ok(name, `on, saves ${formatBytes(ksmSharedBytes)}`, 'Equal pages of guests are kept once.')
  const meaning =
    'Equal pages of guests could be kept once: less memory for some work of the processor, and guests can tell by the clock what others have in theirs.'
  return note(name, 'off', meaning, { fix: 'echo 1 | sudo tee /sys/kernel/mm/ksm/run', change: 'ksm' })
}

function nodes({ numaNodes }: HostMemory): HostCheck {
  const found = counted(numaNodes, 'node')
  if (numaNodes <= 1) return ok('NUMA', found, 'All memory is equally near to all processors.')
  return note('NUMA', found, 'Memory of another node is slower; the kernel moves instances to where theirs is.')
}
