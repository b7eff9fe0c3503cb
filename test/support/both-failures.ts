/**
 * Imported for its effect: when a scope fails and then fails to end, too, the stack of the SuppressedError tells both.
 * Left to itself node:test prints neither of them.
 */
Error.prepareStackTrace = (error, calls) => {
  const own = [String(error), ...calls.map((call) => `    at ${placeOf(call)}`)].join('\n')
  if (!(error instanceof SuppressedError)) return own
  return [own, `first: ${stackOf(error.suppressed)}`, `then: ${stackOf(error.error)}`].join('\n')
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}

function placeOf(call: NodeJS.CallSite): string {
  return `${call.getFunctionName() ?? 'a function'} (${call.getFileName()}:${call.getLineNumber()}:${call.getColumnNumber()})`
}
