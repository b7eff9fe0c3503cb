import { absolutePath, folderOf } from '../host/absolute-path.ts'
import { entryExists } from '../host/entry-exists.ts'

/** Where the built web app lies: dist/web for dist/daemon, and for src/daemon too. Null when it was not built. */
export async function webFolder(): Promise<string | null> {
  const { filename } = import.meta
  const folder = absolutePath(filename.endsWith('.ts') ? '../../dist/web' : '../web', folderOf(filename))
  return (await entryExists(`${folder}/index.html`)) ? folder : null
}
