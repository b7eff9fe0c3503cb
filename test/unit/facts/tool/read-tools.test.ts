import assert from 'node:assert/strict'
import { chmod, writeFile } from 'node:fs/promises'
import { describe, test } from 'node:test'
import * as z from 'zod'
import { readTools } from '../../../../src/facts/tool/read-tools.ts'
import { tools } from '../../../../src/facts/tool/tools.ts'
import { programVersion } from '../../../../src/host/program-version.ts'
import { TempDir } from '../../../../src/host/temp-dir.ts'
import { HostTool } from '../../../../src/model/host/inventory.ts'

const signal = AbortSignal.timeout(60_000)

describe('tools', () => {
  test('are all told, those that are missing without a path', async () => {
    await using cache = await TempDir.make('tools')
    const found = z.array(HostTool).parse(await readTools(cache.path, signal))
    assert.deepEqual(
      found.map(({ name }) => name),
      tools.map(({ name }) => name),
    )
    assert.ok(found.every(({ path, version }) => path !== null || version === null))
    assert.match(found.find(({ name }) => name === 'qemu-img')?.version ?? '', /^\d+\.\d+/)
    assert.deepEqual(await readTools(cache.path, signal), found)
  })

  test('have names of their own', () => {
    assert.equal(new Set(tools.map(({ name }) => name)).size, tools.length)
  })
})

describe('a version', () => {
  async function program(folder: string, script: string): Promise<string> {
    const path = `${folder}/program`
    await writeFile(path, `#!/bin/sh\n${script}\n`)
    await chmod(path, 0o755)
    return path
  }
  const question = (path: string) => ({ path, ask: ['--version'], package: 'coreutils' })

  test('is asked once for each file, and again when the file is another one', async () => {
    await using folder = await TempDir.make('version')
    const path = await program(folder.path, `echo run >>${folder.path}/runs; echo thing 1.2.3`)
    const ask = () => programVersion(question(path), `${folder.path}/cache`, signal)
    assert.deepEqual([await ask(), await ask()], ['1.2.3', '1.2.3'])
    await program(folder.path, 'echo thing 10.20.30')
    assert.equal(await ask(), '10.20.30')
  })

  test('of a program that fails, and is of no package, is not known', async () => {
    await using folder = await TempDir.make('version')
    const path = await program(folder.path, 'exit 3')
    assert.equal(await programVersion(question(path), `${folder.path}/cache`, signal), null)
  })

  test('that is not told is that of the Debian package which has the file', async () => {
    await using folder = await TempDir.make('version')
    const whole = { path: '/usr/bin/env', ask: null, package: 'coreutils' }
    assert.match((await programVersion(whole, folder.path, signal)) ?? '', /^\d+\.\d+/)
  })

  test('is not waited for when nobody wants it any more', async () => {
    await using folder = await TempDir.make('version')
    const path = await program(folder.path, 'sleep 60')
    const stop = new AbortController()
    const asked = programVersion(question(path), `${folder.path}/cache`, stop.signal)
    stop.abort(new Error('enough'))
    await assert.rejects(asked, /enough/)
  })
})
