import assert from 'node:assert/strict'
import { appendFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { followFile, type FollowOptions } from '../../../src/host/follow-file.ts'
import { TempDir } from '../../../src/host/temp-dir.ts'

/** Reads on one side while the test writes on the other. */
class Reader implements AsyncDisposable {
  readonly #pieces: AsyncGenerator<Uint8Array, undefined>
  text = ''

  constructor(path: string, options: Partial<FollowOptions>, signal: AbortSignal) {
    this.#pieces = followFile(path, { tailBytes: 1000, follow: true, ...options }, signal)
  }

  async until(end: string): Promise<string> {
    while (!this.text.endsWith(end)) {
      const { done, value } = await this.#pieces.next()
      if (done === true) throw new Error(`it ended after ${this.text}`)
      this.text += new TextDecoder().decode(value)
    }
    return this.text
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pieces.return(undefined)
  }

  async rest(): Promise<string> {
    for await (const piece of this.#pieces) this.text += new TextDecoder().decode(piece)
    return this.text
  }
}

async function withFile(content: string, work: (path: string, stop: AbortController) => Promise<void>): Promise<void> {
  await using dir = await TempDir.make('follow')
  const path = join(dir.path, 'log')
  await writeFile(path, content)
  const stop = new AbortController()
  try {
    await work(path, stop)
  } finally {
    stop.abort()
  }
}

describe('following a file', () => {
  test('gives the end of it, from the beginning of a line', () =>
    withFile('first\nsecond\nthird\n', async (path, stop) => {
      assert.equal(await new Reader(path, { tailBytes: 10, follow: false }, stop.signal).rest(), 'third\n')
    }))

  test('gives a line that is longer than the end from its middle', () =>
    withFile('x'.repeat(50), async (path, stop) => {
      assert.equal(await new Reader(path, { tailBytes: 10, follow: false }, stop.signal).rest(), 'x'.repeat(10))
    }))

  test('of no file gives nothing', () =>
    withFile('', async (path, stop) => {
      assert.equal(await new Reader(`${path}-none`, { follow: false }, stop.signal).rest(), '')
    }))

  test('in a folder that does not exist gives nothing, however long one waits', () =>
    withFile('', async (path, stop) => {
      assert.equal(await new Reader(`${path}-none/log`, {}, stop.signal).rest(), '')
    }))

  test('goes on with what is added, until it is stopped', () =>
    withFile('a\n', async (path, stop) => {
      await using reader = new Reader(path, {}, stop.signal)
      await reader.until('a\n')
      for (const line of ['b\n', 'c\n', 'd\n']) {
        await appendFile(path, line)
        await reader.until(line)
      }
      const rest = reader.rest()
      stop.abort()
      assert.equal(await rest, 'a\nb\nc\nd\n')
    }))

  test('waits for a file that is not there yet', () =>
    withFile('', async (path, stop) => {
      await using reader = new Reader(`${path}2`, {}, stop.signal)
      const seen = reader.until('here\n')
      await writeFile(`${path}2`, 'here\n')
      await seen
    }))

  test('begins anew after the file was emptied', () =>
    withFile('old\n', async (path, stop) => {
      await using reader = new Reader(path, {}, stop.signal)
      await reader.until('old\n')
      await truncate(path, 0)
      const seen = reader.until('new\n')
      await appendFile(path, 'new\n')
      await seen
    }))

  test('takes a slow reader to the end rather than keep everything for it', () =>
    withFile('begin\n', async (path, stop) => {
      await using reader = new Reader(path, {}, stop.signal)
      await reader.until('begin\n')
      await appendFile(path, `${'x'.repeat(3 * 2 ** 20)}end\n`)
      const text = await reader.until('end\n')
      assert.ok(text.length < 2 ** 20)
    }))

  test('when nothing more will come, what is there is still read', () =>
    withFile('a\n', async (path, stop) => {
      const finished = new AbortController()
      await using reader = new Reader(path, { finished: finished.signal }, stop.signal)
      await reader.until('a\n')
      await appendFile(path, 'last\n')
      finished.abort()
      assert.equal(await reader.rest(), 'a\nlast\n')
    }))

  test('ends when the file is removed', () =>
    withFile('a\n', async (path, stop) => {
      await using reader = new Reader(path, {}, stop.signal)
      await reader.until('a\n')
      const rest = reader.rest()
      await rm(path)
      assert.equal(await rest, 'a\n')
    }))
})
