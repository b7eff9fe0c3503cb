import { Fault } from '../model/fault.ts'
import { formatPath, type ReadableIssue, readableIssues, withSuggestion } from '../model/issue.ts'
import type { Schema } from '../model/schema.ts'
import { synonyms } from '../model/spec-issues.ts'

/** The value that a schema makes of an input; throws `spec.invalid` or `request.invalid` with every issue in it. */
export function check<T>(schema: Schema<T>, input: unknown, where: 'path' | 'query' | 'body' | 'control'): T {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const issues = readableIssues(parsed.error, { schema, input, synonyms })
  const code = where === 'body' && issues.every(isInSpec) ? 'spec.invalid' : 'request.invalid'
  throw new Fault(code, { issues: issues.map((issue) => tell(issue, where, code === 'spec.invalid' ? 1 : 0)) })
}

/** Inside of the key `spec`, where a person knows the keys. */
function isInSpec({ path }: ReadableIssue): boolean {
  return path.length > 1 && path[0] === 'spec'
}

function tell(issue: ReadableIssue, where: string, leftOut: number): { path: string; message: string } {
  const outer = where === 'body' ? [] : [where]
  return { path: formatPath([...outer, ...issue.path.slice(leftOut)]), message: withSuggestion(issue) }
}
