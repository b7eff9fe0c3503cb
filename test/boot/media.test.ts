import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from 'node:test'
import { TempDir } from '../../src/host/temp-dir.ts'
import { bootMedium } from '../support/boot-media.ts'
import { QemuBench } from '../support/qemu-bench.ts'

const signal = AbortSignal.timeout(120_000)
const only = { bootOrder: ['cdrom'], bootOrderAfterReset: ['cdrom'] } as const

test('what is in the drive of a running machine changes, is booted at its next reset, and can be taken out', async () => {
  await using folder = await TempDir.make('media')
  const [one, other] = [join(folder.path, 'one, "1".iso'), join(folder.path, 'other.iso')]
  await writeFile(one, bootMedium('\u00c7'))
  await writeFile(other, bootMedium('\u00c8'))
  await using bench = await QemuBench.make({ firmware: 'bios', kernel: null, disks: [], cdrom: one, ...only })
  await using machine = await bench.start()
  await using line = await machine.attach('serial', null)
  const output = line.output[Symbol.asyncIterator]()
  await hear(output, '\u00c7')
  await machine.changeMedium(other, false, signal)
  await machine.reset(signal)
  await hear(output, '\u00c8')
  await machine.changeMedium(null, false, signal)
  await machine.changeMedium(null, false, signal)
  await machine.changeMedium(one, true, signal)
  await machine.reset(signal)
  await hear(output, '\u00c7')
  await machine.kill(signal)
})

test('a machine without a drive takes no medium', async () => {
  await using bench = await QemuBench.make()
  await using machine = await bench.start()
  await assert.rejects(machine.changeMedium('/nothing.iso', false, signal), { code: 'instance.no-drive' })
  await machine.kill(signal)
})

async function hear(output: AsyncIterator<Uint8Array>, word: string): Promise<void> {
  const decoder = new TextDecoder('latin1')
  for (let said = ''; !said.includes(word); ) {
    const { value, done } = await output.next()
    if (done === true) throw new Error(`the line ended before it said ${word}`)
    said += decoder.decode(value)
  }
}
