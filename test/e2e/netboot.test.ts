import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { createReadStream } from 'node:fs'
import { createServer } from 'node:http'
import { once } from 'node:events'
import { test } from 'node:test'
import { Home } from '../support/home.ts'
import { netbootInstaller } from '../support/netboot.ts'

const installer = netbootInstaller()
const isRoot = process.getuid?.() === 0
const skip = !isRoot
  ? 'only root may give this host another address'
  : installer === undefined && 'debian-installer-12-netboot-amd64 is not installed'

/** An address of this host that its guests have not: they share those of its networks. */
const address = '10.213.77.1'

test('an installer is got over the network by iPXE, and starts', { skip }, async () => {
  await using resources = new AsyncDisposableStack()
  execFileSync('ip', ['address', 'add', `${address}/32`, 'dev', 'lo'])
  resources.defer(() => void execFileSync('ip', ['address', 'del', `${address}/32`, 'dev', 'lo']))
  const files = new Map(
    (installer ?? '').split(',').map((file, index) => [`/${index === 0 ? 'linux' : 'initrd'}`, file]),
  )
  const asked: string[] = []
  const server = createServer(({ url = '' }, answer) => {
    const file = files.get(url)
    asked.push(url)
    if (file === undefined) answer.writeHead(404).end()
    else createReadStream(file).pipe(answer.writeHead(200))
  }).listen(0, address)
  resources.defer(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const from = `http://${address}:${port}`

  await using home = await Home.shared()
  const making = ['run', '--name', 'net', '--disk', '10GiB', '--installer', `${from}/linux,${from}/initrd`, '--detach']
  await home.ok(making)
  await home.stroj(['logs', '--follow', 'net'], {
    timeoutMs: 240_000,
    onOutput: ({ stdout }, stop) => {
      if (/installer/.test(stdout)) stop('SIGINT')
    },
  })
  assert.deepEqual(asked, ['/linux', '/initrd'])
  assert.match(await home.ok(['logs', 'net']), /installer/)
  await home.ok(['rm', '--force', 'net'])
})
