import { bothWays, forEach, plainNames } from './architecture-names.ts'
import type { CatalogEntry, Place } from './entry.ts'

/** A release, and the compose that it came out as: both stand in the names of its files. */
const releases = [
  { number: 41, compose: '1.4' },
  { number: 42, compose: '1.1' },
  { number: 43, compose: '1.6' },
] as const

/** A release moves to the archive a while after its end. */
function placeOf(number: number, path: string, file: string, list: string): Place {
  return {
    folders: [
      `https://dl.fedoraproject.org/pub/fedora/linux/releases/${number}/${path}/`,
      `https://archives.fedoraproject.org/pub/archive/fedora/linux/releases/${number}/${path}/`,
    ],
    file,
    list,
    signing: {
      by: 'inline',
      keyring: {
        paths: [`/usr/share/distribution-gpg-keys/fedora/RPM-GPG-KEY-fedora-${number}-primary`],
        package: 'distribution-gpg-keys',
      },
    },
  }
}

export const fedoraEntries: readonly CatalogEntry[] = releases.flatMap(({ number, compose }) => [
  {
    name: `fedora:${number}`,
    aliases: number === 43 ? ['fedora'] : [],
    summary: `Fedora ${number} as Fedora publishes it for clouds`,
    os: `fedora:${number}`,
    medium: false,
    agent: false,
    boot: bothWays,
    places: forEach(plainNames, (arch) =>
      placeOf(
        number,
        `Cloud/${arch}/images`,
        `Fedora-Cloud-Base-Generic-${number}-${compose}.${arch}.qcow2`,
        `Fedora-Cloud-${number}-${compose}-${arch}-CHECKSUM`,
      ),
    ),
  },
  {
    name: `fedora-netinst:${number}`,
    aliases: [],
    summary: `installation medium of Fedora ${number} Server, the rest from the network`,
    os: `fedora:${number}`,
    medium: true,
    agent: false,
    boot: bothWays,
    places: forEach(plainNames, (arch) =>
      placeOf(
        number,
        `Server/${arch}/iso`,
        `Fedora-Server-netinst-${arch}-${number}-${compose}.iso`,
        `Fedora-Server-${number}-${compose}-${arch}-CHECKSUM`,
      ),
    ),
  },
])
