/** Changes of the host that stroj knows how to make and to take back. */
export const hostChangeNames = [
  'kvm-group',
  'kvm-module',
  'kvm-device',
  'nested',
  'user-namespaces',
  'subordinate-ids',
  'ksm',
  'huge-pages',
  'vfio',
  'iommu',
  'tools',
  'release-kvm',
  'use-kvm',
  'release-virtualbox',
  'virtual-functions',
  'bind',
] as const
