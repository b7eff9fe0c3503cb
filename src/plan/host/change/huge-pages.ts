import { formatBytes } from '../../../kit/bytes.ts'
import type { HostInventory } from '../../../model/host/inventory.ts'
import { ownFiles } from '../../../model/host/own-file.ts'
import { type Act, impossible, incomplete, inPlace, needed, type Planner, program } from './act.ts'
import { beforeOf, makeOwnFile, ownFile, ownFileText, removeOwnFile } from './own-file.ts'

const key = 'vm.nr_hugepages'

export const hugePages: Planner = {
  title: 'Keep memory in huge pages for guests that ask for them, now and at each boot.',
  make: (wish) => {
    const { count } = wish.request
    if (count === undefined) return incomplete(wish, 'how many', '`stroj host fix huge-pages --count 512`')
    const pages = defaultPages(wish.inventory)
    if (pages === undefined) return impossible(wish, 'this kernel has no huge pages')
    if (pages.total === count) return inPlace()
    const more = (count - pages.total) * pages.sizeBytes
    const { availableBytes } = wish.inventory.memory
    if (availableBytes !== null && more > availableBytes)
      return impossible(
        wish,
        `that is ${formatBytes(more)} more, and ${formatBytes(availableBytes)} of memory are available`,
      )
    const before = beforeOf(ownFile(wish, ownFiles.hugePages) ?? '') ?? `${key}=${pages.total}`
    const text = ownFileText('huge-pages', before, [`${key} = ${count}`])
    const { step, undo } = makeOwnFile(wish, 'At each boot', ownFiles.hugePages, text)
    const back = program('As many as before', 'sysctl', '--write', `${key}=${pages.total}`)
    return needed([{ step, undo: [...undo, back] }, loadNow])
  },
  takeBack: (wish) => {
    const before = beforeOf(ownFile(wish, ownFiles.hugePages) ?? '')
    const removal = removeOwnFile(wish, ownFiles.hugePages)
    if (removal.length === 0) return inPlace()
    const back = program('As many as before', 'sysctl', '--write', before ?? `${key}=0`)
    return needed([...removal.map((act) => ({ ...act, undo: [...act.undo, loading] })), { step: back, undo: [] }])
  },
}

const loading = program('and now, as far as memory is in one piece', 'sysctl', `--load=${ownFiles.hugePages}`)
const loadNow: Act = { step: loading, undo: [] }

/** Those that the switch means: of the size on the kernel command line, else the smallest, which all processors have as default. */
function defaultPages({ kernel, memory }: HostInventory) {
  const [, number, unit] = /(?:^| )default_hugepagesz=(\d+)([KMG])/i.exec(kernel.commandLine) ?? []
  const wanted =
    number === undefined ? undefined : Number(number) * 2 ** { K: 10, M: 20, G: 30 }[unit?.toUpperCase() as 'K']
  const bySize = memory.hugePages.toSorted((one, other) => one.sizeBytes - other.sizeBytes)
  return bySize.find(({ sizeBytes }) => sizeBytes === wanted) ?? bySize[0]
}
