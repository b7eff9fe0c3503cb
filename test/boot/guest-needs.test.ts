import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ConsoleSession } from '../../src/contract/engine.ts'
import { findProcesses } from '../../src/host/process.ts'
import { QemuBench } from '../support/qemu-bench.ts'

const needs = { tpm: true, secureBoot: true, windows: true } as const
const down = '\u001b[B'

test('a machine for Windows 11 refuses what is not signed, and its setup shows the TPM', async () => {
  await using bench = await QemuBench.make({ firmware: 'uefi', kernel: null, needs, memoryBytes: 2 ** 29 })
  await using machine = await bench.start()
  await using line = await machine.attach('serial', null)
  const firmware = new Talk(line)
  await firmware.until('Press any key to enter the Boot Manager Menu')
  assert.match(firmware.said, /Internal Shell[^]*Security Violation/)
  await firmware.type(' ')
  await firmware.until('Select Language')
  await firmware.type(down)
  await firmware.until('take you to the')
  await firmware.type('\r')
  await firmware.until('TCG2 Configuration')
  assert.match(firmware.said, /Secure Boot Configuration/)
  assert.equal((await tpmsOf(bench)).length, 1)
  await machine.kill(AbortSignal.timeout(30_000))
  assert.deepEqual(await tpmsOf(bench), [])
})

function tpmsOf({ files }: QemuBench) {
  return findProcesses((words) => words.some((word) => word.includes(files.tpm)), /^swtpm/)
}

/** What a firmware draws on a serial line, without the places where it draws it. */
class Talk {
  said = ''
  readonly #line: ConsoleSession
  readonly #output: AsyncIterator<Uint8Array>
  readonly #decoder = new TextDecoder('latin1')

  constructor(line: ConsoleSession) {
    this.#line = line
    this.#output = line.output[Symbol.asyncIterator]()
  }

  async type(keys: string): Promise<void> {
    await this.#line.write(new TextEncoder().encode(keys))
  }

  async until(words: string): Promise<void> {
    while (!this.said.includes(words)) {
      const { value, done } = await this.#output.next()
      if (done === true) throw new Error(`the line ended before it said "${words}": ${this.said.slice(-500)}`)
      // oxlint-disable-next-line no-control-regex -- a firmware moves the cursor before each word
      this.said += this.#decoder.decode(value).replaceAll(/\u001b\[[0-9;=]*[A-Za-z]/g, ' ')
    }
  }
}
