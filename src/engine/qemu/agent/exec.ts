import type { Clock } from '../../../contract/clock.ts'
import type { ExecRequest, ExecResult } from '../../../model/instance.ts'
import { Fault } from '../../../model/fault.ts'
import { AgentError } from './error.ts'
import { endTree } from './end-tree.ts'
import type { AgentReply } from './replies.ts'
import type { AgentSession } from './session.ts'

type Status = AgentReply<'guest-exec-status'>

/** The agent cuts stdout and stderr at 16 MiB each, and base64 makes 4 bytes of 3. */
const maxOutputBytes = 46 * 1024 * 1024
const answerMs = 10_000

/** The agent passes only what it is given, so a command would not even find its programs. */
const baseEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  HOME: '/root',
  LANG: 'C.UTF-8',
}

/**
 * Runs a command in the guest to its end. Throws the faults exec.not-found and exec.timeout; after the latter, and after
 * an abort, the command and its children are killed. AgentError for everything else.
 */
export async function exec(
  agent: AgentSession,
  name: string,
  request: ExecRequest,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<ExecResult> {
  const pid = await begin(agent, name, request, signal)
  const deadline = performance.now() + request.timeoutMs
  try {
    for (let pauseMs = 3; ; pauseMs = Math.min(pauseMs * 1.5, 100)) {
      const status = await statusOf(agent, pid, signal)
      if (status?.exited === true) return toResult(status)
      const leftMs = deadline - performance.now()
      if (leftMs <= 0) throw new Fault('exec.timeout', { name, timeoutMs: request.timeoutMs })
      await clock.sleep(Math.min(pauseMs, leftMs), signal)
    }
  } catch (error) {
    if (!(error instanceof AgentError)) await endTree(agent, pid, clock)
    throw error
  }
}

async function begin(agent: AgentSession, name: string, request: ExecRequest, signal: AbortSignal): Promise<number> {
  const [path = '', ...args] = request.command
  const { stdin, environment } = request
  const started = {
    path,
    arg: args,
    env: Object.entries({ ...baseEnvironment, ...environment }).map(([key, value]) => `${key}=${value}`),
    'capture-output': true,
    ...(stdin !== undefined && { 'input-data': stdin }),
  }
  // What is given to a slow guest needs time to get there: a second for each MiB on top.
  const timeoutMs = answerMs + (stdin?.length ?? 0) / 1000
  try {
    return (await agent.call('guest-exec', started, { timeoutMs }, signal)).pid
  } catch (error) {
    if (!(error instanceof AgentError) || error.why.kind !== 'refused') throw error
    throw new Fault(
      'exec.not-found',
      { name, command: path, reason: toReason(error.why.description) },
      { cause: error },
    )
  }
}

/** Undefined when the agent is silent for a while: a paused guest, for example, goes on later. */
async function statusOf(agent: AgentSession, pid: number, signal: AbortSignal): Promise<Status | undefined> {
  try {
    const limits = { timeoutMs: answerMs, maxBytes: maxOutputBytes }
    return await agent.call('guest-exec-status', { pid }, limits, signal)
  } catch (error) {
    if (error instanceof AgentError && error.why.kind === 'silent') return undefined
    throw error
  }
}

function toResult(status: Status): ExecResult {
  return {
    exitCode: status.signal === undefined ? (status.exitcode ?? 0) : 128 + status.signal,
    stdout: toBase64(status['out-data']),
    stderr: toBase64(status['err-data']),
    truncated: status['out-truncated'] === true || status['err-truncated'] === true,
  }
}

/** The guest may send what is no base64; what comes out of here always is. */
function toBase64(data: string | undefined): string {
  return data === undefined ? '' : Buffer.from(data, 'base64').toString('base64')
}

/** `Failed to execute child process “nosuch” (No such file or directory)` → `No such file or directory`. */
function toReason(description: string): string {
  const inner = /Failed to execute child process .*\((?<inner>[^()]*)\)/s.exec(description)?.groups?.['inner']
  return (inner ?? description).replaceAll(/\p{Cc}/gu, ' ').slice(0, 300)
}
