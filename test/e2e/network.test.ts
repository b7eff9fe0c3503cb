import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { before, test } from 'node:test'
import { Home } from '../support/home.ts'
import { untilFound } from '../support/until.ts'
import { freePort } from '../support/free-port.ts'

before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

test('a forwarded port leads to the guest, from 127.0.0.1 only', async () => {
  await using home = await Home.shared()
  const port = await freePort()
  await home.ok(['run', 'tiny', '--name', 'server', '--detach', '--forward', `${port}:80`])
  await home.ok([
    'exec',
    'server',
    '--',
    'sh',
    '-c',
    'mkdir -p /www; echo from the guest > /www/index.html; httpd -h /www',
  ])
  const text = await untilFound(30_000, async () =>
    fetch(`http://127.0.0.1:${port}/`, { signal: AbortSignal.timeout(2000) }).then(
      (response) => response.text(),
      () => undefined,
    ),
  )
  assert.equal(text, 'from the guest\n')
  await home.ok(['rm', '--force', 'server'])
})

test('a guest reaches neither a service on the loopback of the host nor the daemon', async () => {
  await using home = await Home.shared()
  let visits = 0
  const service = createServer((_request, response) => {
    visits += 1
    response.end('secret of the host')
  }).listen(0, '127.0.0.1')
  await once(service, 'listening')
  const { port } = service.address() as AddressInfo
  await home.ok(['run', 'tiny', '--name', 'prisoner', '--detach'])
  // Its gateway, every address that is usual for a host seen from user-mode networking, and its own resolver.
  const script = `
    gateway=$(ip route | sed -n 's/^default via \\([^ ]*\\).*/\\1/p')
    resolver=$(sed -n 's/^nameserver //p' /etc/resolv.conf | head -1)
    for host in $gateway $resolver 10.0.2.2 10.0.2.3 169.254.1.1 169.254.2.1 127.0.0.1; do
      timeout 4 wget -q -O - http://$host:${port}/ && echo "reached through $host"
    done
    echo done`
  const stdout = await home.ok(['exec', 'prisoner', '--', 'sh', '-c', script], { timeoutMs: 120_000 })
  assert.equal(stdout, 'done\n')
  assert.equal(visits, 0)
  service.close()
  await home.ok(['rm', '--force', 'prisoner'])
})
