import type { Architecture } from '../../model/architecture.ts'
import type { AptChoice } from '../apt/apt-choice.ts'

/** Where the parts of one tiny system come from, and what Debian calls them there. */
export type TinyKind = {
  readonly arch: Architecture
  readonly apt: AptChoice
  /** The number of the release. */
  readonly version: string
  /** Stands for the newest kernel; its Depends names the package that holds it. */
  readonly kernelMetaPackage: string
  /** The folder of the libraries. */
  readonly triplet: string
  /** The program that loads libraries: its file, and the folder in which programs look for it. */
  readonly loader: { readonly name: string; readonly folder: string }
  readonly libraryPackages: readonly string[]
  readonly libraries: readonly string[]
}

const bookworm = (architecture: string) => ({ release: 'bookworm', architecture, mainOnly: true }) as const

const bookwormPackages = ['libc6', 'libglib2.0-0', 'libnuma1', 'libpcre2-8-0', 'libudev1', 'liburing2'] as const
const bookwormLibraries = [
  'libc.so.6',
  'libglib-2.0.so.0',
  'libgmodule-2.0.so.0',
  'libm.so.6',
  'libnuma.so.1',
  'libpcre2-8.so.0',
  'libudev.so.1',
  'liburing.so.2',
] as const
const ofBookworm = { version: '12', libraryPackages: bookwormPackages, libraries: bookwormLibraries } as const

/** The releases are fixed, so that the names of libraries are. The first Debian with RISC-V is 13. */
export const tinyKinds: readonly TinyKind[] = [
  {
    ...ofBookworm,
    arch: 'x86_64',
    apt: { release: 'bookworm', architecture: 'amd64', mainOnly: false },
    kernelMetaPackage: 'linux-image-cloud-amd64',
    triplet: 'x86_64-linux-gnu',
    loader: { name: 'ld-linux-x86-64.so.2', folder: 'lib64' },
  },
  {
    ...ofBookworm,
    arch: 'aarch64',
    apt: bookworm('arm64'),
    // The smaller cloud kernel has no driver for the power button of the board.
    kernelMetaPackage: 'linux-image-arm64',
    triplet: 'aarch64-linux-gnu',
    loader: { name: 'ld-linux-aarch64.so.1', folder: 'lib' },
  },
  {
    ...ofBookworm,
    arch: 'arm',
    apt: bookworm('armhf'),
    // Without large addresses it would not find the PCI bus of the board.
    kernelMetaPackage: 'linux-image-armmp-lpae',
    triplet: 'arm-linux-gnueabihf',
    loader: { name: 'ld-linux-armhf.so.3', folder: 'lib' },
  },
  {
    arch: 'riscv64',
    apt: { release: 'trixie', architecture: 'riscv64', mainOnly: true },
    version: '13',
    kernelMetaPackage: 'linux-image-riscv64',
    triplet: 'riscv64-linux-gnu',
    loader: { name: 'ld-linux-riscv64-lp64d.so.1', folder: 'lib' },
    libraryPackages: [
      ...bookwormPackages.filter((name) => name !== 'libglib2.0-0'),
      'libglib2.0-0t64',
      'libatomic1',
      'libcap2',
    ],
    libraries: [...bookwormLibraries, 'libatomic.so.1', 'libcap.so.2'],
  },
  {
    ...ofBookworm,
    arch: 'ppc64le',
    apt: bookworm('ppc64el'),
    kernelMetaPackage: 'linux-image-powerpc64le',
    triplet: 'powerpc64le-linux-gnu',
    loader: { name: 'ld64.so.2', folder: 'lib64' },
  },
  {
    ...ofBookworm,
    arch: 's390x',
    apt: bookworm('s390x'),
    kernelMetaPackage: 'linux-image-s390x',
    triplet: 's390x-linux-gnu',
    loader: { name: 'ld64.so.1', folder: 'lib' },
  },
]
