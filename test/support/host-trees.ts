import { blockAt, filesAt, type HostTree, interfaceAt, joinTrees, linksAt, pciAt, usbAt } from './host-tree.ts'

const names = [
  '#\n#\tList of PCI IDs\n#',
  '8086  Intel Corporation',
  '\t10ed  82599 Ethernet Controller Virtual Function',
  '\t10fb  82599ES 10-Gigabit SFI/SFP+ Network Connection',
  '\t\t1028 1f72  Ethernet 10G 4P X520/I350 rNDC',
  '8088  Beijing Wangxun Technology Co., Ltd.',
  '\t5916  Not the one of Intel',
  '10de  NVIDIA Corporation',
  '\t1c82  GP107 [GeForce GTX 1050 Ti]',
  'C 01  Mass storage controller',
  '\t5916  Not a device',
]

const pciIds = filesAt({ '/usr/share/misc/pci.ids': `${names.join('\n')}\n` })

/** Numbers of a chip for each interrupt, which tell whether they are remapped. */
function interrupts(...chips: readonly string[]): HostTree {
  return filesAt(Object.fromEntries(chips.map((chip, index) => [`/sys/kernel/irq/${index}/chip_name`, `${chip}\n`])))
}

function mounts(...lines: readonly string[]): HostTree {
  return filesAt({ '/proc/self/mountinfo': `${lines.join('\n')}\n` })
}

function tables(...tables: readonly string[]): HostTree {
  return filesAt(Object.fromEntries(tables.map((name) => [`/sys/firmware/acpi/tables/${name}`, ''])))
}

const nvme = 'virtual/nvme-subsystem/nvme-subsys0/nvme0n1'
const stick = 'pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/host0/target0:0:0/0:0:0:0/block/sdb/sdb1'

/**
 * A laptop of Intel whose IOMMU is off. Its NVMe disk holds LVM in an encrypted partition, a USB stick is mounted, and a camera
 * tries to steer terminals.
 */
export const laptop: HostTree = joinTrees(
  pciIds,
  tables('APIC', 'DMAR', 'FACP'),
  interrupts('IO-APIC', 'PCI-MSI'),
  pciAt('pci0000:00/0000:00:00.0', ['8086', '5904', '060000'], 'skl_uncore'),
  pciAt('pci0000:00/0000:00:02.0', ['8086', '5916', '030000'], 'i915'),
  filesAt({ '/sys/devices/pci0000:00/0000:00:02.0/boot_vga': '1\n' }),
  pciAt('pci0000:00/0000:00:14.0', ['8086', '9d2f', '0c0330'], 'xhci_hcd'),
  pciAt('pci0000:00/0000:00:1c.0', ['8086', '9d10', '060400'], 'pcieport'),
  pciAt('pci0000:00/0000:00:1c.0/0000:01:00.0', ['8086', '24fd', '028000'], 'iwlwifi'),
  pciAt('pci0000:00/0000:00:1d.0/0000:02:00.0', ['144d', 'a804', '010802'], 'nvme'),
  pciAt('pci0000:00/0000:00:1d.0/0000:03:00.0', ['10de', '1c82', '030200']),
  filesAt({ '/sys/devices/pci0000:00/0000:00:1d.0/0000:03:00.0/boot_vga': '0\n' }),
  interfaceAt('pci0000:00/0000:00:1c.0/0000:01:00.0/net/wlp1s0', '0x1003'),
  interfaceAt('virtual/net/lo', '0x9'),
  filesAt({
    '/proc/net/route':
      'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\nlo\t0000007F\t0\t0001\t0\t0\t0\t000000FF\n',
    '/proc/net/ipv6_route': `${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00 fe80 00000400 1 0 00000003 wlp1s0\n${'0'.repeat(32)} 00 ${'0'.repeat(32)} 00 0 ffffffff 1 0 00200200 lo\n`,
  }),
  blockAt(nvme, '259:0'),
  blockAt(`${nvme}/nvme0n1p1`, '259:1'),
  blockAt(`${nvme}/nvme0n1p3`, '259:3'),
  linksAt({
    '/sys/class/nvme-subsystem/nvme-subsys0': '../../devices/virtual/nvme-subsystem/nvme-subsys0',
    '/sys/devices/virtual/nvme-subsystem/nvme-subsys0/nvme0':
      '../../../pci0000:00/0000:00:1d.0/0000:02:00.0/nvme/nvme0',
  }),
  blockAt('virtual/block/dm-0', '254:0'),
  blockAt('virtual/block/dm-1', '254:1'),
  blockAt('virtual/block/dm-2', '254:2'),
  linksAt({
    '/sys/devices/virtual/block/dm-0/slaves/nvme0n1p3': `../../../../../devices/${nvme}/nvme0n1p3`,
    '/sys/devices/virtual/block/dm-1/slaves/dm-0': '../../dm-0',
    '/sys/devices/virtual/block/dm-2/slaves/dm-0': '../../dm-0',
    '/dev/mapper/vg-swap': '../dm-2',
  }),
  blockAt(stick, '8:17'),
  mounts(
    '27 1 254:1 / / rw - ext4 /dev/mapper/vg-root rw',
    '28 27 259:1 / /boot/efi rw - vfat /dev/nvme0n1p1 rw',
    '29 27 8:17 / /media/ana/My\\040Stick rw - vfat /dev/sdb1 rw',
  ),
  filesAt({ '/proc/swaps': 'Filename Type Size Used Priority\n/dev/mapper/vg-swap partition 8388604 0 -2\n' }),
  usbAt('pci0000:00/0000:00:14.0/usb1', {
    bDeviceClass: '09',
    idVendor: '1d6b',
    idProduct: '0002',
    busnum: '1',
    devnum: '1',
  }),
  usbAt('pci0000:00/0000:00:14.0/usb1/1-2', {
    bDeviceClass: '00',
    idVendor: '0781',
    idProduct: '5581',
    busnum: '1',
    devnum: '7',
    manufacturer: 'SanDisk',
    product: 'Ultra',
  }),
  usbAt('pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0', { bInterfaceClass: '08' }),
  usbAt('pci0000:00/0000:00:14.0/usb1/1-6', {
    bDeviceClass: 'ef',
    idVendor: '04f2',
    idProduct: 'b604',
    busnum: '1',
    devnum: '3',
    manufacturer: '\u001B[2J\u202EChicony',
    product: `\u001B[2J\u202EChicony Camera${'!'.repeat(500)}`,
  }),
  filesAt({ '/dev/bus/usb/001/007': '' }),
)

const card = 'pci0000:00/0000:00:03.0/0000:03:00.0'
const parts = ['pci0000:00/0000:00:03.0/0000:03:10.0', 'pci0000:00/0000:00:03.0/0000:03:10.2']
const groups = [
  ['1', '0000:00:03.0'],
  ['16', '0000:00:1f.2'],
  ['16', '0000:00:1f.0'],
  ['30', '0000:03:00.0'],
  ['70', '0000:03:10.0'],
  ['71', '0000:03:10.2'],
] as const

/** A server with a network card of which 2 of 63 virtual functions are on; it carries the bridge of the default route. */
export const server: HostTree = joinTrees(
  pciIds,
  tables('APIC', 'DMAR', 'FACP'),
  interrupts('IR-IO-APIC', 'DMAR-MSI', 'IR-PCI-MSI'),
  linksAt({ '/sys/class/iommu/dmar0': '../../devices/virtual/iommu/dmar0' }),
  linksAt(
    Object.fromEntries(
      groups.map(([group, address]) => [
        `/sys/kernel/iommu_groups/${group}/devices/${address}`,
        `../../../../bus/pci/devices/${address}`,
      ]),
    ),
  ),
  pciAt('pci0000:00/0000:00:03.0', ['8086', '2f08', '060400'], 'pcieport'),
  pciAt('pci0000:00/0000:00:1f.0', ['8086', '8d44', '060100'], 'lpc_ich'),
  pciAt('pci0000:00/0000:00:1f.2', ['8086', '8d02', '010601'], 'ahci'),
  pciAt(card, ['8086', '10fb', '020000'], 'ixgbe'),
  filesAt({ [`/sys/devices/${card}/sriov_totalvfs`]: '63\n', [`/sys/devices/${card}/sriov_numvfs`]: '2\n' }),
  linksAt(
    Object.fromEntries(
      parts.map((part, index) => [`/sys/devices/${card}/virtfn${index}`, `../${part.split('/').at(-1)}`]),
    ),
  ),
  ...parts.flatMap((part) => [
    pciAt(part, ['8086', '10ed', '020000'], 'ixgbevf'),
    linksAt({ [`/sys/devices/${part}/physfn`]: '../0000:03:00.0' }),
  ]),
  interfaceAt(`${card}/net/eno1`, '0x1303'),
  interfaceAt(`${parts[0]}/net/eno1v0`, '0x1002'),
  interfaceAt('virtual/net/bond0', '0x1503'),
  interfaceAt('virtual/net/br0', '0x1003'),
  linksAt({
    '/sys/devices/virtual/net/br0/lower_bond0': '../bond0',
    '/sys/devices/virtual/net/bond0/lower_eno1': `../../../${card}/net/eno1`,
  }),
  filesAt({
    '/proc/net/route':
      'Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\nbr0\t00000000\t0101A8C0\t0003\t0\t0\t0\t00000000\n',
  }),
  blockAt('pci0000:00/0000:00:1f.2/ata1/host0/target0:0:0/0:0:0:0/block/sda/sda1', '8:1'),
  blockAt('pci0000:00/0000:00:1f.2/ata2/host1/target1:0:0/1:0:0:0/block/sdb/sdb1', '8:17'),
  blockAt('virtual/block/md0', '9:0'),
  blockAt('virtual/block/md0/md0p1', '259:0'),
  linksAt({
    '/sys/devices/virtual/block/md0/slaves/sda1': '../sda1',
    '/sys/devices/virtual/block/md0/slaves/sdb1': '../sdb1',
  }),
  mounts('27 1 259:0 / / rw - ext4 /dev/md0p1 rw'),
  filesAt({
    '/proc/self/limits':
      'Limit Soft Hard Units\nMax locked memory         8388608              8388608              bytes     \n',
  }),
  filesAt({ '/proc/self/status': 'CapEff:\t0000000000000000\n', '/dev/vfio/vfio': '', '/dev/vfio/70': '' }),
)

/** A container: no buses, and tables of the firmware behind an empty folder. */
export const container: HostTree = joinTrees(
  filesAt({ '/proc/self/mountinfo': '900 800 0:55 / / rw - overlay overlay rw\n' }),
  interfaceAt('virtual/net/eth0', '0x1003'),
)
