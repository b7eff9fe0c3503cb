import { withSuggestion } from './issue.ts'
import type { SpecIssue } from './spec-file.ts'

const maxWidth = 160
const mostShown = 20

/** As a compiler says it: file, line, column, what is wrong, then the line with a caret below the place. */
export function formatSpecIssues(file: string, issues: readonly SpecIssue[], text: string): string {
  const lines = text.split(/\r?\n/)
  const shown = issues.slice(0, mostShown)
  const parts = shown.map((issue) => `${heading(file, issue)}\n${excerpt(lines[issue.line - 1] ?? '', issue)}`)
  const rest = issues.length - shown.length
  return [...parts, ...(rest > 0 ? [`… and ${rest} more`] : [])].join('\n')
}

function heading(file: string, issue: SpecIssue): string {
  const path = issue.path === '' ? '' : `${issue.path}: `
  return `${file}:${issue.line}:${issue.column}: ${path}${withSuggestion(issue)}`
}

/** A long line is cut around the place. Tabs become spaces, so that the caret stands right. */
function excerpt(line: string, { line: number, column }: SpecIssue): string {
  const cut = Math.max(0, column - maxWidth / 2)
  const gutter = `${number} | `
  const shown = line.slice(cut, cut + maxWidth).replaceAll(/\p{Cc}/gu, ' ')
  return `${gutter}${shown}\n${' '.repeat(gutter.length - 2)}| ${' '.repeat(Math.max(0, column - 1 - cut))}^`
}
