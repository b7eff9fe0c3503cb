import assert from 'node:assert/strict'
import axe from 'axe-core'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import type { Home } from './home.ts'

/** As root there is no sandbox; the others keep it from calling home. */
const options = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** A person at a browser. */
export class Visitor implements AsyncDisposable {
  readonly #browser: Browser
  readonly #complaints: string[] = []
  /** Complaints that a test provokes. */
  readonly expected: RegExp[] = []

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  /** With more words for Chromium, where a test needs them. */
  static async arrive(more: readonly string[] = []): Promise<Visitor> {
    return new Visitor(await chromium.launch({ executablePath: '/usr/bin/chromium', args: [...options, ...more] }))
  }

  /** An empty tab of a browser that knows nothing yet. */
  async tab(look: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#browser.newContext({ locale: 'en-GB', viewport: { width: 1280, height: 860 }, ...look })
    const page = await context.newPage()
    page.on('pageerror', (error) => this.#complaints.push(String(error)))
    page.on('console', (message) => {
      if (message.type() === 'error') this.#complaints.push(`${message.text()} (${message.location().url})`)
    })
    return page
  }

  /** A tab that is signed in, on the overview. */
  async signedIn(home: Home, look: BrowserContextOptions = {}): Promise<Page> {
    const page = await this.tab(look)
    await page.goto(await loginLink(home))
    await page.getByRole('heading', { level: 1 }).waitFor()
    return page
  }

  /** Fails with what pages have complained about, such as something that the Content Security Policy forbids. */
  assertContent(): void {
    const strange = this.#complaints.filter((complaint) => !this.expected.some((one) => one.test(complaint)))
    assert.deepEqual(strange, [], 'pages complained')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close()
  }
}

/** An address that signs in once. */
export async function loginLink(home: Home): Promise<string> {
  const [address] = /http:\S+#login=\S+/.exec(await home.ok(['web', '--no-browser'])) ?? []
  assert.ok(address !== undefined, 'stroj web printed no link')
  return address
}

/** Goes to a screen as a link of the app would, without loading the app again. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'))`,
  )
}

type Violation = { readonly id: string; readonly nodes: readonly { readonly html: string }[] }

/** Fails with what of WCAG 2.2 AA, as far as a program can tell, a page breaks. */
export async function assertAccessible(page: Page, where: string): Promise<void> {
  await page.evaluate(axe.source)
  const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
  const run = `axe.run(document, { runOnly: ${JSON.stringify(tags)} }).then(({ violations }) => violations)`
  const violations = (await page.evaluate(run)) as readonly Violation[]
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`)
  assert.deepEqual(told, [], `${where} is not accessible`)
}
