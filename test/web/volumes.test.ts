import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import { assertAccessible, goTo, Visitor } from '../support/browser.ts'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'
import { openWebWithTiny } from '../support/web-open.ts'

openWebWithTiny()

type Shown = { readonly encryption: string; readonly standsOn: string | null; readonly format: string }

const show = (home: Home, name: string) => home.json<Shown>(['volume', 'show', name])

/** Chooses something from the menu of a row. */
async function choose(page: Page, of: string, entry: string): Promise<void> {
  await page.getByRole('button', { name: `More actions: ${of}`, exact: true }).click()
  await page.getByRole('menuitem', { name: entry, exact: true }).click()
}

/** When nothing is being done any more. */
const settled = (home: Home) =>
  untilFound(60_000, async () => {
    const operations = await home.json<readonly { readonly state: string }[]>(['operation', 'ls'])
    return operations.some(({ state }) => state === 'running') ? undefined : true
  })

const inDialog = (page: Page, button: string) =>
  page.getByRole('dialog').getByRole('button', { name: button, exact: true })

test('an encrypted volume is made, locked, unlocked and given another passphrase, which is shown nowhere', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  const page = await visitor.signedIn(home)
  await goTo(page, '/volumes')
  await page.getByRole('button', { name: 'Create volume' }).click()
  await page.getByLabel('Name', { exact: true }).fill('secret')
  await page.getByLabel('Size', { exact: true }).fill('16MiB')
  await page.getByLabel('Encrypt it (LUKS)').check()
  await page.getByLabel('Passphrase', { exact: true }).fill('short')
  await page.getByText('a passphrase has at least 8 characters').waitFor()
  await page.getByLabel('Passphrase', { exact: true }).fill('first passphrase')
  await page.getByLabel('Once more').fill('first passphrase')
  await assertAccessible(page, 'a new volume')
  await inDialog(page, 'Create').click()
  const row = page.getByRole('row', { name: /secret/ })
  await row.getByText('encrypted', { exact: true }).waitFor({ timeout: 60_000 })

  await choose(page, 'secret', 'Lock')
  await inDialog(page, 'Lock').click()
  await row.getByText('locked', { exact: true }).waitFor()
  await choose(page, 'secret', 'Unlock')
  await page.getByLabel('Passphrase', { exact: true }).fill('another passphrase')
  await inDialog(page, 'Unlock').click()
  await page.getByText('That did not work').waitFor({ timeout: 60_000 })
  await choose(page, 'secret', 'Unlock')
  await page.getByLabel('Passphrase', { exact: true }).fill('first passphrase')
  await inDialog(page, 'Unlock').click()
  await row.getByText('encrypted', { exact: true }).waitFor({ timeout: 60_000 })

  await choose(page, 'secret', 'Change passphrase')
  await page.getByLabel('New passphrase').fill('second passphrase')
  await page.getByLabel('Once more').fill('second passphrase')
  await inDialog(page, 'Change passphrase').click()
  await page.getByText('Change passphrase: secret').waitFor({ state: 'detached' })
  await settled(home)
  await goTo(page, '/operations')
  await page
    .getByRole('row', { name: /secret/ })
    .first()
    .waitFor()
  assert.doesNotMatch(await page.content(), /first passphrase|second passphrase/)
  assert.equal((await show(home, 'secret')).encryption, 'open')
  await home.ok(['volume', 'rm', 'secret'])
  visitor.assertContent()
})

test('a linked clone is written into its base, made independent and put back; it is converted', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  await home.ok(['volume', 'create', 'base', '--size', '16MiB'])
  const page = await visitor.signedIn(home)
  await goTo(page, '/volumes')
  await choose(page, 'base', 'Clone')
  await page.getByLabel('New name').fill('upper')
  await page.getByLabel('Keep only what differs').check()
  await inDialog(page, 'Clone').click()
  await page.getByText('stands on base').waitFor({ timeout: 60_000 })
  await choose(page, 'upper', 'Write into its base')
  await inDialog(page, 'Write into its base').click()
  await page.getByText('Write upper into base?').waitFor({ state: 'detached' })
  await settled(home)
  await choose(page, 'upper', 'Make independent')
  await inDialog(page, 'Make independent').click()
  await page.getByText('stands on base').waitFor({ state: 'detached', timeout: 60_000 })
  await choose(page, 'upper', 'Stand on another')
  await inDialog(page, 'Stand on another').click()
  await page.getByText('stands on base').waitFor({ timeout: 60_000 })
  assert.equal((await show(home, 'upper')).standsOn, 'base')
  await choose(page, 'upper', 'Make independent')
  await inDialog(page, 'Make independent').click()
  await page.getByText('stands on base').waitFor({ state: 'detached', timeout: 60_000 })
  await choose(page, 'upper', 'Convert')
  await page.getByRole('dialog').getByLabel('Format').selectOption('raw')
  await inDialog(page, 'Convert').click()
  await page.getByRole('row', { name: /upper.*raw/ }).waitFor({ timeout: 60_000 })
  await home.ok(['volume', 'rm', 'upper', 'base'])
  visitor.assertContent()
})

test('a pool is made of a folder and ended again; a volume of an instance is limited', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  const folder = await mkdtemp(join(tmpdir(), 'stroj-pool-'))
  await home.ok(['volume', 'create', 'shared', '--size', '16MiB'])
  await home.ok(['create', 'tiny', '--name', 'slow', '--set', 'disks=[{volume: shared}]'])
  const page = await visitor.signedIn(home)
  await goTo(page, '/volumes')
  await page.getByRole('button', { name: 'Create pool' }).click()
  await page.getByLabel('Name', { exact: true }).fill('fast')
  await page.getByLabel('Folder', { exact: true }).fill(folder)
  await inDialog(page, 'Create pool').click()
  await page.getByRole('row', { name: new RegExp(folder) }).waitFor()
  await choose(page, 'fast', 'Delete')
  await inDialog(page, 'Delete').click()
  await page.getByRole('row', { name: new RegExp(folder) }).waitFor({ state: 'detached' })

  await goTo(page, '/instances/slow/disks')
  await choose(page, 'shared', 'Limits')
  await page.getByLabel('Reads and writes a second').fill('500')
  await page.getByLabel('Bytes a second').fill('20MiB')
  await inDialog(page, 'Save').click()
  await page.getByText(/at most 500 IOPS, 20.MiB\/s/).waitFor()
  await goTo(page, '/volumes')
  await home.ok(['rm', 'slow'])
  await home.ok(['volume', 'rm', 'shared'])
  await rm(folder, { recursive: true })
  visitor.assertContent()
})
