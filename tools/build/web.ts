import { build } from 'vite'
import { webConfig, webFolder } from '../web/config.ts'
import { compressFolder } from './compress.ts'

/** The web app as static files in dist/web. */
export async function buildWeb(): Promise<void> {
  await build(webConfig())
  await compressFolder(webFolder)
}
