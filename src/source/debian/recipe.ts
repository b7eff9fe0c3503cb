import { randomUuid } from '../../host/random-uuid.ts'
import { makeFolder, readBytes, writeWhole } from '../../host/files.ts'
import { sourcesForGuest } from '../apt/mirror.ts'
import { openPrivateApt, type PrivateApt } from '../apt/private-apt.ts'
import { unpackPackages } from '../apt/unpack-packages.ts'
import { sectorBytes } from '../disk/gpt.ts'
import { convertDisk } from '../../disk/convert.ts'
import { unpackKernel } from '../kernel/unpack-kernel.ts'
import type { Bench, Extras, ImageFacts, Recipe } from '../recipe.ts'
import { removeInWorld, requireWorld } from '../world.ts'
import { type BootLoader, grubConfig, makeBootLoader } from './boot-loader.ts'
import { bootstrap } from './bootstrap.ts'
import { type Layout, layoutOf, usualBytes } from './layout.ts'
import { makeDisk } from './make-disk.ts'
import {
  bookworm,
  bootLoaderPackages,
  installWords,
  kernelArguments,
  packagesWith,
  type Release,
  trixie,
} from './parts.ts'

/** Debian with systemd and the guest agent, built from the packages of the mirror that this host uses. */
function recipeOf(release: Release, aliases: readonly string[]): Recipe {
  const { number, codename } = release
  return {
    name: `debian:${number}`,
    aliases: [...aliases, `debian:${codename}`],
    summary: `Debian ${number} (${codename}) with systemd, network and guest agent; boots by kernel, BIOS or UEFI`,
    neededBytes: 1536 << 20,
    architecture: 'x86_64',
    takesPackages: true,
    build: (bench, wish) => build(release, bench, wish),
  }
}

export const debianRecipes: readonly Recipe[] = [recipeOf(bookworm, ['debian']), recipeOf(trixie, [])]

async function build(release: Release, bench: Bench, { packages: more, sizeBytes }: Extras): Promise<ImageFacts> {
  const { workFolder, imageFolder, report, signal } = bench
  const { codename, number } = release
  const os = `debian:${number}`
  await requireWorld(os, signal)
  const rootUuid = randomUuid()
  const layout = layoutOf(sizeBytes ?? usualBytes)
  const tree = `${workFolder}/system`
  const apt = await openPrivateApt(`${bench.cacheFolder}/apt-${codename}`, {
    release: codename,
    architecture: 'amd64',
    mainOnly: false,
  })
  await apt.update(report, signal)
  try {
    const bootLoader = await prepareBootLoader(apt, { release, rootUuid }, bench)
    await install(apt, { release, tree, rootUuid, packages: packagesWith(release, more) }, bench)
    report('writing the disk')
    await copyKernel(tree, imageFolder)
    const disk = `${workFolder}/disk.raw`
    await makeDisk(disk, { tree, rootUuid, layout, bootLoader, makeId: randomUuid }, bench)
    await packDisk(disk, layout, bench)
  } finally {
    await removeInWorld(tree)
  }
  return {
    files: [
      { role: 'disk', name: 'disk.qcow2', format: 'qcow2' },
      { role: 'kernel', name: 'kernel', format: 'raw' },
      { role: 'initrd', name: 'initrd', format: 'raw' },
    ],
    virtualSizeBytes: layout.diskSectors * sectorBytes,
    os,
    architecture: 'x86_64',
    boot: ['direct', 'bios', 'uefi'],
    kernelArguments: kernelArguments(rootUuid),
    agent: true,
    shell: true,
  }
}

async function prepareBootLoader(
  apt: PrivateApt,
  { release, rootUuid }: Pick<System, 'release' | 'rootUuid'>,
  bench: Bench,
): Promise<BootLoader> {
  const files = await apt.resolve(['download', ...bootLoaderPackages], bench.signal)
  const folder = `${bench.cacheFolder}/packages-grub${suffixOf(release)}`
  await apt.fetch(files, folder, bench.report, bench.signal)
  const tree = `${bench.workFolder}/grub`
  await unpackPackages(files, folder, tree, bench)
  return await makeBootLoader(tree, rootUuid, bench)
}

type System = {
  readonly release: Release
  readonly tree: string
  readonly rootUuid: string
  readonly packages: readonly string[]
}

/** Folders of packages are those of bookworm when they have no release in their name. */
function suffixOf(release: Release): string {
  return release === bookworm ? '' : `-${release.codename}`
}

async function install(apt: PrivateApt, { release, tree, rootUuid, packages }: System, bench: Bench): Promise<void> {
  const { workFolder, cacheFolder, report, signal } = bench
  const files = await apt.resolve(['install', ...installWords(packages)], signal)
  const packagesFolder = `${cacheFolder}/packages-debian${suffixOf(release)}`
  await apt.fetch(files, packagesFolder, report, signal)
  const texts = `${workFolder}/texts`
  await makeFolder(texts)
  const input = {
    sourcesFile: `${texts}/build.sources`,
    ownSourcesFile: `${texts}/debian.sources`,
    grubConfigFile: `${texts}/grub.cfg`,
    temporaryFolder: texts,
  }
  await writeWhole(input.sourcesFile, apt.sourcesText)
  await writeWhole(input.ownSourcesFile, sourcesForGuest(apt.mirrors, release.codename))
  await writeWhole(input.grubConfigFile, grubConfig(rootUuid))
  report('installing packages')
  const { listsFolder } = apt
  await bootstrap(
    { ...input, release, root: tree, packages, packagesFolder, packageCount: files.length, listsFolder },
    bench,
  )
}

/** Both are links to the newest; the kernel starts a second earlier unpacked when it is emulated. */
async function copyKernel(tree: string, imageFolder: string): Promise<void> {
  const kernel = await readBytes(`${tree}/vmlinuz`)
  await writeWhole(`${imageFolder}/kernel`, unpackKernel(kernel) ?? kernel)
  await writeWhole(`${imageFolder}/initrd`, await readBytes(`${tree}/initrd.img`))
}

async function packDisk(disk: string, { diskSectors }: Layout, { imageFolder, report, signal }: Bench): Promise<void> {
  const diskBytes = diskSectors * sectorBytes
  const target = { path: `${imageFolder}/disk.qcow2`, format: 'qcow2', mostBytes: diskBytes } as const
  const tell = (percent: number) => report('packing the disk', { done: percent, total: 100, unit: 'percent' })
  await convertDisk({ path: disk, format: 'raw' }, diskBytes, target, { signal, tell })
}
