import { formatBytes } from '../kit/bytes.ts'
import { Fault } from '../model/fault.ts'
import type { Problem } from '../model/operation.ts'
import type { Deps } from '../service/deps.ts'
import { problemOf } from '../service/operation/problem-of.ts'

/** RFC 9457 section 3. */
export const problemType = 'application/problem+json; charset=utf-8'

/** What a caller is told about an error. One that nobody understands is logged with its causes under the reference that is told. */
export function tellProblem(error: unknown, where: string, { log, random }: Pick<Deps, 'log' | 'random'>): Problem {
  const { problem, reference } = problemOf(error, random)
  if (reference !== undefined) log.error('a request met an error that nobody understands', error, { reference, where })
  return problem
}

/** What fastify says about a request that never came to its route, as a fault of ours; any other error as it is. */
export function ownFault(error: unknown, { contentType, bodyLimit }: Refused): unknown {
  if (!(error instanceof Error) || error instanceof Fault) return error
  const { code, statusCode } = error as { code?: unknown; statusCode?: unknown }
  const options = { cause: error }
  if (code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') {
    return new Fault('request.wrong-type', { found: contentType ?? 'without a type' }, options)
  }
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') {
    return new Fault('request.too-large', { limit: formatBytes(bodyLimit) }, options)
  }
  const ofCaller = typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500
  return ofCaller ? new Fault('request.malformed', { reason: error.message }, options) : error
}

type Refused = { readonly contentType: string | undefined; readonly bodyLimit: number }
