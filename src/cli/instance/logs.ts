import { type LogOptions, instanceLog } from '../../sdk/inside.ts'
import type { Wire } from '../../sdk/wire.ts'
import { Harmless } from '../console/harmless.ts'
import type { Run } from '../loaders.ts'
import { bytesOfLastLines } from './last-lines.ts'

/** All that is kept of a log, in bytes. */
const wholeLog = 64 << 20

export const run: Run<'logs'> = async ({ name, follow, tail, engine }, session) => {
  const { screen, signal } = session
  const wire = await session.wire()
  const options = { which: engine ? 'engine' : 'serial', signal } as const
  const tailBytes = tail === undefined ? wholeLog : await lastBytes(wire, name, tail, options)
  const filter = screen.stdoutIsTerminal ? new Harmless() : undefined
  for await (const chunk of instanceLog(wire, name, { ...options, tailBytes, follow })) {
    await screen.write(filter?.pass(chunk) ?? chunk)
  }
}

/** The daemon counts in bytes. What is written meanwhile pushes out the oldest line and leaves no gap. */
async function lastBytes(wire: Wire, name: string, lines: number, options: LogOptions): Promise<number> {
  const chunks: Uint8Array[] = []
  for await (const chunk of instanceLog(wire, name, { ...options, tailBytes: wholeLog })) chunks.push(chunk)
  return bytesOfLastLines(Buffer.concat(chunks), lines)
}
