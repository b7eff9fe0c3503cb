import { run } from '../../host/run.ts'
import type { Bench } from '../recipe.ts'
import type { PackageFile } from './apt-output.ts'

/** Unpacks the files of packages into one tree, without installing anything. */
export async function unpackPackages(
  files: readonly PackageFile[],
  folder: string,
  tree: string,
  { report, signal }: Pick<Bench, 'report' | 'signal'>,
): Promise<void> {
  for (const [index, { file }] of files.entries()) {
    report('unpacking packages', { done: index, total: files.length, unit: 'items' })
    await run('dpkg-deb', ['--extract', `${folder}/${file}`, tree], { signal, timeoutMs: 120_000 })
  }
}
