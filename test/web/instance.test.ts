import assert from 'node:assert/strict'
import { test } from 'node:test'
import { goTo, Visitor } from '../support/browser.ts'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'
import { openWebWithTiny } from '../support/web-open.ts'

openWebWithTiny()

test('an instance is created in the form, seen booting, typed at, stopped and deleted', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  // Its page looks for it once more when it is deleted.
  visitor.expected.push(/404.*instances\/made/)
  const page = await visitor.signedIn(home)
  await page.getByRole('link', { name: 'Create instance' }).click()
  await page.getByLabel('Image', { exact: true }).last().selectOption('tiny')
  await page.getByLabel('Name', { exact: true }).fill('made')
  await page.getByLabel('Memory', { exact: true }).fill('256MiB')
  assert.equal(await page.getByLabel('Spec as YAML').inputValue(), 'image: tiny\nmemory: 256MiB\n')
  await page.getByRole('button', { name: 'Create', exact: true }).click()
  await page.getByRole('heading', { level: 1, name: 'made' }).waitFor()
  await page.getByText('Running', { exact: true }).first().waitFor()

  await page.getByRole('tab', { name: 'Screen' }).click()
  await page.locator('[data-state=open] canvas').waitFor()
  const colours = `(() => {
    const canvas = document.querySelector('[data-state=open] canvas')
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
    return new Set(new Uint32Array(data.buffer)).size
  })()`
  await untilFound(60_000, async () => (Number(await page.evaluate(colours)) > 1 ? true : undefined))

  await page.getByRole('tab', { name: 'Console' }).click()
  await page.locator('.xterm-rows', { hasText: 'root@made' }).waitFor({ timeout: 90_000 })
  await page.keyboard.type('echo $((6*7)) is the answer\n')
  await page.locator('.xterm-rows', { hasText: '42 is the answer' }).waitFor()
  await page.keyboard.press('Control+Shift+Escape')

  await page.getByRole('button', { name: 'More actions: made' }).click()
  await page.getByRole('menuitem', { name: 'Power off' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Power off' }).click()
  await page.getByText('Stopped', { exact: true }).first().waitFor()
  await page.getByRole('button', { name: 'More actions: made' }).click()
  await page.getByRole('menuitem', { name: 'Delete' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByRole('heading', { level: 1, name: 'Instances' }).waitFor()
  assert.equal((await home.ok(['ls', '-q'])).includes('made'), false)
  visitor.assertContent()
})

test('what is wrong in the form is said at its key and at its line, and nothing can be created', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  const page = await visitor.signedIn(home)
  await goTo(page, '/create')
  await page.getByLabel('Spec as YAML').fill('image: tiny\nmemory: "2"\ncpuss: 3\n')
  await page.getByText('did you mean 2GiB?').first().waitFor()
  await page.getByRole('button', { name: 'line 3' }).waitFor()
  assert.equal(await page.getByLabel('Memory', { exact: true }).getAttribute('aria-invalid'), 'true')
  assert.equal(await page.getByRole('button', { name: 'Create', exact: true }).isDisabled(), true)
  await page.getByLabel('Spec as YAML').fill('image: tiny\nmemory: 2GiB\n')
  assert.equal(await page.getByLabel('Memory', { exact: true }).inputValue(), '2GiB')
  assert.equal(await page.getByRole('button', { name: 'Create', exact: true }).isDisabled(), false)
  visitor.assertContent()
})

test('what happens on the command line shows by itself: a start, a change that waits, a crash', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  const page = await visitor.signedIn(home)
  await goTo(page, '/instances')
  await home.ok(['create', 'tiny', '--name', 'shown'])
  const row = page.getByRole('row', { name: /shown/ })
  await row.getByText('Stopped').waitFor({ timeout: 3000 })
  await home.ok(['start', 'shown'])
  await row.getByText('Running').waitFor({ timeout: 3000 })
  // More than it was started with: less would be had at once.
  await home.ok(['set', 'shown', 'memory=2GiB'])
  await row.getByRole('button', { name: /next start/ }).waitFor({ timeout: 3000 })
  await row.getByRole('link', { name: 'shown' }).click()
  await page.getByText('A change waits for the next start').first().waitFor()
  const { state } = await home.json<{ state: { pid: number } }>(['show', 'shown'])
  process.kill(state.pid, 'SIGKILL')
  await page.getByText('Crashed', { exact: true }).first().waitFor({ timeout: 5000 })
  await goTo(page, '/')
  await page.getByText('Crashed').first().waitFor()
  await home.ok(['rm', '--force', 'shown'])
  visitor.assertContent()
})

test('a lost connection is said, and everything is true again when the daemon is back', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  visitor.expected.push(/ERR_CONNECTION_REFUSED|ERR_INCOMPLETE_CHUNKED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET/)
  const page = await visitor.signedIn(home)
  await goTo(page, '/instances')
  await page.getByText('Live', { exact: true }).waitFor()
  await home.ok(['daemon', 'stop'])
  await page.getByText('The connection to the daemon was lost at').waitFor()
  await home.ok(['create', 'tiny', '--name', 'meanwhile'])
  await page.getByText('Live', { exact: true }).waitFor({ timeout: 15_000 })
  await page.getByRole('row', { name: /meanwhile/ }).waitFor()
  await home.ok(['rm', 'meanwhile'])
  visitor.assertContent()
})

test('what a guest or a stranger writes is shown as text', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  const attack = '<img src=x onerror="document.title=1">'
  await home.ok(['create', 'tiny', '--name', 'hostile', '--label', `note=${attack}`])
  await home.ok(['start', 'hostile'])
  const page = await visitor.signedIn(home)
  await goTo(page, '/instances/hostile')
  await page.getByText(`note=${attack}`).waitFor()
  await goTo(page, '/instances/hostile/console')
  await page.locator('.xterm-rows', { hasText: 'root@hostile' }).waitFor({ timeout: 90_000 })
  await page.keyboard.type(`printf '\\033]0;taken\\007%s\\n' '<b>bold</b>'\n`)
  await page.locator('.xterm-rows', { hasText: '<b>bold</b>' }).waitFor()
  assert.equal(await page.locator('.xterm-rows b').count(), 0)
  assert.equal(await page.title(), 'hostile · stroj')
  await goTo(page, '/instances/hostile/logs')
  await page.getByRole('log').getByText('<b>bold</b>').waitFor()
  await home.ok(['rm', '--force', 'hostile'])
  visitor.assertContent()
})

test('several instances are chosen and acted on at once, found by name and grouped by a label', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  for (const [name, team] of [
    ['one', 'red'],
    ['two', 'red'],
    ['three', 'blue'],
  ] as const) {
    await home.ok(['create', 'tiny', '--name', name, '--label', `team=${team}`])
  }
  const page = await visitor.signedIn(home)
  await goTo(page, '/instances')
  await page.getByLabel('Find by name').fill('t')
  await page.getByText('2 instances').waitFor()
  await page.getByRole('button', { name: 'Clear' }).first().click()
  await page.getByRole('button', { name: /Group by/ }).click()
  await page.getByRole('option', { name: 'team' }).click()
  await page.getByText('team=red (2)').waitFor()
  await page.getByRole('checkbox', { name: 'Choose all' }).click()
  await page.getByRole('button', { name: 'Delete (3)' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
  await page.getByText('No instances yet').waitFor()
  visitor.assertContent()
})

test('a snapshot with memory is taken and restored, and the guest goes on where it was', async () => {
  await using home = await Home.shared()
  await using visitor = await Visitor.arrive()
  // Its page asks for it until it hears that it is gone.
  visitor.expected.push(/404.*instances\/kept/)
  await home.ok(['create', 'tiny', '--name', 'kept', '--memory', '256MiB', '--disk', '64MiB'])
  await home.ok(['start', 'kept'])
  await home.ok(['exec', 'kept', '--', 'sh', '-c', 'echo before > /tmp/mark'], { timeoutMs: 180_000 })
  const page = await visitor.signedIn(home)
  await goTo(page, '/instances/kept/snapshots')
  await page.getByRole('button', { name: 'Take snapshot' }).click()
  await page.getByLabel('Name', { exact: true }).fill('marked')
  await page.getByRole('button', { name: 'Take', exact: true }).click()
  await page.getByText('the instance goes on from here').waitFor({ timeout: 60_000 })
  await home.ok(['exec', 'kept', '--', 'rm', '/tmp/mark'])
  await page.getByRole('button', { name: 'More actions: marked' }).click()
  await page.getByRole('menuitem', { name: 'Restore' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Restore' }).click()
  const read = async () => (await home.stroj(['exec', 'kept', '--', 'cat', '/tmp/mark'])).stdout
  await untilFound(60_000, async () => ((await read()) === 'before\n' ? true : undefined))
  await home.ok(['rm', '--force', 'kept'])
  visitor.assertContent()
})
