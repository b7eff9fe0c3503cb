import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type CallExpression, type Expression, parseSync, type Program, Visitor } from 'oxc-parser'

type Source = { readonly file: string; readonly text: string; readonly program: Program }
type Span = { readonly start: number; readonly end: number }
type Finding = { readonly at: number; readonly why: string }
type Rule = (source: Source) => readonly Finding[]

/** The files that read the environment; everything else gets what it needs as arguments. */
const readsEnvironment: ReadonlySet<string> = new Set([
  'src/daemon/main.ts',
  'src/cli/main.ts',
  // Hands PATH and HOME on to the programs that it runs.
  'src/host/run.ts',
])

const longestFunction = 60

const rules: readonly Rule[] = [
  noVagueName,
  noEnvironment,
  noShell,
  noWayRound,
  noOtherDoor,
  noLooseState,
  noLongFunction,
  noUnfinishedWork,
]

export type Look = { readonly files: number; readonly findings: readonly string[] }

/** Reads every source file under `root`/src and says where it breaks a rule of the house, as `file:line: why`. */
export function lookAtSources(root: string): Look {
  const files = globSync('src/**/*.{ts,tsx}', { cwd: root }).toSorted()
  return { files: files.length, findings: files.flatMap((file) => lookAtFile(root, file)) }
}

function lookAtFile(root: string, file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8')
  const source = { file, text, program: parseSync(file, text).program }
  return rules
    .flatMap((rule) => rule(source))
    .map(({ at, why }) => ({ line: text.slice(0, at).split('\n').length, why }))
    .toSorted((one, other) => one.line - other.line)
    .map(({ line, why }) => `${file}:${line}: ${why}`)
}

function noVagueName({ file, program }: Source): readonly Finding[] {
  const isVague = /^(index|utils?|helpers?|common|types|misc)\.ts$/.test(basename(file))
  return isVague ? [{ at: program.body[0]?.start ?? 0, why: 'a file is named after its one reason to exist' }] : []
}

function noEnvironment(source: Source): readonly Finding[] {
  if (readsEnvironment.has(source.file)) return []
  const why = 'only the files in readsEnvironment may read the environment'
  const reads: Finding[] = []
  new Visitor({
    MemberExpression: ({ start, object, property }) => {
      const isEnvironment = property.type === 'Identifier' && property.name === 'env'
      if (isEnvironment && object.type === 'Identifier' && object.name === 'process') reads.push({ at: start, why })
    },
  }).visit(source.program)
  return [...reads, ...matches(source, /\benv\b.*from 'node:process'/g, why)]
}

/** A shell would read quotes, spaces and `$` in names that come from people and guests. */
function noShell(source: Source): readonly Finding[] {
  const why = 'no shell on the host: run a program with an argument list'
  const pattern = /\b(?:exec|execSync|execFileSync|spawnSync)\b.*from 'node:child_process'/g
  const calls: Finding[] = []
  new Visitor({
    CallExpression: ({ start, arguments: given }) => void (startsShell(given) && calls.push({ at: start, why })),
  }).visit(source.program)
  return [...matches(source, pattern, why), ...calls]
}

/** Whether a call is given the name of a shell to run, or an option that makes it use one. */
function startsShell([program, ...others]: CallExpression['arguments']): boolean {
  if (program?.type === 'Literal' && /^(?:\/\S*\/)?(?:ba|da|z)?sh$/.test(String(program.value))) return true
  return others.some(
    (option) =>
      option.type === 'ObjectExpression' &&
      option.properties.some(
        (one) =>
          one.type === 'Property' && one.key.type === 'Identifier' && one.key.name === 'shell' && !isFalse(one.value),
      ),
  )
}

const isFalse = (value: Expression): boolean => value.type === 'Literal' && value.value === false

function noWayRound(source: Source): readonly Finding[] {
  return matches(
    source,
    /\b(?:getBuiltinModule|createRequire|process\.binding)\b/g,
    'modules are imported, so that the import table sees them',
  )
}

/** A file that runs programs and names qemu-img runs it without the limits, and without a format that is said. */
function noOtherDoor(source: Source): readonly Finding[] {
  const runs = /import \{[^}]*\brun\b[^}]*\} from '[^']*\/run\.ts'|from 'node:child_process'/.test(source.text)
  if (source.file === 'src/disk/qemu-img.ts' || !runs) return []
  return matches(source, /'qemu-(?:img|io|nbd)'/g, 'qemu-img is run by src/disk/qemu-img.ts only')
}

function noLooseState({ program }: Source): readonly Finding[] {
  return program.body.flatMap((node) => {
    const declared = node.type === 'ExportNamedDeclaration' ? node.declaration : node
    const isLoose = declared?.type === 'VariableDeclaration' && (declared.kind === 'let' || declared.kind === 'var')
    return isLoose ? [{ at: node.start, why: 'a module has constants only: state belongs to an object' }] : []
  })
}

function noLongFunction({ text, program }: Source): readonly Finding[] {
  const all: Span[] = []
  const add = ({ start, end }: Span): void => void all.push({ start, end })
  new Visitor({ FunctionDeclaration: add, FunctionExpression: add, ArrowFunctionExpression: add }).visit(program)
  return all.flatMap((span) => {
    const own = ownLines(span, all, text)
    return own > longestFunction
      ? [{ at: span.start, why: `a function of ${own} lines; ${longestFunction} is the limit` }]
      : []
  })
}

/** The lines of a function without those of the functions inside it, which are judged by themselves. */
function ownLines(span: Span, all: readonly Span[], text: string): number {
  const within = all.filter((other) => other !== span && other.start >= span.start && other.end <= span.end)
  const direct = within.filter((one) => !within.some((other) => other !== one && isInside(one, other)))
  const breaks = ({ start, end }: Span): number => text.slice(start, end).split('\n').length - 1
  return direct.reduce((lines, inner) => lines - breaks(inner), breaks(span) + 1)
}

const isInside = (one: Span, other: Span): boolean => one.start >= other.start && one.end <= other.end

function noUnfinishedWork(source: Source): readonly Finding[] {
  return matches(source, /\b(?:TODO|FIXME|XXX|HACK)\b/g, 'finish it, or write an issue')
}

function matches({ text }: Source, pattern: RegExp, why: string): readonly Finding[] {
  return [...text.matchAll(pattern)].map(({ index }) => ({ at: index, why }))
}
