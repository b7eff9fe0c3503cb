import { bothWays, debianNames, forEach } from './architecture-names.ts'
import type { CatalogEntry, Signing } from './entry.ts'

const signedBy = (keyring: string): Signing => ({
  by: { file: 'SHA256SUMS.gpg' },
  keyring: { paths: [`/usr/share/keyrings/${keyring}.gpg`], package: 'ubuntu-keyring' },
})

/** "UEC Image Automatic Signing Key", and "Ubuntu CD Image Automatic Signing Key". */
const cloudSigning = signedBy('ubuntu-cloudimage-keyring')
const mediumSigning = signedBy('ubuntu-archive-keyring')

const releases = [
  { number: '22.04', codename: 'jammy' },
  { number: '24.04', codename: 'noble' },
] as const

export const ubuntuEntries: readonly CatalogEntry[] = releases.flatMap(({ number, codename }) => [
  {
    name: `ubuntu:${number}`,
    aliases: [`ubuntu:${codename}`, ...(number === '24.04' ? ['ubuntu'] : [])],
    summary: `Ubuntu ${number} LTS (${codename}) as Ubuntu publishes it for clouds`,
    os: `ubuntu:${number}`,
    medium: false,
    agent: false,
    boot: bothWays,
    places: forEach(debianNames, (arch) => ({
      folders: [`https://cloud-images.ubuntu.com/releases/${codename}/release/`],
      file: `ubuntu-${number}-server-cloudimg-${arch}.img`,
      list: 'SHA256SUMS',
      signing: cloudSigning,
    })),
  },
  {
    name: `ubuntu-server:${number}`,
    aliases: [`ubuntu-server:${codename}`],
    summary: `installation medium of Ubuntu Server ${number} LTS (${codename})`,
    os: `ubuntu:${number}`,
    medium: true,
    agent: false,
    boot: bothWays,
    places: forEach(debianNames, (arch, architecture) => ({
      folders: [
        architecture === 'x86_64'
          ? `https://releases.ubuntu.com/${codename}/`
          : `https://cdimage.ubuntu.com/releases/${codename}/release/`,
      ],
      file: `ubuntu-${number}*-live-server-${arch}.iso`,
      list: 'SHA256SUMS',
      signing: mediumSigning,
    })),
  },
])
