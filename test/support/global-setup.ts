import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Home } from './home.ts'

/** One home for all end-to-end tests, so that each image is built once in a run. */
export async function globalSetup(): Promise<void> {
  process.env['STROJ_TEST_HOME'] = await mkdtemp(join(tmpdir(), 'stroj-'))
}

export async function globalTeardown(): Promise<void> {
  const home = await Home.shared()
  await home.remove()
}
