import type { Member, ObjectEntity, Schema } from './schema.ts'
import { constantName, quoted } from './words.ts'

/**
 * Zod schemas for what QEMU sends. Members and enum values that a later QEMU adds are let through: the former are
 * dropped, the latter read as 'unknown'.
 */
export class Incoming {
  readonly #schema: Schema
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
        return `z.array(${this.expression(type['element-type'], path)})`
      case 'alternate': {
        const choices = type.members.map((member, index) => this.expression(member.type, [...path, `choice${index}`]))
        return `z.union([${choices.join(', ')}])`
      }
      case 'enum':
        return this.#named(typeName, path, () => `oneOf([${type.members.map(({ name }) => quoted(name)).join(', ')}])`)
      case 'object':
        return type.members.length === 0 ? 'nothing' : this.#named(typeName, path, () => this.#object(type, path))
    }
  }

  #named(typeName: string, path: readonly string[], body: () => string): string {
    const known = this.#names.get(typeName)
    if (known === '') throw new Error(`${path.join(' ')} contains itself; that is not supported yet`)
    if (known !== undefined) return known
    this.#names.set(typeName, '')
    const name = constantName(path)
    this.#declarations.push(`const ${name} = ${body()}`)
    this.#names.set(typeName, name)
    return name
  }

  #object({ tag, variants = [], members }: ObjectEntity, path: readonly string[]): string {
    const common = this.#members(
      members.filter(({ name }) => name !== tag),
      path,
    )
    if (tag === undefined) return `z.object({ ${common.join(', ')} })`
    const cases = variants.map((variant) => {
      const own = [...common, `${quoted(tag)}: z.literal(${quoted(variant.case)})`]
      return `z.object({ ${[...own, ...this.#membersOf(variant.type, [...path, variant.case])].join(', ')} })`
    })
    return `z.discriminatedUnion(${quoted(tag)}, [${cases.join(', ')}])`
  }

  #membersOf(typeName: string, path: readonly string[]): readonly string[] {
    const type = this.#schema.type(typeName)
    return type['meta-type'] === 'object' ? this.#members(type.members, path) : []
  }

  /** What may be left out and leads back to a type that it is in, such as the statistics of a backing file, is not read. */
  #members(members: readonly Member[], path: readonly string[]): readonly string[] {
    const read = members.filter((member) => !('default' in member && this.#names.get(member.type) === ''))
    return read.map((member) => this.#member(member, path))
  }

  #member(member: Member, path: readonly string[]): string {
    const type = this.expression(member.type, [...path, member.name])
    return `${quoted(member.name)}: ${type}${'default' in member ? '.optional()' : ''}`
  }
}

function builtin(jsonType: string): string {
  const known = {
    string: 'z.string()',
    boolean: 'z.boolean()',
    int: 'z.number()',
    number: 'z.number()',
    null: 'z.null()',
  }
  return known[jsonType as keyof typeof known] ?? 'z.unknown()'
}
