import type { Member, Schema } from './schema.ts'
import { constantName, quoted } from './words.ts'

/** TypeScript types for what we send: exact, so that a wrong driver or a missing member does not compile. */
export class Outgoing {
  readonly #schema: Schema
  /** Type name in the dump → name in our file, from the path of its first use. */
  readonly #names = new Map<string, string>()
  readonly #declarations: string[] = []

  constructor(schema: Schema) {
    this.#schema = schema
  }

  get declarations(): readonly string[] {
    return this.#declarations
  }

  /** The expression for a type that is reached by `path`. */
  expression(typeName: string, path: readonly string[]): string {
    const type = this.#schema.type(typeName)
    switch (type['meta-type']) {
      case 'builtin':
        return builtin(type['json-type'])
      case 'array':
        return `readonly (${this.expression(type['element-type'], path)})[]`
      case 'alternate':
        return type.members
          .map((member, index) => this.expression(member.type, [...path, `choice${index}`]))
          .join(' | ')
      case 'enum':
        return type.members.map(({ name }) => quoted(name)).join(' | ')
      case 'object':
        return type.members.length === 0 ? 'Nothing' : this.#named(typeName, path)
    }
  }

  #named(typeName: string, path: readonly string[]): string {
    const known = this.#names.get(typeName)
    if (known !== undefined) return known
    const name = constantName(path)
    this.#names.set(typeName, name)
    const body = this.#body(typeName, path)
    this.#declarations.push(`type ${name} = ${body}`)
    return name
  }

  #body(typeName: string, path: readonly string[]): string {
    const type = this.#schema.type(typeName)
    if (type['meta-type'] !== 'object') return this.expression(typeName, path)
    const { tag, variants = [], members } = type
    const common = members.filter(({ name }) => name !== tag)
    const base = `{ ${common.map((member) => this.#member(member, path)).join('; ')} }`
    if (tag === undefined) return base
    const cases = variants.map((variant) => {
      const own = `{ readonly ${quoted(tag)}: ${quoted(variant.case)} }`
      return `(${own} & ${this.expression(variant.type, [...path, variant.case])})`
    })
    return `${base} & (${cases.join(' | ')})`
  }

  #member(member: Member, path: readonly string[]): string {
    const optional = 'default' in member
    const type = this.expression(member.type, [...path, member.name])
    return `readonly ${quoted(member.name)}${optional ? '?' : ''}: ${type}${optional ? ' | undefined' : ''}`
  }
}

function builtin(jsonType: string): string {
  return { string: 'string', boolean: 'boolean', int: 'number', number: 'number', null: 'null' }[jsonType] ?? 'unknown'
}
