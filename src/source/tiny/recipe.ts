import { listFolder, readBytes, writeWhole } from '../../host/files.ts'
import { openPrivateApt } from '../apt/private-apt.ts'
import { unpackPackages } from '../apt/unpack-packages.ts'
import { unpackKernel } from '../kernel/unpack-kernel.ts'
import type { Bench, ImageFacts, Recipe } from '../recipe.ts'
import { makeInitramfs } from './initramfs.ts'
import { kernelMetaPackage, packages, release } from './parts.ts'

/** A Linux without a disk that is up in about two seconds even when emulated: for first steps, demonstrations and tests. */
export const tinyRecipe: Recipe = {
  name: 'tiny',
  aliases: [],
  summary: 'Debian 12 kernel, busybox and guest agent in memory, no disk; up in seconds',
  neededBytes: 400 << 20,
  takesPackages: false,
  build,
}

async function build(bench: Bench): Promise<ImageFacts> {
  const { imageFolder, workFolder, report, signal } = bench
  const tree = `${workFolder}/tree`
  await gather(bench, tree)

  report('writing the kernel and the initramfs')
  const [kernelRelease = ''] = await listFolder(`${tree}/lib/modules`)
  const kernel = await readBytes(`${tree}/boot/vmlinuz-${kernelRelease}`)
  // Unpacked it starts a second earlier when emulated; machine microvm starts only the packed one.
  await writeWhole(`${imageFolder}/kernel`, unpackKernel(kernel) ?? kernel)
  await writeWhole(`${imageFolder}/bzimage`, kernel)
  await writeWhole(`${imageFolder}/initrd`, await makeInitramfs(tree, kernelRelease))
  signal.throwIfAborted()
  return {
    files: [
      { role: 'kernel', name: 'kernel', format: 'raw' },
      { role: 'bzimage', name: 'bzimage', format: 'raw' },
      { role: 'initrd', name: 'initrd', format: 'raw' },
    ],
    virtualSizeBytes: 0,
    os: 'tiny',
    architecture: 'x86_64',
    boot: ['direct'],
    kernelArguments: 'quiet cryptomgr.notests',
    agent: true,
    shell: true,
  }
}

async function gather(bench: Bench, tree: string): Promise<void> {
  const { cacheFolder, report, signal } = bench
  const apt = await openPrivateApt(`${cacheFolder}/apt-${release}`, release)
  await apt.update(report, signal)
  const [kernelPackage = kernelMetaPackage] = (await apt.field(kernelMetaPackage, 'Depends', signal)).split(' ')
  const files = await apt.resolve(['download', kernelPackage, ...packages], signal)
  const folder = `${cacheFolder}/packages-tiny`
  await apt.fetch(files, folder, report, signal)
  await unpackPackages(files, folder, tree, bench)
}
