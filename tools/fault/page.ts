import { exitCodeOf } from '../../src/cli/exit-code.ts'
import { Fault, type FaultCode } from '../../src/model/fault.ts'
import type { Detail } from './details.ts'

/** What one fault looks like, with capitals in the place of its details. */
export function exampleOfFault(code: FaultCode, details: readonly Detail[]): Fault {
  const values = Object.fromEntries(
    details.filter(({ optional }) => !optional).map(({ name, example }) => [name, example]),
  )
  return new Fault(code, values as never)
}

/** The page of one fault in Markdown. */
export function faultPage(code: FaultCode, details: readonly Detail[]): string {
  const { message, hint, status } = exampleOfFault(code, details)
  const parts = [
    `# ${code}`,
    `> ${message.replaceAll('\n', '\\\n> ')}`,
    ...(hint === undefined ? [] : [`**What to do.** ${hint}`]),
    `HTTP status ${status}; \`stroj\` ends with exit code ${exitCodeOf({ code, status })}.`,
    ...(details.length === 0 ? [] : [detailTable(details)]),
  ]
  return `${parts.join('\n\n')}\n`
}

/** The list of all faults, with a link to each page. */
export function faultIndex(faults: readonly Fault[]): string {
  const rows = faults.map(({ code, message, status }) => `| [${code}](${code}.md) | ${status} | ${escaped(message)} |`)
  return [
    '# Faults',
    '',
    'Every failure that stroj can explain. The codes are permanent: scripts and other programs may rely on them.',
    'In an answer of the API the code is `code`, the values in capitals are in `details`.',
    '',
    '| code | HTTP status | what it says |',
    '|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

function detailTable(details: readonly Detail[]): string {
  const rows = details.map(({ name, type, optional }) => `| \`${name}${optional ? '?' : ''}\` | \`${escaped(type)}\` |`)
  return ['| detail | type |', '|---|---|', ...rows].join('\n')
}

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ')
