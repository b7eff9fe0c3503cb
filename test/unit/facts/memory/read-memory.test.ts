import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readMemory } from '../../../../src/facts/memory/read-memory.ts'
import { pageBytes } from '../../../../src/host/page-bytes.ts'
import { HostMemory } from '../../../../src/model/host/memory.ts'
import { filesAt, type HostTree, plant, takenTree } from '../../../support/host-tree.ts'

async function memoryOf(tree: HostTree): Promise<HostMemory> {
  await using root = await plant(tree)
  return HostMemory.parse(readMemory(root.path))
}

const ksm = '/sys/kernel/mm/ksm'
const huge = '/sys/kernel/mm/hugepages'

describe('the memory of a host', () => {
  test('is told in bytes, with every size of huge pages', async () => {
    const [small, large] = [2 * 2 ** 20, 2 ** 30]
    assert.deepEqual(await memoryOf(takenTree('guest-in-firecracker')), {
      totalBytes: 24_684_092 * 1024,
      availableBytes: 23_611_044 * 1024,
      swapBytes: 0,
      hugePages: [
        { sizeBytes: small, total: 0, free: 0 },
        { sizeBytes: large, total: 0, free: 0 },
      ],
      transparentHugePages: 'madvise',
      ksm: 'stopped',
      ksmSharedBytes: 0,
      numaNodes: 1,
      overcommit: 'heuristic',
    })
  })

  test('is put to use in many ways', async () => {
    const nodes = { '/sys/devices/system/node/node0/x': '', '/sys/devices/system/node/node1/x': '' }
    const pages = {
      [`${huge}/hugepages-2048kB/nr_hugepages`]: '512',
      [`${huge}/hugepages-2048kB/free_hugepages`]: '12',
    }
    const found = await memoryOf(
      filesAt({
        '/proc/meminfo': 'MemTotal:  1000 kB\nSwapTotal:  500 kB\n',
        [`${ksm}/run`]: '1\n',
        [`${ksm}/pages_sharing`]: '1000\n',
        '/proc/sys/vm/overcommit_memory': '2\n',
        ...nodes,
        ...pages,
      }),
    )
    assert.deepEqual([found.ksm, found.ksmSharedBytes], ['running', 1000 * pageBytes()])
    assert.deepEqual([found.overcommit, found.numaNodes], ['never', 2])
    assert.deepEqual([found.availableBytes, found.swapBytes], [null, 512_000])
    assert.deepEqual(found.hugePages, [{ sizeBytes: 2 ** 21, total: 512, free: 12 }])
  })

  test('is zero where nobody tells it', async () => {
    const found = await memoryOf(filesAt({}))
    assert.deepEqual([found.totalBytes, found.ksm, found.transparentHugePages], [0, 'absent', null])
    assert.deepEqual([found.hugePages, found.numaNodes], [[], 1])
  })
})

test('a page of memory is a power of two, and 4 KiB at least', () => {
  const bytes = pageBytes()
  assert.ok(bytes >= 4096 && Number.isInteger(Math.log2(bytes)))
})
