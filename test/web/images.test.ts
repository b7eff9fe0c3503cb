import assert from 'node:assert/strict'
import { test } from 'node:test'
import { assertAccessible, goTo, Visitor } from '../support/browser.ts'
import { Home } from '../support/home.ts'
import { openWebWithTiny } from '../support/web-open.ts'

openWebWithTiny()

test('a guest is kept warm from the images, is used by an instance, and is removed; its budget is set', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  const page = await visitor.signedIn(home)
  await goTo(page, '/images')
  await page.getByText('No guest is kept now.').waitFor()
  await page.getByRole('button', { name: 'More actions: tiny' }).click()
  await page.getByRole('menuitem', { name: 'Keep warm' }).click()
  await page.getByLabel('Memory', { exact: true }).fill('256MiB')
  await page.getByRole('dialog').getByRole('button', { name: 'Keep warm' }).click()
  await page.getByText('Keep an image warm: tiny').waitFor()
  const kept = page.getByRole('row', { name: /1 processor, 256/ })
  await kept.getByText('Usable').waitFor({ timeout: 120_000 })
  await assertAccessible(page, 'images with a guest that is kept')

  await home.ok(['create', 'tiny', '--name', 'warmed', '--memory', '256MiB'])
  await home.ok(['start', 'warmed'])
  await kept.getByText('1 time').waitFor()

  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByLabel('Keep a guest after an instance had to boot').uncheck()
  await page.getByRole('textbox', { name: 'Room on the host for all of them' }).fill('4GiB')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Guests are kept only when that is asked for.').waitFor()
  assert.match(await home.ok(['warm', 'set']), /automatic: off\nbudget: 4GiB/)

  await kept.getByRole('button', { name: /More actions/ }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await page.getByText('No guest is kept now.').waitFor()
  await home.ok(['rm', '--force', 'warmed'])
  await home.ok(['warm', 'set', '--automatic', 'off', '--budget', '16GiB'])
  visitor.assertContent()
})
