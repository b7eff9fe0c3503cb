import { syncFile } from '../../../host/durable-file.ts'
import { listFolder, makeFolder, removeTree, writeWhole } from '../../../host/files.ts'
import { joinFiles } from '../../../host/join-files.ts'
import type { PlannedInstaller } from '../../../plan/install/plan-install.ts'
import { isoImage } from '../seed/iso9660.ts'
import { initrdSegment } from './initrd-segment.ts'

/** Where the parts of an installer lie, in the folder of its instance. */
export function installerFiles(own: string) {
  const folder = `${own}/installer`
  return { folder, kernel: `${folder}/kernel`, initrd: `${folder}/initrd`, answers: `${folder}/answers.iso` } as const
}

/**
 * Writes what QEMU is to be given: kernel and initrd, taken out of the medium where they lie on one, and the answers.
 * Only its owner can read any of it.
 */
export async function writeInstaller(own: string, installer: PlannedInstaller, signal: AbortSignal): Promise<void> {
  const places = installerFiles(own)
  const { boot, answers } = installer
  await removeTree(places.folder)
  await makeFolder(places.folder)
  const encoder = new TextEncoder()
  const files = (answers?.files ?? []).map(({ name, text }) => ({ name, content: encoder.encode(text) }))
  if (boot) {
    const segment = answers?.by.kind === 'initrd' ? [{ kind: 'bytes', bytes: initrdSegment(files) } as const] : []
    await joinFiles(places.kernel, [boot.kernel], signal)
    if (boot.initrd) await joinFiles(places.initrd, [boot.initrd, ...segment], signal)
  }
  if (answers?.by.kind === 'medium') await writeWhole(places.answers, isoImage(answers.by.volume, files))
}

/** Removes all of it. No failure when there is nothing. */
export async function removeInstaller(own: string): Promise<void> {
  await removeTree(installerFiles(own).folder)
}

/** The same, when the installer has ended by itself; what it wrote to the disks is then safe from a power cut. */
export async function endInstaller(own: string): Promise<void> {
  const disks = (await listFolder(own)).filter((name) => /^disk\d+\.qcow2$/.test(name))
  for (const name of disks) await syncFile(`${own}/${name}`)
  await removeInstaller(own)
}
