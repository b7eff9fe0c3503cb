import { readdirSync, readFileSync, statSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { BenchDaemon } from './kit/daemon.ts'
import { percentile, type Runs } from './kit/figures.ts'
import { loginLink, PageWork, WebVisitor } from './kit/web-visitor.ts'

/**
 * How long the web app takes until its first screen can be used, in a browser that knows nothing and in one that was there before;
 * and how large it is. `node bench/web-first.ts 5`.
 */
const rounds = Number(process.argv[2] ?? 5)

await using daemon = await BenchDaemon.make()
await daemon.stroj('ls')
await using visitor = await WebVisitor.arrive()
type Measured = { readonly until: number[]; readonly worked: number[] }
const [cold, warm]: [Measured, Measured] = [
  { until: [], worked: [] },
  { until: [], worked: [] },
]
for (let round = 0; round < rounds; round++) {
  const context = await visitor.context()
  await untilUsable(context, await loginLink(daemon), cold)
  const { origin } = new URL(context.pages()[0]?.url() ?? '')
  for (let again = 0; again < 3; again++) await untilUsable(context, origin, warm)
  await context.close()
}
await daemon.stroj('web', 'off')
console.log(`load of the host: ${loadavg()[0]?.toFixed(1)}`)
tell('first screen, from its address until it can be used, cold (signing in by a link)', cold.until)
tell('  work of the page for that', cold.worked)
tell('the same warm', warm.until)
tell('  work of the page for that', warm.worked)
const [script, style] = [initial('script'), initial('style')]
console.log(`  loaded at first, gzip: ${kib(script)} of scripts, ${kib(style)} of styles`)
console.log(`  the rest, loaded when it is needed, gzip: ${kib(all() - script - style)}`)

/** From the beginning of the navigation until the overview has told what there is. */
async function untilUsable(context: BrowserContext, address: string, { until, worked }: Measured): Promise<void> {
  const page = await context.newPage()
  const work = await PageWork.of(page)
  await page.goto(address, { waitUntil: 'commit' })
  await page.locator('main .pf-v6-c-progress').first().waitFor()
  until.push(await page.evaluate('performance.now()'))
  worked.push(await work.milliseconds())
}

/** Bytes of what the page itself names, compressed as it is sent. */
function initial(kind: 'script' | 'style'): number {
  const pattern = kind === 'script' ? /(?:src|href)="\/?([^"]+\.js)"/g : /href="\/?([^"]+\.css)"/g
  const page = readFileSync(join(folder(), 'index.html'), 'utf8')
  return [...page.matchAll(pattern)].reduce((sum, [, path]) => sum + sizeOf(join(folder(), path ?? '')), 0)
}

function all(): number {
  const assets = join(folder(), 'assets')
  const names = readdirSync(assets).filter((name) => /\.(?:js|css)$/.test(name))
  return names.reduce((sum, name) => sum + sizeOf(join(assets, name)), 0)
}

/** Small files are not compressed. */
function sizeOf(path: string): number {
  return statSync(`${path}.gz`, { throwIfNoEntry: false })?.size ?? statSync(path).size
}

function folder(): string {
  return join(import.meta.dirname, '../dist/web')
}

function kib(bytes: number): string {
  return `${(bytes / 1024).toFixed(0)} KiB`
}

function tell(what: string, runs: Runs): void {
  console.log(
    `  ${what}: p50 ${percentile(runs, 0.5).toFixed(0)} ms, least ${Math.min(...runs).toFixed(0)} ms, of ${runs.length}`,
  )
}
