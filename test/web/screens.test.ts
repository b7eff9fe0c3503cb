import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { assertAccessible, goTo, Visitor } from '../support/browser.ts'
import { Home } from '../support/home.ts'

/** Where pictures are kept; only written when they are asked for, since each run draws other times and loads. */
const pictures = process.env['STROJ_WEB_PICTURES']
const folder = join(import.meta.dirname, '../../docs/web')

type Screen = readonly [name: string, path: string, sign: string]

/** Each screen, and what shows that it is there. */
const screens: readonly Screen[] = [
  ['overview', '/', '.pf-v6-c-progress'],
  ['instances', '/instances', 'text=db'],
  ['create', '/create', '.app-yaml'],
  ['instance', '/instances/web', 'figure'],
  ['screen', '/instances/web/screen', '[data-state=open] canvas'],
  ['console', '/instances/web/console', '.xterm-rows >> text=root@web'],
  ['disks', '/instances/web/disks', 'text=virtio'],
  ['snapshots', '/instances/web/snapshots', '.app-tree .app-tree'],
  ['spec', '/instances/web/settings', '.app-yaml'],
  ['explain', '/instances/web/explain', 'pre'],
  ['logs', '/instances/web/logs', '.app-log'],
  ['images', '/images', 'text=sha256'],
  ['volumes', '/volumes', 'tbody >> nth=1'],
  ['networks', '/networks', 'text=:8080/tcp'],
  ['operations', '/operations', 'table'],
  ['host', '/host', '.app-check'],
  ['settings', '/settings', '#language'],
]

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
  await home.ok(['web', '--no-browser'])
  await mkdir(folder, { recursive: true })
})

after(async () => {
  await (await Home.shared()).ok(['web', 'off'])
})

/** Something to be seen on every screen. */
async function furnish(home: Home): Promise<void> {
  await home.ok(['volume', 'create', 'data', '--size', '1GiB'])
  await home.ok([
    'create',
    'tiny',
    '--name',
    'web',
    '--disk',
    '64MiB',
    '--label',
    'team=red',
    '--label',
    'role=front',
    '--forward',
    '8080:80',
  ])
  await home.ok(['create', 'tiny', '--name', 'db', '--memory', '512MiB', '--label', 'team=red'])
  await home.ok(['create', 'tiny', '--name', 'spare', '--memory', '256MiB'])
  await home.ok(['start', 'web'])
  await home.ok(['exec', 'web', '--', 'true'], { timeoutMs: 180_000 })
  await home.ok(['set', 'web', 'cpus=2'])
  for (const name of ['clean', 'ready']) await home.ok(['snapshot', 'create', 'web', name])
}

const looks: readonly (readonly [name: string, look: BrowserContextOptions])[] = [
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['phone', { viewport: { width: 360, height: 740 } }],
  ['hrvatski', { locale: 'hr-HR' }],
]

test('every screen is there, accessible and no wider than the window', async (context) => {
  await using home = await Home.shared()
  await furnish(home)
  for (const [look, options] of looks) {
    await context.test(look, async (within) => {
      await using visitor = await Visitor.arrive()
      const page = await visitor.signedIn(home, options)
      for (const screen of screens) await within.test(screen[0], () => lookAt(page, screen, look))
      visitor.assertContent()
    })
  }
  await home.ok(['rm', '--force', 'web', 'db', 'spare'])
  await home.ok(['volume', 'rm', 'data'])
})

async function lookAt(page: Page, [name, path, sign]: Screen, look: string): Promise<void> {
  await goTo(page, path)
  await page.locator(sign).first().waitFor({ timeout: 60_000 })
  if (pictures !== undefined) await page.screenshot({ path: join(folder, `${name}-${look}.png`) })
  await assertAccessible(page, `${name} (${look})`)
  await assertNoSideways(page, name)
}

/** Whoever has a narrow screen should scroll in one direction only (WCAG 2.2, 1.4.10). */
async function assertNoSideways(page: Page, name: string): Promise<void> {
  const main = 'document.querySelector("main, .pf-v6-c-page__main")'
  const [wide, room] = (await page.evaluate(`[${main}.scrollWidth, ${main}.clientWidth]`)) as [number, number]
  if (wide > room + 1) throw new Error(`${name} is ${wide} pixels wide where there are ${room}`)
}
