import { after, before } from 'node:test'
import { Home } from './home.ts'

/** The tests of a file find the web app of the shared home open before they look what there is. */
export function openWeb(): void {
  before(async () => {
    await (await Home.shared()).ok(['web', '--no-browser'])
  })
  after(async () => {
    await (await Home.shared()).ok(['web', 'off'])
  })
}

/** The same, with the image `tiny` there. */
export function openWebWithTiny(): void {
  before(async () => {
    await (await Home.shared()).ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
  })
  openWeb()
}
