import assert from 'node:assert/strict'
import { test } from 'node:test'
import { loginLink, Visitor } from '../support/browser.ts'
import { Home } from '../support/home.ts'
import { openWeb } from '../support/web-open.ts'

openWeb()

test('a login link signs one browser in, once, and its secret does not stay in the address', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  visitor.expected.push(/401/)
  const link = await loginLink(home)
  const page = await visitor.tab()
  await page.goto(link)
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  assert.equal(new URL(page.url()).hash, '')
  await page.reload()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()

  const other = await visitor.tab()
  await other.goto(link)
  await other.getByText('The link no longer works').waitFor()
  assert.equal(new URL(other.url()).hash, '')
  visitor.assertContent()
})

test('a pasted token signs in, and one that may only look finds nothing that changes anything', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  visitor.expected.push(/401/)
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
  await home.ok(['create', 'tiny', '--name', 'seen'])
  const { secret } = await home.json<{ secret: string }>(['token', 'create', 'looker', '--read-only'])
  const page = await visitor.tab()
  const { origin } = new URL(await loginLink(home))
  await page.goto(origin)
  await page.getByLabel('Token').fill('wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('Not signed in').waitFor()
  await page.getByLabel('Token').fill(secret)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Overview' }).waitFor()
  assert.equal(await page.getByRole('link', { name: 'Create instance' }).count(), 0)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByText('You may look and change nothing.').waitFor()
  await home.ok(['token', 'rm', 'looker'])
  await home.ok(['rm', 'seen'])
  visitor.assertContent()
})

test('whoever signs out is asked to sign in again', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  visitor.expected.push(/401/)
  const page = await visitor.signedIn(home)
  await page.getByRole('link', { name: 'Settings' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByRole('heading', { name: 'Sign in to stroj' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Sign in to stroj' }).waitFor()
  visitor.assertContent()
})
