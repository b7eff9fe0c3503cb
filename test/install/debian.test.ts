import assert from 'node:assert/strict'
import { test } from 'node:test'
import { netbootInstaller } from '../support/netboot.ts'
import { Home } from '../support/home.ts'

const installer = netbootInstaller()
const patience = { timeoutMs: 2 * 3_600_000 }

test('Debian is installed without a question, starts from its disk, and gets other processors and memory', async (context) => {
  if (installer === undefined) return context.skip('debian-installer-12-netboot-amd64 is not installed')
  await using home = await Home.fresh()
  const making = ['create', '--name', 'deb', '--disk', '10GiB', '--cpus', '2', '--installer', installer]
  await home.ok([...making, '--install', 'system=debian,user=ana', '--install-password'], { stdin: 'geheim\n' })
  let shown = ''
  const { code, stderr } = await home.stroj(['install', 'deb'], {
    ...patience,
    onOutput: ({ stderr: soFar }) => {
      const fresh = soFar.slice(shown.length)
      shown = soFar
      for (const line of fresh.split('\n')) if (line !== '') context.diagnostic(line)
    },
  })
  assert.equal(code, 0, stderr)

  await home.ok(['set', 'deb', 'cpus=1', 'memory=2GiB'])
  await home.ok(['start', 'deb'])
  const inside = async (...words: readonly string[]) =>
    (await home.ok(['exec', '--wait', '15m', 'deb', '--', ...words], patience)).trim()
  assert.equal(await inside('nproc'), '1')
  const kilobytes = Number(/^MemTotal: +(\d+)/m.exec(await inside('cat', '/proc/meminfo'))?.[1])
  assert.ok(kilobytes > 1.8 * 2 ** 20 && kilobytes < 2 * 2 ** 20, `${kilobytes} KiB`)
  assert.equal(await inside('hostname'), 'deb')
  assert.match(await inside('id', 'ana'), /sudo/)
  await home.ok(['stop', 'deb'], patience)
  await home.ok(['rm', 'deb'])
})
