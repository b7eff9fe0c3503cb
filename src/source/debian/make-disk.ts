import { makeSparse, writeAt } from '../../host/write-at.ts'
import { run } from '../../host/run.ts'
import { partitionTable, sectorBytes } from '../disk/gpt.ts'
import { placeBootCode } from '../disk/grub-boot-code.ts'
import type { Bench } from '../recipe.ts'
import { runInWorld } from '../world.ts'
import type { BootLoader } from './boot-loader.ts'
import { byteOffset, type Layout, partitions } from './layout.ts'

export type DiskInput = {
  /** Folder with the whole system. */
  readonly tree: string
  readonly rootUuid: string
  readonly layout: Layout
  readonly bootLoader: BootLoader
  readonly makeId: () => string
}

/** Writes the disk as a raw file: partition table, GRUB for both kinds of firmware, and the root file system. */
export async function makeDisk(path: string, input: DiskInput, bench: Bench): Promise<void> {
  const { layout, makeId } = input
  const { diskSectors, biosBoot } = layout
  await makeSparse(path, diskSectors * sectorBytes)
  await writeRoot(path, input, bench)
  await writeEfiSystem(path, input, bench)
  const { front, back } = partitionTable(makeId(), diskSectors, partitions(layout, makeId))
  const { mbr, core } = placeBootCode(input.bootLoader.bootImage, input.bootLoader.coreImage, biosBoot.first)
  await writeAt(path, [
    { offset: 0, bytes: front },
    { offset: 0, bytes: mbr },
    { offset: byteOffset(biosBoot), bytes: core },
    { offset: diskSectors * sectorBytes - back.length, bytes: back },
  ])
}

async function writeRoot(
  path: string,
  { tree, rootUuid, layout: { root } }: DiskInput,
  { signal }: Bench,
): Promise<void> {
  const extended = [`offset=${byteOffset(root)}`, 'lazy_itable_init=0', 'lazy_journal_init=0', 'nodiscard']
  const words = ['-q', '-F', '-t', 'ext4', '-U', rootUuid, '-L', 'root', '-e', 'remount-ro', '-m', '1']
  const kibibytes = (root.sectors * sectorBytes) / 1024
  await runInWorld('mke2fs', [...words, '-E', extended.join(','), '-d', tree, path, `${kibibytes}k`], {
    signal,
    timeoutMs: 10 * 60_000,
    environment: { MKE2FS_CONFIG: `${import.meta.dirname}/mke2fs.conf` },
  })
}

async function writeEfiSystem(
  path: string,
  { bootLoader: { efiProgram }, layout: { efiSystem } }: DiskInput,
  { signal }: Bench,
): Promise<void> {
  const drive = ['-i', `${path}@@${byteOffset(efiSystem)}`]
  const options = { signal, timeoutMs: 60_000 }
  await run(
    'mformat',
    [...drive, '-F', '-c', '1', '-T', `${efiSystem.sectors}`, '-h', '255', '-s', '63', '::'],
    options,
  )
  await run('mmd', [...drive, '::/EFI', '::/EFI/BOOT'], options)
  await run('mcopy', [...drive, efiProgram, '::/EFI/BOOT/BOOTX64.EFI'], options)
}
