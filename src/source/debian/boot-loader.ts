import { entryExists } from '../../host/entry-exists.ts'
import { readBytes, writeWhole } from '../../host/files.ts'
import { run } from '../../host/run.ts'
import type { Bench } from '../recipe.ts'
import { kernelArguments } from './parts.ts'

/** Built in; everything else would have to be found first. */
const modules = ['part_gpt', 'ext2', 'search', 'search_fs_uuid', 'normal', 'configfile', 'linux', 'echo', 'test']

export type BootLoader = {
  readonly bootImage: Uint8Array
  readonly coreImage: Uint8Array
  /** Path of the program for the EFI system partition. */
  readonly efiProgram: string
}

/** Makes GRUB for BIOS and UEFI from packages that were unpacked in `tree`. Both read /boot/grub/grub.cfg on the root file system. */
export async function makeBootLoader(tree: string, rootUuid: string, bench: Bench): Promise<BootLoader> {
  const { workFolder } = bench
  const config = `${workFolder}/early.cfg`
  const search = `search --no-floppy --fs-uuid --set=root ${rootUuid}`
  await writeWhole(config, `${search}\nconfigfile /boot/grub/grub.cfg\n`)
  const core = `${workFolder}/core.img`
  const efiProgram = `${workFolder}/bootx64.efi`
  await grubMkimage(tree, ['-O', 'i386-pc', '-c', config, '-o', core, 'biosdisk', ...modules], bench.signal)
  await grubMkimage(tree, ['-O', 'x86_64-efi', '-c', config, '-o', efiProgram, ...modules], bench.signal)
  const bootImage = await readBytes(`${tree}/usr/lib/grub/i386-pc/boot.img`)
  return { bootImage, coreImage: await readBytes(core), efiProgram }
}

/** Without a menu and without waiting. */
export function grubConfig(rootUuid: string): string {
  return [
    'set gfxpayload=text',
    `linux /vmlinuz ${kernelArguments(rootUuid)} console=tty0 console=ttyS0`,
    'initrd /initrd.img',
    'boot',
    '',
  ].join('\n')
}

/** The unpacked program is run by its own loader and with its own libraries, whatever this host has. */
async function grubMkimage(tree: string, words: readonly string[], signal: AbortSignal): Promise<void> {
  // Where releases before 13 have it; those after have everything below /usr.
  const loader = (await entryExists(`${tree}/lib64`)) ? `${tree}/lib64` : `${tree}/usr/lib64`
  const libraries = `${tree}/lib/x86_64-linux-gnu:${tree}/usr/lib/x86_64-linux-gnu`
  const platform = words[1] ?? ''
  const program = ['--library-path', libraries, `${tree}/usr/bin/grub-mkimage`]
  const places = ['-d', `${tree}/usr/lib/grub/${platform}`, '-p', '/boot/grub']
  await run(`${loader}/ld-linux-x86-64.so.2`, [...program, ...places, ...words], { signal, timeoutMs: 60_000 })
}
