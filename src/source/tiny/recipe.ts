import { listFolder, readBytes, writeWhole } from '../../host/files.ts'
import { openPrivateApt } from '../apt/private-apt.ts'
import { unpackPackages } from '../apt/unpack-packages.ts'
import { unpackKernel } from '../kernel/unpack-kernel.ts'
import type { Bench, ImageFacts, Recipe } from '../recipe.ts'
import { makeInitramfs, type Unpacked } from './initramfs.ts'
import { type TinyKind, tinyKinds } from './kinds.ts'
import { packagesOf } from './parts.ts'

/**
 * A Linux without a disk that is up in about two seconds even when emulated: for first steps, demonstrations and tests.
 * There is one for each architecture: `tiny` for x86_64, `tiny:aarch64` and so on for others.
 */
export const tinyRecipes: readonly Recipe[] = tinyKinds.map(recipeOf)

function recipeOf(kind: TinyKind): Recipe {
  const { arch, version } = kind
  const isSmall = arch === 'x86_64'
  return {
    name: isSmall ? 'tiny' : `tiny:${arch}`,
    aliases: isSmall ? ['tiny:x86_64'] : [],
    architecture: arch,
    summary: `Debian ${version} kernel, busybox and guest agent in memory, no disk; up in seconds`,
    // Elsewhere there is no kernel with the drivers of clouds only.
    neededBytes: (isSmall ? 400 : 700) << 20,
    takesPackages: false,
    build: (bench) => build(kind, bench),
  }
}

async function build(kind: TinyKind, bench: Bench): Promise<ImageFacts> {
  const { imageFolder, report, signal } = bench
  const unpacked = await gather(kind, bench)
  report('writing the kernel and the initramfs')
  const packed = await writeKernel(unpacked, imageFolder)
  await writeWhole(`${imageFolder}/initrd`, await makeInitramfs(kind, unpacked, signal))
  signal.throwIfAborted()
  return {
    files: [
      { role: 'kernel', name: 'kernel', format: 'raw' },
      ...(packed ? [{ role: 'bzimage', name: 'bzimage', format: 'raw' } as const] : []),
      { role: 'initrd', name: 'initrd', format: 'raw' },
    ],
    virtualSizeBytes: 0,
    os: 'tiny',
    architecture: kind.arch,
    boot: ['direct'],
    kernelArguments: 'quiet cryptomgr.notests',
    agent: true,
    shell: true,
  }
}

/**
 * Unpacked, the kernel of a PC starts a second earlier when emulated; machine microvm starts only the packed one. Gives
 * whether there are both. Kernels of other architectures are taken as they are.
 */
async function writeKernel({ tree, kernelRelease }: Unpacked, imageFolder: string): Promise<boolean> {
  const name = (await listFolder(`${tree}/boot`)).find(
    (file) => /^vmlinu[xz]-/.test(file) && file.endsWith(kernelRelease),
  )
  if (name === undefined) throw new Error(`the package of the kernel ${kernelRelease} holds no kernel`)
  const kernel = await readBytes(`${tree}/boot/${name}`)
  const unpacked = unpackKernel(kernel)
  await writeWhole(`${imageFolder}/kernel`, unpacked ?? kernel)
  if (unpacked) await writeWhole(`${imageFolder}/bzimage`, kernel)
  return unpacked !== undefined
}

async function gather(kind: TinyKind, bench: Bench): Promise<Unpacked> {
  const { cacheFolder, workFolder, report, signal } = bench
  const { apt: choice, arch, kernelMetaPackage } = kind
  const tree = `${workFolder}/tree`
  const suffix = arch === 'x86_64' ? '' : `-${arch}`
  const apt = await openPrivateApt(`${cacheFolder}/apt-${choice.release}${suffix}`, choice)
  await apt.update(report, signal)
  const [kernelPackage = kernelMetaPackage] = (await apt.field(kernelMetaPackage, 'Depends', signal)).split(' ')
  const files = await apt.resolve(['download', kernelPackage, ...packagesOf(kind)], signal)
  const folder = `${cacheFolder}/packages-tiny${suffix}`
  await apt.fetch(files, folder, report, signal)
  await unpackPackages(files, folder, tree, bench)
  return await findModules(tree)
}

/** They lie below usr/ since Debian 13. */
async function findModules(tree: string): Promise<Unpacked> {
  for (const above of ['lib/modules', 'usr/lib/modules']) {
    const [kernelRelease] = await listFolder(`${tree}/${above}`)
    if (kernelRelease !== undefined) return { tree, kernelRelease, modulesFolder: `${tree}/${above}/${kernelRelease}` }
  }
  throw new Error('the package of the kernel holds no modules')
}
