import { bothWays } from './architecture-names.ts'
import type { CatalogEntry } from './entry.ts'

/** Rolling, and of one architecture. Its lists of digests have no signature. */
export const archEntries: readonly CatalogEntry[] = [
  {
    name: 'arch:latest',
    aliases: ['arch'],
    summary: 'Arch Linux as it publishes itself for clouds',
    os: 'arch',
    medium: false,
    agent: true,
    boot: bothWays,
    places: {
      x86_64: {
        folders: [
          'https://geo.mirror.pkgbuild.com/images/latest/',
          'https://fastly.mirror.pkgbuild.com/images/latest/',
        ],
        file: 'Arch-Linux-x86_64-cloudimg.qcow2',
        list: 'Arch-Linux-x86_64-cloudimg.qcow2.SHA256',
      },
    },
  },
  {
    name: 'arch-iso:latest',
    aliases: ['arch-iso'],
    summary: 'installation medium of Arch Linux',
    os: 'arch',
    medium: true,
    agent: false,
    boot: bothWays,
    places: {
      x86_64: {
        folders: ['https://geo.mirror.pkgbuild.com/iso/latest/', 'https://fastly.mirror.pkgbuild.com/iso/latest/'],
        file: 'archlinux-x86_64.iso',
        list: 'sha256sums.txt',
      },
    },
  },
]
