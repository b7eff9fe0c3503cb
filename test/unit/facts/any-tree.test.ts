import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { readDevices } from '../../../src/facts/device/read-devices.ts'
import { readCgroups } from '../../../src/facts/limits/read-cgroups.ts'
import { readNamespaces } from '../../../src/facts/limits/read-namespaces.ts'
import { readMemory } from '../../../src/facts/memory/read-memory.ts'
import { HostDevices } from '../../../src/model/host/device.ts'
import { HostCgroups, HostNamespaces } from '../../../src/model/host/limits.ts'
import { HostMemory } from '../../../src/model/host/memory.ts'
import { filesAt, type HostTree, joinTrees, plant, takenTree } from '../../support/host-tree.ts'
import { laptop, server } from '../../support/host-trees.ts'

const signal = AbortSignal.timeout(120_000)
const trees = [laptop, server, takenTree('guest-with-vt-d'), takenTree('guest-in-firecracker')]

const odd = fc.oneof(
  fc.constantFrom('', '\n', '-1', '0x', '0xffffffffff', 'Y', '(null)', '99999999999999999999', '1e9', 'NaN', ': : :'),
  fc.string({ unit: 'binary', maxLength: 60 }),
)

/** A real tree in which the kernel says something else here and there. */
const damaged = fc
  .tuple(fc.constantFrom(...trees), fc.array(fc.tuple(fc.nat(), odd), { minLength: 1, maxLength: 20 }))
  .map(([tree, changes]): HostTree => {
    const paths = Object.keys(tree.files)
    const files = changes.map(([index, text]) => [paths[index % paths.length] ?? '', text] as const)
    return joinTrees(tree, filesAt(Object.fromEntries(files)))
  })

test('whatever a kernel tells, what is made of it keeps to the model', async () => {
  await fc.assert(
    fc.asyncProperty(damaged, async (tree) => {
      await using root = await plant(tree)
      HostDevices.parse(await readDevices(root.path, signal))
      HostMemory.parse(readMemory(root.path))
      HostCgroups.parse(readCgroups(root.path))
      HostNamespaces.parse(readNamespaces(root.path))
    }),
    { numRuns: 60 },
  )
})

test('a file that is a folder, and a link into nothing, are as if they were not there', async () => {
  const tree: HostTree = {
    files: { '/proc/meminfo/x': '', '/sys/bus/pci/devices/0000:00:01.0/vendor/x': '', '/proc/self/mountinfo/x': '' },
    links: {
      '/sys/bus/pci/devices/0000:00:02.0': 'nowhere',
      '/sys/bus/usb/devices/1-1': '1-1',
      '/sys/class/net/x': 'y',
    },
  }
  await using root = await plant(tree)
  const { pci, usb } = await readDevices(root.path, signal)
  assert.deepEqual([pci, usb, readMemory(root.path).totalBytes], [[], [], 0])
})
