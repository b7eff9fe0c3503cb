import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type ObjectExpression, parseSync, type TSType, Visitor } from 'oxc-parser'

/** One detail of a fault: what its type is, as written, and a value to show it with. */
export type Detail = {
  readonly name: string
  readonly type: string
  readonly optional: boolean
  readonly example: unknown
}

/** Values for details that are numbers, where the name alone does not say enough. */
const numbers: Readonly<Record<string, number>> = {
  bytes: 121,
  pid: 4711,
  count: 3,
  waitedMs: 30_000,
  timeoutMs: 30_000,
}

/** The files that the catalogue is written in. */
export const catalogueFiles = [
  'src/model/fault-catalogue.ts',
  'src/model/daemon-faults.ts',
  'src/model/install-faults.ts',
  'src/model/volume-faults.ts',
  'src/model/warm-faults.ts',
  'src/model/console-faults.ts',
  'src/model/temporary-faults.ts',
  'src/model/fork-faults.ts',
  'src/model/suspend-faults.ts',
  'src/model/access-faults.ts',
  'src/model/host/fault-catalogue.ts',
  'src/model/size-faults.ts',
  'src/model/snapshot-faults.ts',
] as const

/** The details of each fault, read from the parameter of its `text` function in the catalogue's source below `root`. */
export function readDetails(root: string): ReadonlyMap<string, readonly Detail[]> {
  return new Map(catalogueFiles.flatMap((file) => [...readFile(join(root, file))]))
}

function readFile(file: string): ReadonlyMap<string, readonly Detail[]> {
  const source = readFileSync(file, 'utf8')
  const found = new Map<string, readonly Detail[]>()
  new Visitor({
    Property: ({ key, value }) => {
      if (key.type !== 'Literal' || typeof key.value !== 'string' || value.type !== 'ObjectExpression') return
      found.set(key.value, detailsOf(value, source))
    },
  }).visit(parseSync(file, source).program)
  return found
}

function detailsOf(entry: ObjectExpression, source: string): readonly Detail[] {
  const functions = entry.properties.flatMap((property) =>
    property.type === 'Property' && property.value.type === 'ArrowFunctionExpression' ? [property.value] : [],
  )
  const parameter = functions[0]?.params[0]
  const type = parameter?.type === 'Identifier' ? parameter.typeAnnotation?.typeAnnotation : undefined
  return type === undefined ? [] : membersOf(type, source)
}

function membersOf(type: TSType, source: string): readonly Detail[] {
  if (type.type !== 'TSTypeLiteral') return []
  return type.members.flatMap((member) => {
    if (member.type !== 'TSPropertySignature' || member.key.type !== 'Identifier' || !member.typeAnnotation) return []
    const { typeAnnotation: inner } = member.typeAnnotation
    const [{ name }, text] = [member.key, source.slice(inner.start, inner.end)]
    return [{ name, type: text, optional: member.optional, example: exampleOf(name, inner, source) }]
  })
}

function exampleOf(name: string, type: TSType, source: string): unknown {
  if (type.type === 'TSNumberKeyword') return numbers[name] ?? 1
  if (type.type === 'TSArrayType') return [exampleOf(name, type.elementType, source)]
  if (type.type === 'TSTypeOperator') return exampleOf(name, type.typeAnnotation, source)
  if (type.type !== 'TSTypeLiteral') return name.toUpperCase()
  return Object.fromEntries(membersOf(type, source).map((member) => [member.name, member.example]))
}
