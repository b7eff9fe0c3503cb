/** Files by which changes of the host last; each has its name here and nowhere else. */
export const ownFiles = {
  kvmModule: '/etc/modules-load.d/stroj-kvm.conf',
  vfioModule: '/etc/modules-load.d/stroj-vfio.conf',
  nested: '/etc/modprobe.d/stroj-nested.conf',
  kvmDevice: '/etc/udev/rules.d/65-stroj-kvm.rules',
  userNamespaces: '/etc/sysctl.d/90-stroj-user-namespaces.conf',
  hugePages: '/etc/sysctl.d/90-stroj-huge-pages.conf',
} as const

/** One of them that is there. What was before stands in it, so that it can be taken back after years. */
export type OwnFile = { readonly path: string; readonly text: string }
