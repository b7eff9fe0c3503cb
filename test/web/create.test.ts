import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { assertAccessible, goTo, Visitor } from '../support/browser.ts'
import { Home } from '../support/home.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
  await home.ok(['web', '--no-browser'])
})
after(async () => {
  await (await Home.shared()).ok(['web', 'off'])
})

test('the commands that will run are shown beside the form and follow it, and nothing is made by that', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  // A name that is taken is refused.
  visitor.expected.push(/409.*explanations/)
  await home.ok(['create', 'tiny', '--name', 'taken'])
  const page = await visitor.signedIn(home)
  await goTo(page, '/create')
  await page.getByRole('tab', { name: 'Commands' }).click()
  await page.getByText('As soon as the form says').waitFor()
  await page.getByLabel('Image', { exact: true }).last().selectOption('tiny')
  await page.locator('pre', { hasText: 'qemu-system-x86_64' }).waitFor()
  await page.getByLabel('Memory', { exact: true }).fill('384MiB')
  await page.locator('pre', { hasText: '-m 384' }).waitFor()
  await page.getByRole('button', { name: 'As a textbook would' }).click()
  await page.locator('pre', { hasText: '-nic user' }).waitFor()
  await assertAccessible(page, 'commands of a new instance')
  await page.getByLabel('Name', { exact: true }).fill('taken')
  await page.getByText('It would be refused').waitFor()
  await page.getByLabel('Name', { exact: true }).fill('free')
  await page.getByLabel('Start it when it is made').uncheck()
  await page.locator('pre', { hasText: 'mkdir' }).waitFor()
  assert.equal(await page.locator('pre', { hasText: 'qemu-system' }).count(), 0)
  await page.getByLabel('Image', { exact: true }).last().selectOption('debian:12')
  await page.locator('pre', { hasText: 'stroj image build debian:12' }).waitFor()
  assert.equal((await home.ok(['ls', '-q'])).trim(), 'taken')
  await home.ok(['rm', 'taken'])
  visitor.assertContent()
})
