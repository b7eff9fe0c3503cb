import { randomUuid } from '../../host/random-uuid.ts'
import { makeFolder, readBytes, writeWhole } from '../../host/files.ts'
import { sourcesForGuest } from '../apt/mirror.ts'
import { openPrivateApt, type PrivateApt } from '../apt/private-apt.ts'
import { unpackPackages } from '../apt/unpack-packages.ts'
import { sectorBytes } from '../disk/gpt.ts'
import { convertDisk } from '../../disk/convert.ts'
import { unpackKernel } from '../kernel/unpack-kernel.ts'
import type { Bench, ImageFacts, Recipe } from '../recipe.ts'
import { removeInWorld, requireWorld } from '../world.ts'
import { type BootLoader, grubConfig, makeBootLoader } from './boot-loader.ts'
import { bootstrap } from './bootstrap.ts'
import { diskSectors } from './layout.ts'
import { makeDisk } from './make-disk.ts'
import { bootLoaderPackages, installWords, kernelArguments, packagesWith, release } from './parts.ts'

/** Debian 12 with systemd and the guest agent, built from the packages of the mirror that this host uses. */
export const debianRecipe: Recipe = {
  name: 'debian:12',
  aliases: ['debian', 'debian:bookworm'],
  summary: 'Debian 12 (bookworm) with systemd, network and guest agent; boots by kernel, BIOS or UEFI',
  neededBytes: 1536 << 20,
  architecture: 'x86_64',
  takesPackages: true,
  build,
}

async function build(bench: Bench, more: readonly string[]): Promise<ImageFacts> {
  const { workFolder, imageFolder, report, signal } = bench
  await requireWorld(debianRecipe.name, signal)
  const rootUuid = randomUuid()
  const tree = `${workFolder}/system`
  const apt = await openPrivateApt(`${bench.cacheFolder}/apt-${release}`, {
    release,
    architecture: 'amd64',
    mainOnly: false,
  })
  await apt.update(report, signal)
  try {
    const bootLoader = await prepareBootLoader(apt, rootUuid, bench)
    await install(apt, { tree, rootUuid, packages: packagesWith(more) }, bench)
    report('writing the disk')
    await copyKernel(tree, imageFolder)
    const disk = `${workFolder}/disk.raw`
    await makeDisk(disk, { tree, rootUuid, bootLoader, makeId: randomUuid }, bench)
    await packDisk(disk, bench)
  } finally {
    await removeInWorld(tree)
  }
  return {
    files: [
      { role: 'disk', name: 'disk.qcow2', format: 'qcow2' },
      { role: 'kernel', name: 'kernel', format: 'raw' },
      { role: 'initrd', name: 'initrd', format: 'raw' },
    ],
    virtualSizeBytes: diskSectors * sectorBytes,
    os: 'debian:12',
    architecture: 'x86_64',
    boot: ['direct', 'bios', 'uefi'],
    kernelArguments: kernelArguments(rootUuid),
    agent: true,
    shell: true,
  }
}

async function prepareBootLoader(apt: PrivateApt, rootUuid: string, bench: Bench): Promise<BootLoader> {
  const files = await apt.resolve(['download', ...bootLoaderPackages], bench.signal)
  const folder = `${bench.cacheFolder}/packages-grub`
  await apt.fetch(files, folder, bench.report, bench.signal)
  const tree = `${bench.workFolder}/grub`
  await unpackPackages(files, folder, tree, bench)
  return await makeBootLoader(tree, rootUuid, bench)
}

type System = { readonly tree: string; readonly rootUuid: string; readonly packages: readonly string[] }

async function install(apt: PrivateApt, { tree, rootUuid, packages }: System, bench: Bench): Promise<void> {
  const { workFolder, cacheFolder, report, signal } = bench
  const files = await apt.resolve(['install', ...installWords(packages)], signal)
  const packagesFolder = `${cacheFolder}/packages-debian`
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
  await writeWhole(input.ownSourcesFile, sourcesForGuest(apt.mirrors, release))
  await writeWhole(input.grubConfigFile, grubConfig(rootUuid))
  report('installing packages')
  const { listsFolder } = apt
  await bootstrap({ ...input, root: tree, packages, packagesFolder, packageCount: files.length, listsFolder }, bench)
}

/** Both are links to the newest; the kernel starts a second earlier unpacked when it is emulated. */
async function copyKernel(tree: string, imageFolder: string): Promise<void> {
  const kernel = await readBytes(`${tree}/vmlinuz`)
  await writeWhole(`${imageFolder}/kernel`, unpackKernel(kernel) ?? kernel)
  await writeWhole(`${imageFolder}/initrd`, await readBytes(`${tree}/initrd.img`))
}

async function packDisk(disk: string, { imageFolder, report, signal }: Bench): Promise<void> {
  const diskBytes = diskSectors * sectorBytes
  const target = { path: `${imageFolder}/disk.qcow2`, format: 'qcow2', mostBytes: diskBytes } as const
  const tell = (percent: number) => report('packing the disk', { done: percent, total: 100, unit: 'percent' })
  await convertDisk({ path: disk, format: 'raw' }, diskBytes, target, { signal, tell })
}
