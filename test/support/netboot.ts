import { existsSync } from 'node:fs'

const packaged = '/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64'

/**
 * Kernel and initrd of Debian's installer, as `--installer` takes them: those of STROJ_TEST_INSTALLER, for a host whose mirror
 * has another release, or those of debian-installer-12-netboot-amd64. Undefined when there are none.
 */
export function netbootInstaller(): string | undefined {
  const { STROJ_TEST_INSTALLER: own } = process.env
  if (own !== undefined && own !== '') return own
  return existsSync(`${packaged}/linux`) ? `${packaged}/linux,${packaged}/initrd.gz` : undefined
}
