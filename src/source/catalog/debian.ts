import { bothWays, debianNames, forEach } from './architecture-names.ts'
import type { CatalogEntry, Signing } from './entry.ts'

/** "Debian CD signing key"; the lists of cloud images have no signature. */
const signing: Signing = {
  by: { file: 'SHA512SUMS.sign' },
  keyring: { paths: ['/usr/share/keyrings/debian-role-keys.gpg'], package: 'debian-keyring' },
}

type Release = { readonly number: number; readonly codename: string; readonly media: (arch: string) => string }

/** Media of the stable release move to the archive when the next one comes out. */
const releases: readonly Release[] = [
  {
    number: 12,
    codename: 'bookworm',
    media: (arch) => `https://cdimage.debian.org/cdimage/archive/latest-oldstable/${arch}/iso-cd/`,
  },
  { number: 13, codename: 'trixie', media: (arch) => `https://cdimage.debian.org/debian-cd/current/${arch}/iso-cd/` },
]

export const debianEntries: readonly CatalogEntry[] = releases.flatMap(({ number, codename, media }) => [
  {
    name: `debian-cloud:${number}`,
    aliases: [`debian-cloud:${codename}`],
    summary: `Debian ${number} (${codename}) as Debian publishes it for clouds`,
    os: `debian:${number}`,
    medium: false,
    agent: false,
    boot: bothWays,
    places: forEach(debianNames, (arch) => ({
      folders: [`https://cloud.debian.org/images/cloud/${codename}/latest/`],
      file: `debian-${number}-genericcloud-${arch}.qcow2`,
      list: 'SHA512SUMS',
    })),
  },
  {
    name: `debian-netinst:${number}`,
    aliases: [`debian-netinst:${codename}`],
    summary: `installation medium of Debian ${number} (${codename}), the rest from the network`,
    os: `debian:${number}`,
    medium: true,
    agent: false,
    boot: bothWays,
    places: forEach(debianNames, (arch) => ({
      folders: [media(arch)],
      file: `debian-${number}.*-${arch}-netinst.iso`,
      list: 'SHA512SUMS',
      signing,
    })),
  },
])
