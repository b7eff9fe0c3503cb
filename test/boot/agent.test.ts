import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Machine } from '../../src/contract/engine.ts'
import { Fault } from '../../src/model/fault.ts'
import { ExecRequest, type ExecRequestInput } from '../../src/model/instance.ts'
import { openImageLibrary } from '../../src/source/library.ts'
import { QemuBench } from '../support/qemu-bench.ts'
import { untilFound } from '../support/until.ts'

const forever = new AbortController().signal

/** The tiny system with its guest agent, on a private network without a way out. */
async function startTiny(bench: QemuBench): Promise<Machine> {
  const library = openImageLibrary(bench.paths)
  const staged = await library.build(
    { recipe: 'tiny', packages: [] },
    'agenttest0000000',
    () => {},
    AbortSignal.timeout(100_000),
  )
  await library.place(staged)
  const { files, kernelArguments } = staged.manifest
  const kernel = files.find(({ role }) => role === 'kernel')
  const initrd = files.find(({ role }) => role === 'initrd')
  assert.ok(kernel && initrd)
  return bench.start({
    ...bench.plan,
    firmware: 'direct',
    kernel: { digest: staged.digest, kernel, initrd, arguments: kernelArguments },
    memoryBytes: 256 * 2 ** 20,
    disks: [],
    nics: [{ network: 'isolated', model: 'virtio', mac: '52:54:00:00:00:01', forward: [] }],
  })
}

describe('a guest with an agent', { timeout: 180_000 }, () => {
  let bench: QemuBench
  let machine: Machine
  before(async () => {
    bench = await QemuBench.make()
    machine = await startTiny(bench)
    await machine.agentReady(AbortSignal.timeout(60_000))
  })
  after(async () => {
    await machine[Symbol.asyncDispose]()
    await bench[Symbol.asyncDispose]()
  })

  async function run(input: ExecRequestInput, signal = forever) {
    const result = await machine.exec(ExecRequest.parse(input), signal)
    const text = (data: string) => Buffer.from(data, 'base64').toString()
    return { ...result, stdout: text(result.stdout), stderr: text(result.stderr) }
  }
  const shell = (script: string, more: Partial<ExecRequestInput> = {}) =>
    run({ command: ['sh', '-c', script], ...more })
  const hasCode = (code: string) => (error: unknown) => error instanceof Fault && error.code === code

  test('runs commands with both outputs and the exit code', async () => {
    const { exitCode, stdout, stderr } = await shell('echo out; echo err >&2; exit 3')
    assert.deepEqual({ exitCode, stdout, stderr }, { exitCode: 3, stdout: 'out\n', stderr: 'err\n' })
  })

  test('arguments arrive as they are', async () => {
    const words = ['a b', '$HOME', '"', "'", 'ž€', '', '*']
    const { stdout } = await run({ command: ['printf', '[%s]', ...words] })
    assert.equal(stdout, words.map((word) => `[${word}]`).join(''))
  })

  test('input and environment reach the command, and its programs are found', async () => {
    const { stdout } = await shell('cat; echo "$GREETING"; command -v ls >/dev/null && echo found', {
      stdin: Buffer.from('typed\n').toString('base64'),
      environment: { GREETING: 'hello' },
    })
    assert.equal(stdout, 'typed\nhello\nfound\n')
  })

  test('an end by a signal is told', async () => {
    assert.equal((await shell('kill -9 $$')).exitCode, 137)
  })

  test('a program that is not there is told with its name', async () => {
    await assert.rejects(run({ command: ['nosuchprogram'] }), (error: unknown) => {
      assert.ok(hasCode('exec.not-found')(error))
      assert.match(String(error), /nosuchprogram": No such file or directory/)
      return true
    })
  })

  test('a command that runs too long is killed with all that it has started', async () => {
    const script = 'sleep 6101 & (sleep 6102; true) & sleep 6103'
    await assert.rejects(shell(script, { timeoutMs: 500 }), hasCode('exec.timeout'))
    assert.equal((await shell('ps | grep -c "[s]leep 610"')).stdout, '0\n')
  })

  test('an aborted command is killed too', async () => {
    const stop = new AbortController()
    const running = run({ command: ['sleep', '6201'] }, stop.signal)
    const aborted = assert.rejects(running, /gone home/)
    await untilFound(5000, async () => ((await shell('ps')).stdout.includes('sleep 6201') ? true : undefined))
    stop.abort(new Error('gone home'))
    await aborted
    await untilFound(5000, async () => ((await shell('ps')).stdout.includes('sleep 6201') ? undefined : true))
  })

  test('many commands at once do not disturb each other', async () => {
    const numbers = Array.from({ length: 8 }, (_, index) => String(index))
    const results = await Promise.all(numbers.map((number) => shell(`sleep 0.1; echo ${number}`)))
    assert.deepEqual(
      results.map(({ stdout }) => stdout),
      numbers.map((number) => `${number}\n`),
    )
  })

  test('megabytes go in and come out', async () => {
    const stdin = Buffer.alloc(3 * 2 ** 20, 'abcdefgh')
    const { stdout } = await run({ command: ['cat'], stdin: stdin.toString('base64') })
    assert.equal(stdout.length, stdin.length)
    assert.equal(stdout, stdin.toString())
  })

  test('output beyond what the agent keeps is cut, and that is said', async () => {
    const { truncated, stdout } = await shell('head -c 20000000 /dev/zero')
    assert.equal(truncated, true)
    assert.equal(stdout.length, 16 * 2 ** 20)
  })

  test('a command goes on after a pause of the machine', async () => {
    const running = shell('sleep 0.3; echo done')
    await machine.pause(forever)
    await machine.resume(forever)
    assert.equal((await running).stdout, 'done\n')
  })

  test('another daemon takes the agent over, in the middle of a command of the one before', async () => {
    const abandoned = shell('sleep 1')
    const lost = assert.rejects(abandoned)
    await untilFound(5000, async () => ((await shell('ps')).stdout.includes('sleep 1') ? true : undefined))
    await machine[Symbol.asyncDispose]()
    await lost
    machine = await bench.open(machine.process, bench.newEngine())
    await machine.agentReady(AbortSignal.timeout(10_000))
    assert.equal((await shell('echo here')).stdout, 'here\n')
  })

  test('the addresses of the guest are told', async () => {
    const found = await untilFound(10_000, async () => {
      const addresses = await machine.addresses(forever)
      return addresses.length > 0 ? addresses : undefined
    })
    assert.ok(found.includes('10.0.2.15'), found.join())
  })

  test('the guest learns how large the terminal is', async () => {
    await machine.resizeConsole('serial', { columns: 132, rows: 43 }, forever)
    assert.equal((await shell('stty -F /dev/ttyS0 size')).stdout, '43 132\n')
  })

  test('the shell line is a root shell', async () => {
    await using console = await machine.attach('shell', { columns: 80, rows: 24 })
    await console.write(new TextEncoder().encode('echo $((6*7)) $(id -un)\n'))
    let text = ''
    for await (const piece of console.output) {
      text += new TextDecoder().decode(piece)
      if (text.includes('42 root')) return
    }
    assert.fail(text)
  })

  test('when the guest shuts down, a command that runs ends with it', async () => {
    const running = assert.rejects(shell('sleep 100'), hasCode('instance.wrong-state'))
    await machine.powerDown(forever)
    await running
  })
})
