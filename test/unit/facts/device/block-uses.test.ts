import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readUses } from '../../../../src/facts/device/read-uses.ts'
import { usesOf } from '../../../../src/facts/device/use.ts'
import { blockAt, filesAt, type HostTree, joinTrees, linksAt, plant } from '../../../support/host-tree.ts'

const sda = 'pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda'
const sdb = 'pci0000:00/0000:00:18.0/ata2/host1/target1:0:0/1:0:0:0/block/sdb'
const disks = joinTrees(blockAt(`${sda}/sda1`, '8:1'), blockAt(`${sda}/sda2`, '8:2'), blockAt(`${sdb}/sdb1`, '8:17'))

async function usesAt(tree: HostTree, address: string): Promise<readonly string[]> {
  await using root = await plant(joinTrees(disks, tree))
  return usesOf(address, readUses(root.path))
}

const mountinfo = (line: string) => filesAt({ '/proc/self/mountinfo': line })

describe('a block device is in use', () => {
  test('when a file system of it is mounted, and told once when it is mounted twice', async () => {
    const twice = mountinfo('27 1 8:1 / / rw - ext4 /dev/root rw\n28 27 8:1 /var /srv rw shared:1 - ext4 /dev/root rw')
    assert.deepEqual(await usesAt(twice, '0000:00:17.0'), ['block device sda1, mounted on /'])
    assert.deepEqual(await usesAt(twice, '0000:00:18.0'), [])
  })

  test('when it is swap, which a file on it is not', async () => {
    const swaps = 'Filename Type Size Used Priority\n/dev/sdb1 partition 1 0 -2\n/swapfile file 1 0 -3\n'
    assert.deepEqual(await usesAt(filesAt({ '/proc/swaps': swaps }), '0000:00:18.0'), ['block device sdb1, swap'])
  })

  test('when it is any of the disks of a btrfs, of which the kernel names one as mounted', async () => {
    const btrfs = joinTrees(
      mountinfo('27 1 0:33 /@ / rw - btrfs /dev/sda1 rw'),
      linksAt({
        '/sys/fs/btrfs/5e1c/devices/sda1': `../../../../devices/${sda}/sda1`,
        '/sys/fs/btrfs/5e1c/devices/sdb1': `../../../../devices/${sdb}/sdb1`,
      }),
    )
    assert.deepEqual(await usesAt(btrfs, '0000:00:17.0'), ['block device sda1, mounted on /'])
    assert.deepEqual(await usesAt(btrfs, '0000:00:18.0'), ['block device sdb1, part of a mounted btrfs'])
  })

  test('when udev has seen ZFS on it, while a ZFS is mounted', async () => {
    const member = filesAt({ '/run/udev/data/b8:2': 'S:disk/by-id/x\nE:ID_FS_TYPE=zfs_member\n' })
    const mounted = joinTrees(member, mountinfo('27 1 0:33 / / rw - zfs rpool/ROOT rw'))
    assert.deepEqual(await usesAt(mounted, '0000:00:17.0'), ['block device sda2, part of a ZFS pool'])
    assert.deepEqual(await usesAt(member, '0000:00:17.0'), [])
  })

  test('and one that only stands there is not', async () => {
    assert.deepEqual(await usesAt(mountinfo('27 1 0:25 / /run rw - tmpfs tmpfs rw'), '0000:00:17.0'), [])
  })

  test('even where devices stand on each other in a ring, which no kernel makes', async () => {
    const ring = joinTrees(
      blockAt('virtual/block/dm-0', '254:0'),
      linksAt({ '/sys/devices/virtual/block/dm-0/slaves/dm-0': '../../dm-0' }),
      mountinfo('27 1 254:0 / / rw - ext4 /dev/dm-0 rw'),
    )
    assert.deepEqual(await usesAt(ring, '0000:00:17.0'), [])
  })
})
