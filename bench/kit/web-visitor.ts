import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core'
import type { BenchDaemon } from './daemon.ts'

/** A person at a browser of their own. */
export class WebVisitor implements AsyncDisposable {
  readonly #browser: Browser

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  static async arrive(): Promise<WebVisitor> {
    const args = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking']
    return new WebVisitor(await chromium.launch({ executablePath: '/usr/bin/chromium', args }))
  }

  /** A browser that knows nothing yet. */
  context(): Promise<BrowserContext> {
    return this.#browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 } })
  }

  /** A tab that is signed in, on the overview, after what it began with was loaded. */
  async signedIn(daemon: BenchDaemon): Promise<Page> {
    const context = await this.context()
    const page = await context.newPage()
    await page.goto(await loginLink(daemon))
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close()
  }
}

/** An address that signs in once. */
export async function loginLink(daemon: BenchDaemon): Promise<string> {
  const [address] = /http:\S+#login=\S+/.exec(await daemon.stroj('web', '--no-browser')) ?? []
  if (address === undefined) throw new Error('stroj web printed no link')
  return address
}

/** What the main thread of a page has worked since it was opened: unlike the time until something is there, no more on a busy host. */
export class PageWork {
  readonly #session: CDPSession

  private constructor(session: CDPSession) {
    this.#session = session
  }

  static async of(page: Page): Promise<PageWork> {
    const session = await page.context().newCDPSession(page)
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    return new PageWork(session)
  }

  async milliseconds(): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics')
    return 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN)
  }
}
