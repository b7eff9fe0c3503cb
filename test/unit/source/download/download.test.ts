import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import { AddressGuard } from '../../../../src/host/web/address-guard.ts'
import type { Report } from '../../../../src/kit/report.ts'
import { Fault } from '../../../../src/model/fault.ts'
import type { Digest } from '../../../../src/source/download/digest.ts'
import { download } from '../../../../src/source/download/download.ts'
import { mountSmallDisk, withoutMounts } from '../../../support/small-disk.ts'
import { WebServer } from '../../../support/web-server.ts'

const content = randomBytes(1_000_000)
const digest = sha256(content)

function sha256(bytes: Uint8Array): Digest {
  return { algorithm: 'sha256', hex: createHash('sha256').update(bytes).digest('hex') }
}

class Desk implements AsyncDisposable {
  readonly server: WebServer
  readonly folder: string
  readonly #temporary: TempDir
  allow: readonly string[] = ['127.0.0.1']
  silenceMs = 5000
  signal = new AbortController().signal
  report: Report = () => undefined

  private constructor(server: WebServer, temporary: TempDir) {
    this.server = server
    this.#temporary = temporary
    this.folder = join(temporary.path, 'downloads')
  }

  static async open(): Promise<Desk> {
    const desk = new Desk(await WebServer.open(), await TempDir.make('stroj-download'))
    await mkdir(desk.folder)
    return desk
  }

  async get(urls: string | readonly [string, ...string[]], wanted = digest, mostBytes = 1 << 30): Promise<Buffer> {
    const [first, ...others] = (typeof urls === 'string' ? [urls] : urls).map((path) => this.server.url(path))
    assert.ok(first)
    const { folder, silenceMs, signal, report } = this
    const web = { guard: new AddressGuard(this.allow), silenceMs, waitsMs: [0, 1, 1] }
    return await readFile(
      await download({ urls: [first, ...others], digest: wanted, mostBytes }, { folder, web, report, signal }),
    )
  }

  async fault(...get: Parameters<Desk['get']>): Promise<Fault> {
    const error: unknown = await this.get(...get).then(
      () => new Error('it was downloaded'),
      (error: unknown) => error,
    )
    assert.ok(error instanceof Fault, String(error))
    return error
  }

  kept(): Promise<readonly string[]> {
    return readdir(this.folder)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.server[Symbol.asyncDispose]()
    await this.#temporary[Symbol.asyncDispose]()
  }
}

describe('downloading', () => {
  test('a file comes whole, with its progress', async () => {
    await using desk = await Desk.open()
    const seen: number[] = []
    desk.report = (phase, progress) => {
      assert.match(phase, /^downloading from 127\.0\.0\.1/)
      assert.equal(progress?.total, content.length)
      seen.push(progress?.done ?? -1)
    }
    desk.server.file('/disk', content)
    assert.deepEqual(await desk.get('/disk'), content)
    assert.equal(seen[0], 0)
    assert.equal(seen.at(-1), content.length)
  })

  test('a connection that is cut at every tenth goes on where it was cut', async () => {
    await using desk = await Desk.open()
    desk.server.file('/disk', content, { bytesEach: content.length / 10 })
    assert.deepEqual(await desk.get('/disk'), content)
    const ranges = desk.server.asked.map(({ range }) => range)
    assert.equal(ranges.length, 10)
    assert.equal(ranges[1], `bytes=${content.length / 10}-`)
    assert.equal(desk.server.asked[1]?.ifRange, '"one"')
  })

  test('a download that was cancelled goes on the next time, also from another mirror', async () => {
    await using desk = await Desk.open()
    const controller = new AbortController()
    desk.signal = controller.signal
    const reason = new Error('changed my mind')
    desk.server.on('/slow', (_request, response) => {
      response.writeHead(200, { 'content-length': content.length })
      response.write(content.subarray(0, 300_000))
    })
    desk.report = (_phase, progress) => {
      if ((progress?.done ?? 0) >= 300_000) controller.abort(reason)
    }
    await assert.rejects(desk.get('/slow'), (error) => error === reason)
    desk.signal = new AbortController().signal
    desk.server.file('/other', content)
    assert.deepEqual(await desk.get('/other'), content)
    assert.match(desk.server.asked.at(-1)?.range ?? '', /^bytes=[1-9]\d*-$/)
    assert.equal(desk.server.asked.at(-1)?.ifRange, undefined, 'the tag of one server means nothing to another')
  })

  test('a file that changed on the server between two parts is fetched anew', async () => {
    await using desk = await Desk.open()
    desk.server.file('/disk', randomBytes(1_000_000), { bytesEach: 400_000, tag: '"old"' })
    const fresh = { ...digest }
    desk.report = (_phase, progress) => {
      if ((progress?.done ?? 0) >= 400_000) desk.server.file('/disk', content, { tag: '"new"' })
    }
    assert.deepEqual(await desk.get('/disk', fresh), content)
  })

  test('what lies there of another file is thrown away and fetched from its beginning', async () => {
    await using desk = await Desk.open()
    await writeFile(join(desk.folder, `sha256-${digest.hex}.part`), randomBytes(5000))
    desk.server.file('/disk', content)
    assert.deepEqual(await desk.get('/disk'), content)
  })

  test('a server that ignores ranges sends it all again', async () => {
    await using desk = await Desk.open()
    await writeFile(join(desk.folder, `sha256-${digest.hex}.part`), content.subarray(0, 5000))
    desk.server.text('/disk', content)
    assert.deepEqual(await desk.get('/disk'), content)
  })

  test('a file that is here whole already is not asked for', async () => {
    await using desk = await Desk.open()
    await writeFile(join(desk.folder, `sha256-${digest.hex}.part`), content)
    assert.deepEqual(await desk.get('/disk'), content)
    assert.deepEqual(desk.server.asked, [])
  })

  test('more than there is on the server is cut back', async () => {
    await using desk = await Desk.open()
    await writeFile(join(desk.folder, `sha256-${digest.hex}.part`), Buffer.concat([content, content]))
    desk.server.file('/disk', content)
    assert.deepEqual(await desk.get('/disk'), content)
  })

  test('a wrong digest is said, and nothing is kept', async () => {
    await using desk = await Desk.open()
    desk.server.file('/disk', randomBytes(1000))
    const fault = await desk.fault('/disk')
    assert.equal(fault.code, 'image.wrong-digest')
    assert.match(fault.message, new RegExp(digest.hex))
    assert.deepEqual(await desk.kept(), [])
  })

  test('a mirror with a wrong or no file is passed over', async () => {
    await using desk = await Desk.open()
    desk.server.file('/wrong', randomBytes(1000)).file('/right', content)
    assert.deepEqual(await desk.get(['/missing', '/wrong', '/right']), content)
  })

  test('SHA-512 will do as well', async () => {
    await using desk = await Desk.open()
    desk.server.file('/disk', content)
    const hex = createHash('sha512').update(content).digest('hex')
    assert.deepEqual(await desk.get('/disk', { algorithm: 'sha512', hex }), content)
  })

  test('a Content-Length that promises too much is not taken for the truth', { timeout: 60_000 }, async () => {
    await using desk = await Desk.open()
    desk.server.on('/disk', (_request, response) => {
      response.writeHead(200, { 'content-length': content.length + 10 })
      response.write(content.subarray(0, 1000), () => response.destroy())
    })
    const fault = await desk.fault('/disk')
    assert.equal(fault.code, 'image.download-failed')
  })

  test('a Content-Length that promises too little gives a wrong digest', async () => {
    await using desk = await Desk.open()
    desk.server.on('/disk', (request, response) => {
      request.socket.end(`HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n${'x'.repeat(5000)}`)
      response.detachSocket(request.socket)
    })
    assert.equal((await desk.fault('/disk')).code, 'image.wrong-digest')
    assert.deepEqual(await desk.kept(), [])
  })

  test('what is larger than it may be is refused, whether the server says so or not', async () => {
    await using desk = await Desk.open()
    desk.server.file('/disk', content)
    desk.server.on('/endless', (_request, response) => {
      response.writeHead(200)
      const more = () => void (response.destroyed || response.write(content, more))
      more()
    })
    assert.match((await desk.fault('/disk', digest, 1000)).message, /larger than 1000B/)
    assert.match((await desk.fault('/endless', digest, 3_000_000)).message, /larger than/)
  })

  test('a server that falls silent is given up', { timeout: 60_000 }, async () => {
    await using desk = await Desk.open()
    desk.silenceMs = 50
    desk.server.on('/silent', () => undefined)
    desk.server.on('/half', (_request, response) => {
      response.writeHead(200, { 'content-length': content.length })
      response.write(content.subarray(0, 10))
    })
    assert.match((await desk.fault('/silent')).message, /nothing came for/)
    assert.match((await desk.fault('/half')).message, /nothing came for/)
  })

  test('errors of a server are told in words', { timeout: 60_000 }, async () => {
    await using desk = await Desk.open()
    assert.match((await desk.fault('/missing')).message, /no such file on the server/)
    desk.server.on('/forbidden', (_request, response) => response.writeHead(403).end())
    assert.match((await desk.fault('/forbidden')).message, /does not let us have it/)
  })

  test('a server that is busy is asked again', { timeout: 60_000 }, async () => {
    await using desk = await Desk.open()
    desk.server.on('/busy', (_request, response) => {
      response.writeHead(503).end()
      desk.server.file('/busy', content)
    })
    assert.deepEqual(await desk.get('/busy'), content)
  })

  test('a redirect is followed, and one in a circle is not', async () => {
    await using desk = await Desk.open()
    desk.server.redirect('/a', '/b').redirect('/b', desk.server.url('/c').href).file('/c', content)
    assert.deepEqual(await desk.get('/a'), content)
    desk.server.redirect('/x', '/y').redirect('/y', '/x')
    const other = sha256(randomBytes(1))
    assert.match((await desk.fault('/x', other)).message, /leads on more than 10 times/)
  })

  test('an address of this host or its network is refused before anything is sent, also behind a redirect', async () => {
    await using desk = await Desk.open()
    desk.server.redirect('/out', 'http://169.254.169.254/latest/meta-data')
    desk.server.redirect('/file', 'file:///etc/shadow')
    desk.server.redirect('/name', `http://localhost:${desk.server.url('/').port}/secret`)
    const other = sha256(randomBytes(1))
    assert.match((await desk.fault('/out', other)).message, /169\.254\.169\.254 is not an address of the public/)
    assert.match((await desk.fault('/file', other)).message, /only http and https/)
    desk.allow = []
    const fault = await desk.fault('/secret', other)
    assert.equal(fault.code, 'image.download-refused')
    assert.ok(!desk.server.asked.some(({ path }) => path === '/secret'))
  })

  test('a name that leads to an address of this host is refused', async () => {
    await using desk = await Desk.open()
    const web = { guard: new AddressGuard(['10.0.0.1']), silenceMs: 1000, waitsMs: [] }
    const url = new URL(`http://localhost:${desk.server.url('/').port}/secret`)
    const { folder, report, signal } = desk
    const getting = download({ urls: [url], digest, mostBytes: 10 }, { folder, web, report, signal })
    await assert.rejects(getting, /localhost leads to 127\.0\.0\.1.* not an address of the public internet/)
    assert.deepEqual(desk.server.asked, [])
  })

  describe('onto a full disk', { skip: withoutMounts }, () => {
    test('is refused before the first byte when the server says how much comes', async () => {
      await using desk = await Desk.open()
      using _disk = mountSmallDisk(desk.folder, 1)
      desk.server.file('/disk', randomBytes(2_000_000)).file('/mirror', content)
      let done = 0
      desk.report = (_phase, progress) => (done += progress?.done ?? 0)
      const fault = await desk.fault(['/disk', '/mirror'])
      assert.equal(fault.code, 'host.disk-full')
      assert.match(fault.message, /downloads has \d+KiB free, and 1\.9MiB are needed/)
      assert.equal(done, 0)
      assert.deepEqual(await desk.kept(), [])
      assert.deepEqual(
        desk.server.asked.map(({ path }) => path),
        ['/disk'],
        'another server would not help',
      )
    })

    test('ends where it is full when the server does not, and leaves nothing', async () => {
      await using desk = await Desk.open()
      using _disk = mountSmallDisk(desk.folder, 1)
      desk.server.on('/disk', (_request, response) => {
        response.writeHead(200)
        for (let part = 0; part < 4; part++) response.write(content.subarray(0, 500_000))
        response.end()
      })
      const fault = await desk.fault('/disk')
      assert.equal(fault.code, 'host.disk-full')
      assert.match(fault.message, /downloads has \d+K?i?B free, and more are needed/)
      assert.deepEqual(await desk.kept(), [])
      desk.server.file('/small', content.subarray(0, 900_000))
      assert.equal((await desk.get('/small', sha256(content.subarray(0, 900_000)))).length, 900_000)
    })

    test('is no reason to keep what lay there before', async () => {
      await using desk = await Desk.open()
      using _disk = mountSmallDisk(desk.folder, 1)
      const large = randomBytes(3_000_000)
      await writeFile(join(desk.folder, `sha256-${sha256(large).hex}.part`), large.subarray(0, 700_000))
      desk.server.file('/disk', large)
      assert.equal((await desk.fault('/disk', sha256(large))).code, 'host.disk-full')
      assert.deepEqual(await desk.kept(), [])
    })
  })
})
