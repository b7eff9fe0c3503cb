import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readCgroups } from '../../../../src/facts/limits/read-cgroups.ts'
import { HostCgroups } from '../../../../src/model/host/limits.ts'
import { filesAt, type HostTree, plant, takenTree } from '../../../support/host-tree.ts'

async function cgroupsOf(tree: HostTree, asRoot: boolean): Promise<HostCgroups> {
  await using root = await plant(tree)
  return HostCgroups.parse(readCgroups(root.path, asRoot))
}

const top = '/sys/fs/cgroup'
const own = '/user.slice/user-1000.slice/user@1000.service/app.slice/strojd.service'
const unified = '31 22 0:26 / /sys/fs/cgroup rw shared:9 - cgroup2 cgroup2 rw,nsdelegate\n'

/** A host of systemd on which the group of the daemon is its user's. */
const service: HostTree = filesAt({
  '/proc/self/mountinfo': unified,
  '/proc/self/cgroup': `0::${own}\n`,
  [`${top}/cgroup.controllers`]: 'cpuset cpu io memory hugetlb pids rdma misc\n',
  [`${top}${own}/cgroup.controllers`]: 'cpu memory pids\n',
  [`${top}${own}/cgroup.procs`]: '1234\n',
})

/** The same seen from a container without a namespace of its own: only its part of the tree is mounted. */
const part: HostTree = filesAt({
  '/proc/self/mountinfo': unified.replace('0:26 / /', '0:26 /docker/4f2a /'),
  '/proc/self/cgroup': '0::/docker/4f2a/inner\n',
  [`${top}/cgroup.controllers`]: 'cpu memory\n',
  [`${top}/inner/cgroup.controllers`]: 'memory\n',
  [`${top}/inner/cgroup.procs`]: '',
})

const outside = filesAt({ ...service.files, '/proc/self/cgroup': '0::/../other.service\n' })

describe('control groups', () => {
  const everything = ['cpuset', 'cpu', 'io', 'memory', 'hugetlb', 'pids', 'rdma', 'misc']
  test('of version 2 are told with those that a user was given', async () => {
    const found = await cgroupsOf(service, false)
    assert.deepEqual(found, { version: 'v2', controllers: everything, delegated: ['cpu', 'memory', 'pids'] })
  })

  test('are all for root', async () => {
    assert.deepEqual((await cgroupsOf(service, true)).delegated, everything.toSorted())
  })

  test('are found where only a part of them is mounted', async () => {
    assert.deepEqual((await cgroupsOf(part, false)).delegated, ['memory'])
  })

  test('of somebody else are not ours', async () => {
    assert.deepEqual((await cgroupsOf(outside, false)).delegated, [])
  })

  test('of a real kernel of version 2 are read', async () => {
    const found = await cgroupsOf(takenTree('guest-with-vt-d'), true)
    assert.deepEqual([found.version, found.controllers], ['v2', everything])
  })

  test('of both versions at once are read', async () => {
    const found = await cgroupsOf(takenTree('guest-in-firecracker'), true)
    assert.equal(found.version, 'hybrid')
    assert.deepEqual(found.delegated, [
      'blkio',
      'cpu',
      'cpuacct',
      'cpuset',
      'devices',
      'freezer',
      'hugetlb',
      'memory',
      'pids',
    ])
  })

  test('of version 1 are read, and one that only follows processes is none', async () => {
    const mounts = (options: string) => `36 31 0:33 / ${top}/x rw - cgroup cgroup rw,${options}\n`
    const files = (options: string) => ({
      '/proc/self/mountinfo': mounts(options),
      '/proc/self/cgroup': '4:memory:/\n9:name=systemd:/\n',
      '/proc/cgroups': '#subsys_name\thierarchy\tnum_cgroups\tenabled\nmemory\t4\t21\t1\ncpu\t1\t1\t0\n',
      [`${top}/x/cgroup.procs`]: '',
    })
    const old = await cgroupsOf(filesAt(files('memory')), false)
    assert.deepEqual(old, { version: 'v1', controllers: ['memory'], delegated: ['memory'] })
    assert.equal((await cgroupsOf(filesAt(files('xattr,name=systemd')), false)).version, 'none')
  })
})
