import { test } from 'node:test'
import { goTo, Visitor } from '../support/browser.ts'
import { Home } from '../support/home.ts'
import { openWebWithTiny } from '../support/web-open.ts'

openWebWithTiny()

test('a port of the host is told as it is, while the command line opens, changes and closes it', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  const page = await visitor.signedIn(home)
  await goTo(page, '/networks')
  await page.getByText('Nobody is on a network').waitFor()

  await home.ok(['create', 'tiny', '--name', 'ported', '--forward', '18080:80'])
  await home.ok(['create', 'tiny', '--name', 'rival', '--forward', '18080:80'])
  const row = (text: string) => page.getByRole('row').filter({ hasText: text })
  await row('ported:80').getByText('Closed').waitFor()
  await row('ported:80').getByText('also wanted by rival').waitFor()

  await home.ok(['start', 'ported'])
  await row('ported:80').getByText('Listening').waitFor()
  await row('rival:80').getByText('Closed').waitFor()
  await home.ok(['set', 'ported', 'nics=[{forward: ["18081:81"]}]'])
  await row('ported:80').getByText('Listening until the next start').waitFor()
  await row('ported:81').getByText('Opens at the next start').waitFor()

  await page.getByPlaceholder('Find by port, address or instance').fill('18081')
  await row('ported:80').waitFor({ state: 'detached' })
  await home.ok(['rm', '--force', 'ported', 'rival'])
  await page.getByText('Nobody is on a network').waitFor()
  visitor.assertContent()
})
