import { Lab } from './lab.ts'

/** One lab for all its tests, since it takes half a minute to boot. */
export async function globalSetup(): Promise<void> {
  const begun = performance.now()
  const seconds = () => `${Math.round((performance.now() - begun) / 1000)} s`
  await Lab.prepare()
  console.log(`The images of the lab are ready after ${seconds()}.`)
  await Lab.boot('lab', 'intel')
  console.log(`The lab is up after ${seconds()}.`)
}

export async function globalTeardown(): Promise<void> {
  const lab = await Lab.running()
  await lab[Symbol.asyncDispose]()
  await lab.close()
}
