import { Fault } from '../../model/fault.ts'
import { Explanation } from '../../model/explanation.ts'
import { ExecRequest, ExecResult } from '../../model/instance.ts'
import { ConsoleQuery, ExplainQuery, InstanceParams, LogQuery } from '../../model/request.ts'
import { attachConsole, resizeConsole } from '../../service/instance/console.ts'
import { execInInstance } from '../../service/instance/exec.ts'
import { explainInstance } from '../../service/instance/explain.ts'
import { joinScreen, screenshot } from '../../service/instance/screen.ts'
import { instanceLog } from '../../service/instance/log.ts'
import { bytes, json, socket } from '../answer.ts'
import { route } from '../route.ts'

/** 16 MiB of standard input are 22 MiB of base64. */
const execBodyBytes = 24 * 2 ** 20

export const instanceInsideRoutes = [
  route('POST', '/v1/instances/:name/exec', {
    operationId: 'execInInstance',
    summary: 'Run a command in the guest, and answer when it has ended',
    params: InstanceParams,
    body: ExecRequest,
    bodyLimit: execBodyBytes,
    faults: [
      'instance.not-found',
      'instance.wrong-state',
      'agent.absent',
      'agent.silent',
      'exec.timeout',
      'exec.not-found',
    ],
    answer: json(ExecResult),
    handle: ({ deps, params, body, signal }) => execInInstance(deps, params.name, body, signal),
  }),
  route('GET', '/v1/instances/:name/log', {
    operationId: 'instanceLog',
    summary: 'What the guest has written on its serial line, or what QEMU has said',
    params: InstanceParams,
    query: LogQuery,
    faults: ['instance.not-found'],
    answer: bytes(),
    handle: ({ deps, params, query: { which, ...options }, signal }) =>
      instanceLog(deps, params.name, which, options, signal),
  }),
  route('GET', '/v1/instances/:name/console', {
    operationId: 'attachConsole',
    summary: 'Join a console: a WebSocket whose binary frames are the bytes of the line',
    params: InstanceParams,
    query: ConsoleQuery,
    faults: ['instance.not-found', 'instance.wrong-state', 'instance.no-console', 'request.no-upgrade'],
    answer: socket('stroj.console.v1'),
    handle: async ({ deps, params: { name }, query: { line, columns, rows }, signal }) => {
      const size = columns === undefined || rows === undefined ? null : { columns, rows }
      const session = await attachConsole(deps, name, line, size)
      return {
        output: session.output,
        write: (typed) => session.write(typed),
        resize: (now) => resizeConsole(deps, name, line, now, signal),
        [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
      }
    },
  }),
  route('GET', '/v1/instances/:name/screen', {
    operationId: 'joinScreen',
    summary: 'Join the screen: a WebSocket whose binary frames are RFB (RFC 6143), as noVNC speaks it',
    params: InstanceParams,
    faults: ['instance.not-found', 'instance.wrong-state', 'instance.no-screen', 'request.no-upgrade'],
    answer: socket('binary'),
    handle: async ({ deps, params, signal }) => {
      const session = await joinScreen(deps, params.name, signal)
      return {
        output: session.output,
        write: (sent) => session.write(sent),
        resize: () => Promise.reject(new Fault('request.malformed', { reason: 'a screen takes binary frames only' })),
        [Symbol.asyncDispose]: () => session[Symbol.asyncDispose](),
      }
    },
  }),
  route('GET', '/v1/instances/:name/screenshot', {
    operationId: 'screenshot',
    summary: 'What is on the screen now, as PNG',
    params: InstanceParams,
    faults: ['instance.not-found', 'instance.wrong-state', 'instance.no-screen'],
    answer: bytes('image/png'),
    handle: async ({ deps, params, signal }) => once(await screenshot(deps, params.name, signal)),
  }),
  route('GET', '/v1/instances/:name/explain', {
    operationId: 'explainInstance',
    summary: 'The plain commands that an action stands for; nothing is done',
    params: InstanceParams,
    query: ExplainQuery,
    faults: ['instance.not-found'],
    answer: json(Explanation),
    handle: ({ deps, params, query: { action, style } }) => explainInstance(deps, params.name, action, style),
  }),
]

async function* once(whole: Uint8Array): AsyncGenerator<Uint8Array> {
  yield whole
}
