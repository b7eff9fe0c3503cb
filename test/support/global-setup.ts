import { Home } from './home.ts'
import { makeHomeFolder } from './home-folder.ts'

/** One home for all end-to-end tests, so that each image is built once in a run. */
export async function globalSetup(): Promise<void> {
  process.env['STROJ_TEST_HOME'] = await makeHomeFolder()
}

export async function globalTeardown(): Promise<void> {
  const home = await Home.shared()
  await home.remove()
}
