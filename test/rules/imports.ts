import { readFileSync } from 'node:fs'
import { type Expression, parseSync, Visitor } from 'oxc-parser'

/** One use of another module: what it names, and whether anything of it is left when the program runs. */
export type Import = { readonly to: string | undefined; readonly typesOnly: boolean; readonly line: number }

/**
 * Everything that one TypeScript file imports, re-exports or loads later with `import()`.
 * `to` is undefined where the name is computed. `import { type A }` is no import of types only: it still loads the module.
 */
export function importsOf(file: string): readonly Import[] {
  const source = readFileSync(file, 'utf8')
  const parsed = parseSync(file, source)
  const found: Import[] = []
  const add = (start: number, to: string | undefined, typesOnly: boolean) =>
    found.push({ to, typesOnly, line: source.slice(0, start).split('\n').length })
  new Visitor({
    ImportDeclaration: (node) => void add(node.start, node.source.value, node.importKind === 'type'),
    ExportAllDeclaration: (node) => void add(node.start, node.source.value, node.exportKind === 'type'),
    ExportNamedDeclaration: (node) =>
      node.source === null ? undefined : void add(node.start, node.source.value, node.exportKind === 'type'),
    ImportExpression: (node) => void add(node.start, literal(node.source), false),
    TSImportType: (node) => void add(node.start, node.source.value, true),
  }).visit(parsed.program)
  if (parsed.errors.length > 0) throw new Error(`${file} cannot be read: ${parsed.errors[0]?.message}`)
  return found
}

function literal(source: Expression): string | undefined {
  return source.type === 'Literal' && typeof source.value === 'string' ? source.value : undefined
}
