import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { identifierBytes } from '../../../../../src/engine/qemu/warm/identifiers.ts'
import { findProgram } from '../../../../../src/host/find-program.ts'
import { findBytes } from '../../../../../src/host/find-bytes.ts'
import { linkOrCopy } from '../../../../../src/host/link-or-copy.ts'
import { writeMapped } from '../../../../../src/host/process-memory.ts'
import { receiveBytes } from '../../../../../src/host/receive-bytes.ts'

const uuid = '00112233445566778899aabbccddeeff'
const never = new AbortController().signal
let folder = ''

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'stroj-warm-'))
})
after(() => rm(folder, { recursive: true }))

test('an identifier is found in every form in which guests write it', () => {
  const hexOf = (form: Parameters<typeof identifierBytes>[1]) => Buffer.from(identifierBytes(uuid, form))
  assert.equal(hexOf('bytes').toString('hex'), uuid)
  assert.equal(hexOf('firmware').toString('hex'), '33221100554477668899aabbccddeeff')
  assert.equal(hexOf('dashed').toString(), '00112233-4455-6677-8899-aabbccddeeff')
  assert.equal(hexOf('capitals').toString(), '00112233-4455-6677-8899-AABBCCDDEEFF')
})

test('bytes are found wherever they lie, also over the end of what is read at once', async () => {
  const file = join(folder, 'memory')
  const bytes = Buffer.alloc(9 << 20)
  const places = [0, (4 << 20) - 8, (8 << 20) - 3, bytes.length - 16]
  for (const at of places) bytes.write(uuid, at, 'hex')
  await writeFile(file, bytes)
  const found = await findBytes(file, [Buffer.from(uuid, 'hex'), Buffer.from('not there')], never)
  assert.deepEqual(
    found.map(({ pattern, offset }) => [pattern, offset]),
    places.map((at) => [0, at]),
  )
})

describe('a file that a process has mapped privately', () => {
  test('is written in its memory only', async (t) => {
    if (!(await findProgram('python3'))) return t.skip('there is no python3 to map one')
    const file = join(folder, 'mapped')
    await writeFile(file, 'x'.repeat(8192))
    const python = spawn('python3', ['-c', mapping, file], { stdio: ['pipe', 'pipe', 'inherit'] })
    const closed = once(python, 'close')
    await once(python.stdout, 'data')
    await writeMapped(python.pid ?? 0, file, [{ offset: 4090, bytes: Buffer.from('over the page') }])
    python.stdin.end('\n')
    const [said] = (await once(python.stdout, 'data')) as [Buffer]
    assert.equal(said.toString().trim(), 'over the page')
    assert.equal(await readFile(file, 'utf8'), 'x'.repeat(8192))
    await closed
  })
})

const mapping = `
import mmap, sys
with open(sys.argv[1], 'r+b') as file: memory = mmap.mmap(file.fileno(), 0, flags=mmap.MAP_PRIVATE)
print('ready', flush=True)
sys.stdin.readline()
print(memory[4090:4103].decode(), flush=True)
`

test('a file has another name as long as anybody needs it', async () => {
  const [from, to] = [join(folder, 'kept'), join(folder, 'own')]
  await writeFile(from, 'what the guest had written')
  await chmod(from, 0o400)
  await linkOrCopy(from, to)
  await linkOrCopy(from, to)
  await rm(from)
  assert.equal(await readFile(to, 'utf8'), 'what the guest had written')
})

describe('what comes over a socket of ours', () => {
  test('is kept to its end', async () => {
    const path = join(folder, 's1')
    await using receiving = await receiveBytes(path, 1 << 20)
    const sender = connect(path)
    sender.end(Buffer.alloc(300_000, 7))
    assert.deepEqual(Buffer.from(await receiving.all), Buffer.alloc(300_000, 7))
  })

  test('is refused when it is too much', async () => {
    const path = join(folder, 's2')
    await using receiving = await receiveBytes(path, 1000)
    const sender = connect(path).on('error', () => {})
    sender.end(Buffer.alloc(5000))
    await assert.rejects(receiving.all, /more than 1000 bytes/)
  })
})
