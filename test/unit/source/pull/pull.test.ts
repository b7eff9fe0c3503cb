import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { promisify } from 'node:util'
import type { StagedImage } from '../../../../src/contract/image-source.ts'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import { ImageCreate } from '../../../../src/model/image.ts'
import { type Settings, standardSettings } from '../../../../src/model/settings.ts'
import { binaryKeys, verified } from '../../../../src/source/catalog/signature.ts'
import { openImageLibrary } from '../../../../src/source/library.ts'
import { mountSmallDisk, withoutMounts } from '../../../support/small-disk.ts'
import { WebServer } from '../../../support/web-server.ts'

const run = promisify(execFile)
const never = new AbortController().signal

const digestOf = (bytes: Uint8Array, algorithm = 'sha256') => createHash(algorithm).update(bytes).digest('hex')

/** A library whose catalog and servers are all on one server of this host. */
class Desk implements AsyncDisposable {
  readonly server: WebServer
  readonly notes: string[] = []
  readonly #temporary: TempDir

  private constructor(server: WebServer, temporary: TempDir) {
    this.server = server
    this.#temporary = temporary
  }

  static async open(): Promise<Desk> {
    return new Desk(await WebServer.open(), await TempDir.make('stroj-pull'))
  }

  path(name: string): string {
    return join(this.#temporary.path, name)
  }

  async qcow2(...words: readonly string[]): Promise<Buffer> {
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', ...words, this.path('disk.qcow2'), '8M'])
    return await readFile(this.path('disk.qcow2'))
  }

  library() {
    const settings: Settings = {
      ...standardSettings,
      downloads: {
        allow: ['127.0.0.1'],
        noProxy: [],
        mirrors: {
          'https://cloud-images.ubuntu.com/releases/': this.server.url('/ubuntu/').href,
          'https://cloud.debian.org/': this.server.url('/debian/').href,
          'https://images.linuxcontainers.org': this.server.url('/streams').href,
        },
      },
    }
    return openImageLibrary(
      { state: this.path('state'), runtime: this.path('run'), cache: this.path('cache') },
      settings,
    )
  }

  pull(want: { readonly from: string } & Record<string, unknown>): Promise<StagedImage> {
    const wish = ImageCreate.parse({ kind: 'pull', ...want })
    assert.ok(wish.kind === 'pull')
    const note = (text: string) => void this.notes.push(text)
    return this.library().pull(wish, 'op', { report: () => undefined, note, signal: never })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
    await this.#temporary[Symbol.asyncDispose]()
  }
}

describe('pulling an image', () => {
  test('a URL with its digest becomes an image, and the download is gone', async () => {
    await using desk = await Desk.open()
    const disk = await desk.qcow2()
    desk.server.file('/disk', disk)
    const url = desk.server.url('/disk').href
    const { manifest } = await desk.pull({ from: url, digest: digestOf(disk), name: 'x' })
    assert.equal(manifest.virtualSizeBytes, 8 << 20)
    assert.deepEqual(manifest.source, { kind: 'web', from: url })
    assert.deepEqual(await readdir(desk.path('cache/downloads')), [])
  })

  test('a disk of the web that refers to another file is refused by its URL, and not kept', async () => {
    await using desk = await Desk.open()
    const disk = await desk.qcow2('-u', '-F', 'raw', '-b', '/etc/shadow')
    desk.server.file('/disk', disk)
    const pulling = desk.pull({ from: desk.server.url('/disk').href, digest: digestOf(disk), name: 'x' })
    await assert.rejects(pulling, /http:.*\/disk is refused: .*backing file/)
    assert.deepEqual(await readdir(desk.path('state/images/.staging')), [])
    assert.ok(!(await readdir(desk.path('cache/downloads'))).some((name) => name.endsWith('.part')))
  })

  for (const format of ['raw', 'iso'] as const) {
    test(`a disk that has no room for an image (${format}) is told, and nothing is left of it`, {
      skip: withoutMounts,
    }, async () => {
      await using desk = await Desk.open()
      using _disk = mountSmallDisk(desk.path('state'), 2)
      const file = randomBytes(4 << 20)
      file.write('CD001', 16 * 2048 + 1, 'latin1')
      desk.server.file('/disk', file)
      const pulling = desk.pull({ from: desk.server.url('/disk').href, digest: digestOf(file), format, name: 'x' })
      await assert.rejects(pulling, { code: 'host.disk-full' })
      assert.deepEqual(await readdir(desk.path('state/images/.staging')), [])
      assert.deepEqual(await readdir(desk.path('cache/downloads')), [])
    })
  }

  test('a name of the catalog means what the list of digests of the distribution says today', async () => {
    await using desk = await Desk.open()
    const disk = await desk.qcow2()
    const folder = '/debian/images/cloud/bookworm/latest'
    const name = 'debian-12-genericcloud-amd64.qcow2'
    desk.server.file(`${folder}/${name}`, disk, { bytesEach: disk.length / 10 })
    desk.server.text(`${folder}/SHA512SUMS`, `${digestOf(disk, 'sha512')}  ${name}\n`)
    const { manifest } = await desk.pull({ from: 'debian-cloud:12', architecture: 'x86_64' })
    assert.equal(manifest.os, 'debian:12')
    assert.equal(manifest.agent, false)
    assert.deepEqual(manifest.boot, ['bios', 'uefi'])
    assert.match(desk.notes.join(), /has no signature, and came over http/)
  })

  test('a medium becomes an image whose only file is the medium', async () => {
    await using desk = await Desk.open()
    const medium = Buffer.alloc(40 * 2048)
    medium.write('CD001', 16 * 2048 + 1, 'latin1')
    desk.server.file('/x.iso', medium)
    const { manifest } = await desk.pull({
      from: desk.server.url('/x.iso').href,
      digest: digestOf(medium),
      name: 'x:1',
    })
    assert.deepEqual(
      manifest.files.map(({ role, format, sha256 }) => ({ role, format, sha256 })),
      [{ role: 'cdrom', format: 'raw', sha256: digestOf(medium) }],
    )
    const wrong = desk.pull({
      from: desk.server.url('/x.iso').href,
      digest: digestOf(medium),
      format: 'qcow2',
      name: 'x',
    })
    await assert.rejects(wrong, /does not begin as a qcow2 file does/)
  })

  test('an alias of an image server means its newest disk', async () => {
    await using desk = await Desk.open()
    const disk = await desk.qcow2()
    desk.server.file('/streams/images/new/disk.qcow2', disk)
    const index = { index: { images: { datatype: 'image-downloads', path: 'streams/v1/images.json' } } }
    const items = { 'disk.qcow2': { ftype: 'disk-kvm.img', path: 'images/new/disk.qcow2', sha256: digestOf(disk) } }
    const product = {
      aliases: 'alpine/3.20',
      arch: 'amd64',
      os: 'Alpine',
      release: '3.20',
      versions: { 20261122: { items } },
    }
    desk.server.text('/streams/streams/v1/index.json', JSON.stringify(index))
    desk.server.text('/streams/streams/v1/images.json', JSON.stringify({ products: { p: product } }))
    const { manifest } = await desk.pull({ from: 'images:alpine/3.20', architecture: 'x86_64' })
    assert.equal(manifest.os, 'alpine:3.20')
    await assert.rejects(desk.pull({ from: 'images:alpine/9', architecture: 'x86_64' }), /no image "images:alpine\/9"/)
    await assert.rejects(desk.pull({ from: 'elsewhere:alpine/9' }), /no image/)
  })
})

describe('the signature of a list of digests', () => {
  const list = (text: string, signature?: Uint8Array) => ({
    url: new URL('https://example.org/SHA256SUMS'),
    text: new TextEncoder().encode(text),
    signature,
  })

  /** A key of our own, as Debian packages have them: binary, or as text. */
  async function makeKey(folder: string) {
    const home = join(folder, 'gnupg')
    await mkdir(home)
    await chmod(home, 0o700)
    const gpg = async (...words: readonly string[]) =>
      await run('gpg', ['--homedir', home, '--batch', '--quiet', '--passphrase', '', ...words], { encoding: 'buffer' })
    await gpg('--quick-generate-key', 'test@example.org', 'ed25519', 'sign')
    await writeFile(join(folder, 'keys.asc'), (await gpg('--armor', '--export')).stdout)
    await writeFile(join(folder, 'keys'), (await gpg('--export')).stdout)
    await run('gpgconf', ['--homedir', home, '--kill', 'all'])
    return gpg
  }

  test('is checked with the keys of the distribution, in every form', async () => {
    await using folder = await TempDir.make('stroj-sig')
    const gpg = await makeKey(folder.path)
    const signing = (by: 'inline' | { readonly file: string }, keys: string) => ({
      by,
      keyring: { paths: ['/nowhere', join(folder.path, keys)], package: 'p' },
    })
    await writeFile(join(folder.path, 'text'), 'sums\n')
    const detached = (await gpg('--detach-sign', '-o', '-', join(folder.path, 'text'))).stdout
    const inline = (await gpg('--clear-sign', '-o', '-', join(folder.path, 'text'))).stdout.toString()
    await run('gpgconf', ['--homedir', join(folder.path, 'gnupg'), '--kill', 'all'])

    const work = join(folder.path, 'work')
    await mkdir(work)
    const beside = signing({ file: 'x' }, 'keys')
    assert.deepEqual(await verified(list('sums\n', detached), beside, work, never), { text: 'sums\n' })
    assert.deepEqual(await verified(list('sums\n', detached), signing({ file: 'x' }, 'keys.asc'), work, never), {
      text: 'sums\n',
    })
    const wrapped = `before: not signed\n${inline}after: not signed\n`
    assert.deepEqual(await verified(list(wrapped), signing('inline', 'keys'), work, never), { text: 'sums\n' })
    await assert.rejects(verified(list('other\n', detached), beside, work, never), /signature .* does not hold: BAD/)
    await assert.rejects(verified(list('sums\n'), signing('inline', 'keys'), work, never), /does not hold/)
    const changed = list(inline.replace('sums', 'more'))
    await assert.rejects(verified(changed, signing('inline', 'keys'), work, never), /does not hold: BAD/)
  })

  test('without the keys nothing is claimed', async () => {
    await using folder = await TempDir.make('stroj-sig')
    const signing = { by: 'inline', keyring: { paths: ['/nowhere'], package: 'some-keyring' } } as const
    assert.deepEqual(await verified(list('x'), signing, folder.path, never), {
      unchecked: 'the keys are not installed (apt-get install some-keyring)',
    })
  })

  test('keys that are binary already stay as they are', () => {
    assert.deepEqual(binaryKeys(Uint8Array.of(0x99, 1, 2)), Uint8Array.of(0x99, 1, 2))
  })
})
