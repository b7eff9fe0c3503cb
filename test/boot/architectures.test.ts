import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { ConsoleLine, Machine } from '../../src/contract/engine.ts'
import { Architecture } from '../../src/model/architecture.ts'
import { ExecRequest } from '../../src/model/instance.ts'
import { QemuBench } from '../support/qemu-bench.ts'
import { buildTinyFor, lackOfEmulator, lackOfMirror, planFor } from '../support/tiny-guest.ts'

const signal = AbortSignal.timeout(900_000)

/** As the guest's own uname(1) -m says it. */
const names: Partial<Record<Architecture, string>> = { arm: 'armv7l', ppc64le: 'ppc64le' }

/** Those of a PC are booted by every other test. */
const foreign = Architecture.options.filter((arch) => arch !== 'x86_64')

describe('a guest of another architecture', { timeout: 900_000 }, () => {
  for (const arch of foreign) {
    test(`is up, answers and shuts down: ${arch}`, { timeout: 300_000 }, async (context) => {
      await using bench = await QemuBench.make()
      const lacking = await lackOfEmulator(bench, arch, signal)
      if (lacking !== false) return context.skip(lacking)
      const image = await buildTinyFor(bench, arch, signal).catch(lackOfMirror)
      if (typeof image === 'string') return context.skip(image)
      const plan = await planFor(bench, image, { arch, memory: '512MiB', nics: [{ network: 'isolated' }] }, signal)
      await using machine = await bench.start(plan)
      await machine.agentReady(AbortSignal.timeout(120_000))

      assert.equal(await tell(machine, 'uname -m'), names[arch] ?? arch)
      assert.equal(await tell(machine, 'hostname'), 'web')
      assert.deepEqual(await machine.addresses(signal), ['10.0.2.15'])
      await showsPrompt(machine, 'serial')
      await showsPrompt(machine, 'shell')
      assert.equal(await endingOf(machine), 'guest-shutdown')
    })
  }
})

async function tell(machine: Machine, script: string): Promise<string> {
  const { stdout } = await machine.exec(ExecRequest.parse({ command: ['sh', '-c', script] }), signal)
  return Buffer.from(stdout, 'base64').toString().trim()
}

/** A line is answered on by a shell of root, and it has the size that was told. */
async function showsPrompt(machine: Machine, line: ConsoleLine): Promise<void> {
  await using session = await machine.attach(line, null)
  await machine.resizeConsole(line, { columns: 91, rows: 33 }, signal)
  await session.write(new TextEncoder().encode('stty size\n'))
  let text = ''
  for await (const piece of session.output) {
    text += new TextDecoder().decode(piece)
    if (/^33 91\r?$/m.test(text)) return
  }
}

/** Presses the power button as `stop` does, and gives how it ended. */
async function endingOf(machine: Machine): Promise<string> {
  await machine.powerDown(signal)
  for await (const news of machine.news) if (news.kind === 'ended') return news.ending.kind
  throw new Error('it has not ended')
}
