import type { Problem } from '../../model/operation.ts'
import type { Screen } from '../screen.ts'
import { visible } from './visible.ts'

type Telling = {
  readonly screen: Pick<Screen, 'writeError' | 'paintError'>
  readonly format: 'table' | 'json' | 'yaml' | 'csv'
  readonly verbose: boolean
}

/** What went wrong and what to do, on stderr: for people in two lines, for programs as the problem object (RFC 9457). */
export async function tellProblem(
  problem: Problem,
  error: unknown,
  { screen, format, verbose }: Telling,
): Promise<void> {
  if (format === 'json') return screen.writeError(`${JSON.stringify(problem)}\n`)
  const { paintError: paint } = screen
  await screen.writeError(`${paint('Error:', 'bad')} ${textOf(problem)}\n`)
  if (problem.hint !== undefined) await screen.writeError(`${paint('Hint:', 'strong')} ${lines(problem.hint)}\n`)
  if (verbose) await screen.writeError(paint(`${problem.code} (${problem.status})\n${stackOf(error)}`, 'faint'))
}

/** Several issues stand under each other. Where they are is told as a person wrote it, not as the request has it. */
function textOf({ title, details }: Problem): string {
  const issues: unknown = details['issues']
  if (!Array.isArray(issues) || issues.length === 0) return lines(title)
  const head = title.replace(/:.*$/s, ':')
  const told = issues.map(({ path = '', message = '' }: { readonly path?: string; readonly message?: string }) => {
    const place = path.replace(/^body\.(?:spec\.)?/, '')
    return visible(`${place === '' ? '' : `${place}: `}${message}`)
  })
  const [only = '', second] = told
  if (second === undefined) return `${head} ${only}${/[.?!]$/.test(only) ? '' : '.'}`
  return [head, ...told.map((issue) => `  ${issue}`)].join('\n')
}

function lines(text: string): string {
  return text.split('\n').map(visible).join('\n')
}

function stackOf(error: unknown): string {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  const cause = error instanceof Error && error.cause !== undefined ? `caused by: ${stackOf(error.cause)}` : ''
  return stack === '' ? cause : `${lines(stack)}\n${cause}`
}
