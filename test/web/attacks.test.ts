import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { goTo, Visitor } from '../support/browser.ts'
import { ForeignSite } from '../support/foreign-site.ts'
import { Home } from '../support/home.ts'
import { openWebWithTiny } from '../support/web-open.ts'

openWebWithTiny()

/** Everything that a page can do to another address, each with how it went; run in the browser. */
const attack = (base: string) => `(async () => {
  const base = ${JSON.stringify(base)}
  const outcome = (promise) => promise.then((value) => 'read: ' + value, () => 'refused')
  const socket = (path) => new Promise((resolve) => {
    const line = new WebSocket(base.replace('http', 'ws') + path, 'stroj.console.v1')
    line.onopen = () => resolve('read: open')
    line.onerror = () => resolve('refused')
  })
  const stream = () => new Promise((resolve) => {
    const source = new EventSource(base + '/v1/events', { withCredentials: true })
    source.onopen = () => resolve('read: open')
    source.onerror = () => resolve('refused')
  })
  const start = base + '/v1/instances/aim/start'
  const send = (init) => fetch(start, { method: 'POST', credentials: 'include', ...init })
  const results = {
    read: await outcome(fetch(base + '/v1/instances', { credentials: 'include' }).then((answer) => answer.text())),
    json: await outcome(send({ body: '{}', headers: { 'content-type': 'application/json' } }).then((answer) => answer.text())),
    console: await socket('/v1/instances/aim/console'),
    screen: await socket('/v1/instances/aim/screen'),
    events: await stream(),
  }
  // What comes of these nobody is told; the instance shows it.
  await send({ mode: 'no-cors', body: '{}', headers: { 'content-type': 'text/plain' } }).catch(() => undefined)
  await send({ mode: 'no-cors' }).catch(() => undefined)
  const frame = document.createElement('iframe')
  frame.name = 'target'
  document.body.append(frame)
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data']) {
    const form = Object.assign(document.createElement('form'), { method: 'post', action: start, enctype: type, target: 'target' })
    const field = Object.assign(document.createElement('input'), { name: '{"a":"', value: '"}' })
    form.append(field)
    document.body.append(form)
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    form.submit()
    await loaded
  }
  const image = new Image()
  image.src = base + '/v1/instances/aim/screenshot'
  results.image = await new Promise((resolve) => {
    image.onload = () => resolve('read: ' + image.width)
    image.onerror = () => resolve('refused')
  })
  results.script = await new Promise((resolve) => {
    const script = Object.assign(document.createElement('script'), { src: base + '/v1/instances' })
    script.onload = () => resolve('read: run')
    script.onerror = () => resolve('refused')
    document.body.append(script)
  })
  const opened = window.open(base)
  await new Promise((resolve) => setTimeout(resolve, 500))
  try {
    results.window = 'read: ' + opened.document.title
  } catch {
    results.window = 'refused'
  }
  opened?.close()
  return results
})()`

/** Whether the app can be drawn inside of a page, where clicks could be led to it. */
async function isFramed(page: Page, base: string): Promise<boolean> {
  await page.evaluate(`new Promise((resolve) => {
    const frame = Object.assign(document.createElement('iframe'), { src: ${JSON.stringify(base)} })
    frame.onload = frame.onerror = resolve
    document.body.append(frame)
  })`)
  const urls = page.frames().map((frame) => frame.url())
  return urls.some((url) => url.startsWith(base))
}

test('a page of another origin reads nothing and changes nothing, although the browser is signed in', async () => {
  await using home = await Home.shared()
  await using site = await ForeignSite.open()
  await using visitor = await Visitor.arrive()
  // The browser says of each attack that it was blocked.
  visitor.expected.push(/./)
  await home.ok(['create', 'tiny', '--name', 'aim'])
  const own = await visitor.signedIn(home)
  const { origin: base } = new URL(own.url())
  // Another port is the same site, to which the cookie goes; another name is another site.
  for (const foreign of [`http://127.0.0.1:${site.port}`, `http://localhost:${site.port}`]) {
    const page = await own.context().newPage()
    await page.goto(foreign)
    const results = (await page.evaluate(attack(base))) as Readonly<Record<string, string>>
    assert.deepEqual(new Set(Object.values(results)), new Set(['refused']), `${foreign}: ${JSON.stringify(results)}`)
    assert.equal(await isFramed(page, `${base}/`), false)
    await page.close()
  }
  const { state } = await home.json<{ state: { kind: string } }>(['show', 'aim'])
  assert.equal(state.kind, 'stopped')
  // The person himself may still do everything.
  await own.reload()
  await own.getByRole('heading', { level: 1, name: 'Overview' }).waitFor()
  await home.ok(['rm', 'aim'])
})

test('a name that somebody else lets point to this computer leads to nothing', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive(['--host-resolver-rules=MAP rebound.example 127.0.0.1'])
  visitor.expected.push(/421/)
  const own = await visitor.signedIn(home)
  const { port } = new URL(own.url())
  const page = await own.context().newPage()
  for (const path of ['/', '/v1/instances', '/instances']) {
    const answer = await page.goto(`http://rebound.example:${port}${path}`)
    assert.equal(answer?.status(), 421, path)
    assert.doesNotMatch((await answer?.text()) ?? '', /<script|"items"/)
  }
  visitor.assertContent()
})

test('what a guest writes moves nothing outside of its console: no clipboard, no link, no title, no script', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  await home.ok(['create', 'tiny', '--name', 'writer', '--memory', '256MiB'])
  await home.ok(['start', 'writer'])
  const page = await visitor.signedIn(home)
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  await goTo(page, '/instances/writer/console')
  const rows = page.locator('.xterm-rows')
  await rows.filter({ hasText: 'root@writer' }).waitFor({ timeout: 90_000 })
  await page.evaluate(`navigator.clipboard.writeText('mine')`)
  await page.locator('.xterm-helper-textarea').focus()
  const lines = [
    `printf '\\033]52;c;dGFrZW4=\\007'`,
    `printf '\\033]8;;javascript:document.title=1\\007link\\033]8;;\\007\\n'`,
    `printf '\\033]2;taken\\007\\342\\200\\256reversed <img src=x onerror=document.title=1>\\n'`,
    // A line of a megabyte, and after it somebody can still work.
    `head -c 1000000 /dev/zero | tr '\\0' A; echo; echo still $((40+2))`,
  ]
  for (const line of lines) await page.keyboard.type(`${line}\n`)
  await rows.filter({ hasText: 'still 42' }).waitFor({ timeout: 120_000 })
  await rows.filter({ hasText: 'AAAAAAAA' }).waitFor()
  assert.equal(await page.evaluate('navigator.clipboard.readText()'), 'mine')
  assert.equal(await page.locator('.app-screen a[href^="javascript"], .xterm img').count(), 0)
  assert.equal(await page.title(), 'writer · stroj')
  await page.keyboard.press('Control+Shift+Escape')
  await goTo(page, '/instances/writer/logs')
  await page.getByRole('log').waitFor()
  assert.equal(await page.locator('[role=log] img').count(), 0)
  assert.equal(await page.title(), 'writer · stroj')
  await home.ok(['rm', '--force', 'writer'])
  visitor.assertContent()
})
