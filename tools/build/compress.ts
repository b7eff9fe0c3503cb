import { glob, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

/** Fewer bytes are not worth a second file. */
const least = 1024
/** The highest takes ten times as long for a twentieth less. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }

/** Puts a packed twin, `.br` and `.gz`, beside each text file of a folder, to be sent as it is. */
export async function compressFolder(folder: string): Promise<void> {
  const all: Promise<void>[] = []
  for await (const file of glob('**/*.{html,js,css,svg}', { cwd: folder })) all.push(compress(join(folder, file)))
  await Promise.all(all)
}

async function compress(file: string): Promise<void> {
  const content = await readFile(file)
  if (content.length < least) return
  const [small, smaller] = await Promise.all([
    promisify(gzip)(content, { level: 9 }),
    promisify(brotliCompress)(content, quality),
  ])
  await Promise.all([writeFile(`${file}.gz`, small), writeFile(`${file}.br`, smaller)])
}
