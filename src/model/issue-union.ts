import type { Issue } from './schema.ts'

/** Of several ways to write a value, what is wrong with the one that was meant; undefined when it is of another kind. */
export function closestChoice(choices: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const fitting = choices.filter((issues) => !issues.some(isOfAnotherKind))
  return fitting.toSorted((a, b) => faults(a) - faults(b))[0]
}

/** The kinds that the ways of a union would take. */
export function kindsOf(choices: readonly (readonly Issue[])[]): readonly string[] {
  return choices.flatMap((issues) => issues.flatMap((issue) => (isOfAnotherKind(issue) ? [issue.expected] : [])))
}

function isOfAnotherKind(issue: Issue): issue is Issue & { code: 'invalid_type' } {
  return issue.code === 'invalid_type' && issue.path.length === 0
}

function faults(issues: readonly Issue[]): number {
  return issues.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0)
}
