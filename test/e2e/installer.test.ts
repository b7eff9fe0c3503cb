import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Image } from '../../src/model/image.ts'
import { Home } from '../support/home.ts'
import { installerMedium } from '../support/installer-medium.ts'
import { WebServer } from '../support/web-server.ts'

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

test('the installer of Debian comes over a mirror that leads on, and cuts every connection after a tenth', async (context) => {
  const medium = await installerMedium()
  if (medium === undefined) return context.skip('the apt mirror of this host has no installer as a package')
  await using server = await WebServer.open()
  server.redirect('/installer.iso', '/mirror').redirect('/mirror', server.url('/files/installer.iso').href)
  server.file('/files/installer.iso', medium, { bytesEach: Math.ceil(medium.length / 10) })
  await using home = await Home.fresh(JSON.stringify({ downloads: { allow: ['127.0.0.1'] } }))
  const url = server.url('/installer.iso').href
  const pull = (digest: string) => home.stroj(['image', 'pull', url, '--sha256', digest, '--name', 'installer:1'])

  const wrong = await pull('b'.repeat(64))
  assert.match(wrong.stderr, new RegExp(`its digest is ${digestOf(medium)}, and it should be b{64}`))
  const downloads = join(home.path, 'cache/downloads')
  assert.ok(existsSync(downloads))
  assert.deepEqual(await readdir(downloads), [], 'what was wrong is gone')

  server.asked.length = 0
  const said = await pull(digestOf(medium))
  assert.equal(said.code, 0, said.stderr)
  const parts = server.asked.filter(({ path }) => path === '/files/installer.iso')
  assert.equal(parts.length, 10)
  assert.equal(parts.at(-1)?.range, `bytes=${Math.ceil(medium.length / 10) * 9}-`)
  assert.equal(server.asked.length, 30, 'each part was asked for at the first address')
  const [image] = await home.json<readonly Image[]>(['image', 'ls'])
  const [file] = image?.manifest.files ?? []
  assert.deepEqual([file?.role, file?.sha256, file?.sizeBytes], ['cdrom', digestOf(medium), medium.length])
  assert.deepEqual(await readdir(downloads), [])

  await home.ok(['create', '--name', 'new', '--disk', '1GiB', '--cdrom', 'installer:1', '--set', 'nics=[]'])
  assert.match(await home.ok(['explain', 'start', 'new']), /medium\.iso/)
  await home.ok(['rm', 'new'])
})
