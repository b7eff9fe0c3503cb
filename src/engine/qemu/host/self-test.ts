import { writeWhole } from '../../../host/files.ts'
import { run, RunError } from '../../../host/run.ts'
import { TempDir } from '../../../host/temp-dir.ts'
import { exitPort, passedExitCode, selfTestRom } from './self-test-rom.ts'

/** It takes 50 ms; a processor that hangs takes for ever, and a host that is very busy takes its time. In milliseconds. */
const deadlines = { quick: 3000, patient: 20_000 } as const

export type SelfTest = { readonly kind: 'passed' } | { readonly kind: 'failed'; readonly reason: string }

/**
 * Runs the test guest once. `patience`: how long it may take. Rejects with the signal's reason, or with RunError when there is no
 * QEMU.
 */
export async function runSelfTest(
  accelerator: 'kvm' | 'tcg',
  signal: AbortSignal,
  patience: keyof typeof deadlines = 'quick',
): Promise<SelfTest> {
  const timeoutMs = deadlines[patience]
  await using folder = await TempDir.make('stroj-self-test')
  const rom = `${folder.path}/test.rom`
  await writeWhole(rom, selfTestRom())
  try {
    await run('qemu-system-x86_64', selfTestArguments(accelerator, rom), { signal, timeoutMs })
    return { kind: 'failed', reason: 'the processor was reset in it' }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof RunError && error.why.kind !== 'not-found') return resultOf(error)
    throw error
  }
}

function selfTestArguments(accelerator: 'kvm' | 'tcg', rom: string): readonly string[] {
  const machine = ['-machine', 'q35', '-m', '16', '-accel', accelerator, '-cpu', accelerator === 'kvm' ? 'host' : 'max']
  const exit = JSON.stringify({ driver: 'isa-debug-exit', iobase: exitPort, iosize: 1 })
  return [...bare, ...machine, '-bios', rom, '-device', exit]
}

const bare = ['-nodefaults', '-no-user-config', '-display', 'none', '-no-reboot']

function resultOf({ why }: RunError): SelfTest {
  switch (why.kind) {
    case 'exit':
      if (why.code === passedExitCode) return { kind: 'passed' }
      return failed(`QEMU ended with code ${why.code}${lastLine(why.stderr)}`)
    case 'signal':
      return failed(`QEMU was ended by ${why.signal}${lastLine(why.stderr)}`)
    case 'timeout':
      return failed(`it did not come to its end within ${why.timeoutMs / 1000} seconds`)
    case 'too-much-output':
      return failed('QEMU did not stop complaining')
    case 'not-found':
      return failed('QEMU is not installed')
  }
}

function failed(reason: string): SelfTest {
  return { kind: 'failed', reason }
}

function lastLine(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '')
  const last = lines.at(-1)?.replace(/^qemu-system-[a-z0-9_]+: /, '')
  return last === undefined ? '' : ` (${last.replaceAll(/\p{Cc}/gu, ' ').slice(0, 200)})`
}
