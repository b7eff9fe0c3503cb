import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { promisify } from 'node:util'
import { TempDir } from '../../src/host/temp-dir.ts'
import type { Image } from '../../src/model/image.ts'
import type { Instance } from '../../src/model/instance.ts'
import { Home } from '../support/home.ts'
import { WebServer } from '../support/web-server.ts'

const run = promisify(execFile)
const digestOf = (bytes: Uint8Array, algorithm = 'sha256') => createHash(algorithm).update(bytes).digest('hex')

/** A disk with some megabytes in it, as a distribution would publish it. */
async function makeDisk(): Promise<Buffer> {
  await using folder = await TempDir.make('stroj-disk')
  const [raw, disk] = [join(folder.path, 'raw'), join(folder.path, 'disk.qcow2')]
  await writeFile(raw, randomBytes(4 << 20))
  await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', raw, disk])
  return await readFile(disk)
}

/** The mark of an ISO 9660 volume, and nothing more. */
function makeMedium(): Buffer {
  const medium = Buffer.alloc(40 * 2048)
  medium.write('CD001', 16 * 2048 + 1, 'latin1')
  return medium
}

/** A home whose daemon may ask a server of this host, which stands in for those of Debian and Alpine. */
async function homeFor(server: WebServer): Promise<Home> {
  const mirrors = {
    'https://cloud.debian.org/': server.url('/debian/').href,
    'https://dl-cdn.alpinelinux.org/alpine/': server.url('/alpine/').href,
  }
  return await Home.fresh(JSON.stringify({ downloads: { allow: ['127.0.0.1'], mirrors } }))
}

describe('images from the web', () => {
  test('a download that is cut at every tenth becomes an image of which instances are made', async () => {
    await using server = await WebServer.open()
    const disk = await makeDisk()
    server.file('/disk', disk, { bytesEach: Math.ceil(disk.length / 10) })
    await using home = await homeFor(server)
    const url = server.url('/disk').href
    const said = await home.stroj(['image', 'pull', url, '--sha256', digestOf(disk), '--name', 'web:1'])
    assert.equal(said.code, 0, said.stderr)
    assert.equal(server.asked.length, 10)
    await home.ok(['create', 'web:1', '--name', 'one'])
    const [image] = await home.json<readonly Image[]>(['image', 'ls'])
    assert.deepEqual(image?.usedBy, ['one'])
    assert.deepEqual(image?.manifest.source, { kind: 'web', from: url })
    await home.ok(['rm', 'one'])
  })

  test('a wrong digest, an address that is not allowed, and a URL without digest are each told clearly', async () => {
    await using server = await WebServer.open()
    server.file('/disk', await makeDisk())
    await using home = await homeFor(server)
    const pull = (url: string, ...words: readonly string[]) =>
      home.stroj(['image', 'pull', url, '--name', 'web:1', ...words])
    const wrong = await pull(server.url('/disk').href, '--sha256', 'a'.repeat(64))
    assert.match(wrong.stderr, /is not what was asked for: its digest is [0-9a-f]{64}, and it should be a{64}/)
    const inside = await pull('http://169.254.169.254/latest/meta-data', '--sha256', 'a'.repeat(64))
    assert.match(inside.stderr, /is not downloaded: 169\.254\.169\.254 is not an address of the public internet/)
    const without = await pull(server.url('/disk').href)
    assert.equal(without.code, 2)
    assert.match(without.stderr, /needs the digest/)
    assert.deepEqual(
      (await home.json<readonly { readonly state: string }[]>(['image', 'ls'])).filter(
        ({ state }) => state === 'present',
      ),
      [],
    )
  })

  test('a name of the catalog that is not here yet is pulled when an instance is made of it', async () => {
    await using server = await WebServer.open()
    const disk = await makeDisk()
    const folder = '/debian/images/cloud/bookworm/latest'
    server.file(`${folder}/debian-12-genericcloud-amd64.qcow2`, disk)
    server.text(`${folder}/SHA512SUMS`, `${digestOf(disk, 'sha512')}  debian-12-genericcloud-amd64.qcow2\n`)
    await using home = await homeFor(server)
    assert.match(await home.ok(['image', 'ls', '--available']), /^debian-cloud:12 .* available /m)
    const name = process.arch === 'x64' ? 'debian-cloud:12' : 'debian-cloud:12-x86_64'
    await home.ok(['create', name, '--name', 'cloudy', '--set', 'cloud={user: me, run: ["touch /done"]}'])
    const { spec, image } = await home.json<Instance>(['show', 'cloudy'])
    assert.equal(image?.name, name)
    assert.equal(spec.cloud?.user, 'me')
    await home.ok(['rm', 'cloudy'])
  })

  test('a medium is put into a drive by its name, and stays as long as it is there', async () => {
    await using server = await WebServer.open()
    const medium = makeMedium()
    server.file('/x.iso', medium)
    await using home = await homeFor(server)
    const url = server.url('/x.iso').href
    await home.ok(['image', 'pull', url, '--sha256', digestOf(medium), '--name', 'installer:1'])
    await home.ok(['create', '--name', 'new', '--disk', '1GiB', '--cdrom', 'installer:1', '--set', 'nics=[]'])
    assert.match(await home.ok(['explain', 'start', 'new']), /images\/[0-9a-f]{64}\/medium\.iso/)
    assert.match((await home.stroj(['image', 'rm', 'installer:1'])).stderr, /is used by new/)
    assert.match((await home.stroj(['image', 'prune', '--all', '--yes'])).stderr, /nothing to remove/)
    await home.ok(['rm', 'new'])
    assert.match(await home.ok(['image', 'prune', '--all', '--dry-run']), /image +installer:1 +80KiB/)
    const unsaid = await home.stroj(['image', 'prune', '--all'])
    assert.match(unsaid.stderr, /Nothing was removed: say --yes/)
    await home.ok(['image', 'prune', '--all', '--yes'])
    assert.deepEqual((await home.stroj(['image', 'show', 'installer:1'])).code, 3)
  })

  test('a medium of the catalog that is not here yet is pulled when it is wanted in a drive', async () => {
    await using server = await WebServer.open()
    const [medium, file] = [makeMedium(), 'alpine-virt-3.23.4-x86_64.iso']
    const folder = '/alpine/v3.23/releases/x86_64'
    server.file(`${folder}/${file}`, medium).text(`${folder}/${file}.sha256`, `${digestOf(medium)}  ${file}\n`)
    await using home = await homeFor(server)
    const name = process.arch === 'x64' ? 'alpine-virt:3.23' : 'alpine-virt:3.23-x86_64'
    await home.ok(['create', '--name', 'new', '--disk', '1GiB', '--cdrom', name, '--arch', 'x86_64'])
    assert.equal((await home.json<Instance>(['show', 'new'])).spec.cdrom, name)
    await home.ok(['rm', 'new'])
  })

  test('an image that a daemon placed and did not live to record is gone after the next start', async () => {
    await using home = await Home.fresh()
    await home.ok(['image', 'ls'])
    const orphan = join(home.path, 'state/images', 'c'.repeat(64))
    await mkdir(orphan, { recursive: true })
    await writeFile(join(orphan, 'disk.qcow2'), 'x')
    assert.match(await home.ok(['image', 'prune', '--dry-run']), /folder +c{64}/)
    process.kill(await home.daemonPid(), 'SIGKILL')
    await home.ok(['image', 'ls'])
    assert.ok(!existsSync(orphan))
  })

  test('settings with a mistake are told by the daemon that does not start', async () => {
    await using home = await Home.fresh('downloads:\n  alow: [127.0.0.1]\n')
    const { stderr } = await home.stroj(['image', 'ls'])
    assert.match(stderr, /daemon\.yaml cannot be used: downloads: .*alow/)
    await writeFile(join(home.path, 'daemon.yaml'), '')
    await home.ok(['image', 'ls'])
  })
})
