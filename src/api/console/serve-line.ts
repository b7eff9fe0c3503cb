import type { WebSocket } from 'ws'
import { Fault } from '../../model/fault.ts'
import { ConsoleControl } from '../../model/request.ts'
import type { Line } from '../answer.ts'
import { check } from '../issues.ts'

/** Close codes of RFC 6455 section 7.4.1. */
const closeCodes = { ended: 1000, goingAway: 1001, policy: 1008, internal: 1011 } as const

/**
 * Joins a WebSocket and a line until one of them ends. Each side is read only as fast as the other takes it.
 * Whatever fails ends the viewer, never the line; the answer is what nobody understood, for the log.
 */
export async function serveLine(viewer: WebSocket, line: Line, signal: AbortSignal): Promise<unknown> {
  const ended = Promise.withResolvers<undefined>()
  viewer.once('close', () => ended.resolve(undefined)).on('error', () => viewer.terminate())
  signal.addEventListener('abort', () => ended.reject(signal.reason), { once: true })
  takeTyped(viewer, line, ended.reject)
  try {
    await Promise.race([show(viewer, line), ended.promise])
    viewer.close(closeCodes.ended)
    return undefined
  } catch (error) {
    if (viewer.readyState !== viewer.OPEN) return undefined
    const { code, reason } = goodbye(error)
    viewer.close(code, reason)
    return code === closeCodes.internal ? error : undefined
  } finally {
    await line[Symbol.asyncDispose]()
  }
}

async function show(viewer: WebSocket, line: Line): Promise<void> {
  for await (const chunk of line.output) await sent(viewer, chunk)
}

/** Resolves when the kernel has taken the bytes, which it does not for a viewer that does not read. */
function sent(viewer: WebSocket, chunk: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    viewer.send(chunk, { binary: true }, (error) => (error ? reject(error) : resolve()))
  })
}

/** One message after the other; while one is being taken, no more are read from the viewer. */
function takeTyped(viewer: WebSocket, line: Line, fail: (error: unknown) => void): void {
  let waiting = 0
  let last = Promise.resolve()
  viewer.on('message', (message, isBinary) => {
    waiting += 1
    viewer.pause()
    last = last
      .then(() => take(message as Buffer, isBinary, line))
      .finally(() => {
        waiting -= 1
        // Also after a failure: the goodbye of the viewer has to be read.
        if (waiting === 0) viewer.resume()
      })
    last.catch(fail)
  })
}

async function take(message: Buffer, isBinary: boolean, line: Line): Promise<void> {
  if (isBinary) return line.write(message)
  await line.resize(readControl(message.toString()).resize)
}

function readControl(text: string): ConsoleControl {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw new Fault('request.malformed', { reason: 'a text frame of a console is JSON' })
  }
  return check(ConsoleControl, value, 'control')
}

function goodbye(error: unknown): { readonly code: number; readonly reason: string } {
  if (!(error instanceof Fault)) return { code: closeCodes.internal, reason: 'internal.error' }
  const { goingAway, policy } = closeCodes
  return { code: error.code === 'daemon.stopping' ? goingAway : policy, reason: error.code }
}
