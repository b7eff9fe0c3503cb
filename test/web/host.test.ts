import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { test } from 'node:test'
import { assertAccessible, goTo, Visitor } from '../support/browser.ts'
import { Home } from '../support/home.ts'
import { openWeb } from '../support/web-open.ts'

openWeb()

const merging = '/sys/kernel/mm/ksm/run'

test('a change of the host is shown first, made when somebody says yes, and taken back', async (context) => {
  const before = await readFile(merging, 'utf8').catch(() => '')
  if (before.trim() !== '0') return context.skip('equal pages are merged here already, or this kernel cannot')
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  const page = await visitor.signedIn(home)
  await goTo(page, '/host')
  await page.getByRole('tab', { name: 'Changes' }).click()
  await page.getByRole('button', { name: 'Show what ksm runs' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByText('What takes it back').waitFor()
  await dialog
    .getByText(/tee .*ksm\/run/)
    .first()
    .waitFor()
  await assertAccessible(page, 'a change of the host')
  assert.equal(await readFile(merging, 'utf8'), before)
  if (process.getuid?.() !== 0) return await dialog.getByText('stroj host fix ksm').waitFor()

  await dialog.getByRole('button', { name: 'Do it now' }).click()
  await dialog.waitFor({ state: 'detached' })
  assert.equal((await readFile(merging, 'utf8')).trim(), '1')
  await page.getByRole('button', { name: 'Take ksm back' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Take the change back' }).click()
  await page.getByRole('button', { name: 'Show what ksm runs' }).waitFor()
  assert.equal(await readFile(merging, 'utf8'), before)
  visitor.assertContent()
})
