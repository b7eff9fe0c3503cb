import { rm } from 'node:fs/promises'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { BenchDaemon } from './kit/daemon.ts'
import { percentile, type Runs, timed } from './kit/figures.ts'
import { fillStore } from './kit/fill-store.ts'
import { PageWork, WebVisitor } from './kit/web-visitor.ts'

/**
 * The list of instances in the web app with many of them, in Chromium against a real daemon: until its rows are there, how long
 * frames take while it is scrolled, and from a key until the list is the one that was asked for. `node bench/web-list.ts 5000`.
 */
const firstRow = '.app-instances tbody tr:not([aria-hidden]) >> nth=0'
const count = Number(process.argv[2] ?? 5000)

await using daemon = await BenchDaemon.make()
await daemon.stroj('ls')
await daemon.stroj('daemon', 'stop')
await fillStore(daemon, count)
await using visitor = await WebVisitor.arrive()
const page = await visitor.signedIn(daemon)

await page.getByText(String(count)).first().waitFor()

const work = await PageWork.of(page)

console.log(`load of the host: ${loadavg()[0]?.toFixed(1)}`)
await page.goto(new URL('/instances', page.url()).href, { waitUntil: 'commit' })
tell(`${count} instances, from the address being opened until there are rows`, [await untilRows(page)])
tell('  work of the page for that', [await work.milliseconds()])
await page.getByRole('link', { name: 'Overview' }).click()
await page.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
const clicked = await timed(async () => {
  await page.getByRole('link', { name: 'Instances' }).click()
  await page.locator(firstRow).waitFor()
})
tell('from a click until there are rows, when they were read before', [clicked])
for (const [what, pixels] of [
  ['scrolled by a screen in each', 800],
  ['scrolled by 40 pixels in each', 40],
  ['nothing happens', 0],
] as const) {
  const before = await work.milliseconds()
  tell(`frames, ${what}`, await frames(page, pixels))
  tell('  work of the page for one', [((await work.milliseconds()) - before) / 120])
}

const [found, worked]: [number[], number[]] = [[], []]
for (const word of ['i0042', 'i004', 'i00001', 'i000', 'i00123']) {
  const before = await work.milliseconds()
  found.push(await filtered(page, word))
  worked.push((await work.milliseconds()) - before)
  await filtered(page, '')
}
tell('from a word in the filter until the list has what fits it', found)
tell('  work of the page for that', worked)

await page.close()
await daemon.stroj('web', 'off')
await daemon.stroj('daemon', 'stop')
await rm(join(daemon.home, 'state/stroj.db'))

/** Milliseconds from the beginning of the page until its first row is there. */
async function untilRows(on: Page): Promise<number> {
  await on.locator(firstRow).waitFor()
  return (await on.evaluate('performance.now()')) as number
}

/** Milliseconds of each of 120 frames, while the list is scrolled down and up by so many pixels in each. */
async function frames(on: Page, pixels: number): Promise<Runs> {
  return (await on.evaluate(`new Promise((resolve) => {
    const scroller = [...document.querySelectorAll('main, main *')].find((one) =>
      /auto|scroll/.test(getComputedStyle(one).overflowY) && one.scrollHeight > one.clientHeight + 1)
      ?? document.querySelector('.pf-v6-c-page__main')
    const times = []
    let last = performance.now(), step = ${pixels}
    const frame = () => {
      const now = performance.now()
      times.push(now - last)
      last = now
      if (times.length > 120) return resolve(times.slice(1))
      const before = scroller.scrollTop
      scroller.scrollTop = before + step
      if (step !== 0 && scroller.scrollTop === before) step = -step
      requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
  })`)) as Runs
}

async function filtered(on: Page, word: string): Promise<number> {
  const fits = Array.from({ length: count }, (_, number) => `i${String(number).padStart(6, '0')}`)
  const wanted = fits.filter((name) => name.includes(word)).length
  return await timed(async () => {
    await on.getByPlaceholder('Find by name').fill(word)
    await on.getByText(`${wanted} instance`, { exact: false }).first().waitFor()
  })
}

function tell(what: string, runs: Runs): void {
  const [p50, p95, most] = [percentile(runs, 0.5), percentile(runs, 0.95), Math.max(...runs)]
  const rest = runs.length === 1 ? '' : `, p95 ${p95.toFixed(1)} ms, most ${most.toFixed(1)} ms, of ${runs.length}`
  console.log(`  ${what}: ${p50.toFixed(1)} ms${rest}`)
}
