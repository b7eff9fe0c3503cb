/** One entity of `query-qmp-schema` (QEMU, docs/interop/qemu-qmp-ref, section "QMP introspection"). */
export type Entity =
  | { readonly 'meta-type': 'command'; readonly name: string; readonly 'arg-type': string; readonly 'ret-type': string }
  | { readonly 'meta-type': 'event'; readonly name: string; readonly 'arg-type': string }
  | { readonly 'meta-type': 'builtin'; readonly name: string; readonly 'json-type': string }
  | { readonly 'meta-type': 'array'; readonly name: string; readonly 'element-type': string }
  | { readonly 'meta-type': 'enum'; readonly name: string; readonly members: readonly { readonly name: string }[] }
  | { readonly 'meta-type': 'alternate'; readonly name: string; readonly members: readonly { readonly type: string }[] }
  | ObjectEntity

export type ObjectEntity = {
  readonly 'meta-type': 'object'
  readonly name: string
  readonly members: readonly Member[]
  readonly tag?: string
  readonly variants?: readonly { readonly case: string; readonly type: string }[]
}

/** A member with a `default` (it is always null) may be left out. */
export type Member = { readonly name: string; readonly type: string; readonly default?: null }

/** Looks entities up by name. Type names in a dump are masked numbers, so they mean nothing to people. */
export class Schema {
  readonly #entities: ReadonlyMap<string, Entity>

  constructor(entities: readonly Entity[]) {
    this.#entities = new Map(entities.map((entity) => [entity.name, entity]))
  }

  type(name: string): Exclude<Entity, { 'meta-type': 'command' | 'event' }> {
    const entity = this.#entities.get(name)
    if (!entity || entity['meta-type'] === 'command' || entity['meta-type'] === 'event') throw missing('type', name)
    return entity
  }

  command(name: string): Extract<Entity, { 'meta-type': 'command' }> {
    const entity = this.#entities.get(name)
    if (entity?.['meta-type'] !== 'command') throw missing('command', name)
    return entity
  }

  event(name: string): Extract<Entity, { 'meta-type': 'event' }> {
    const entity = this.#entities.get(name)
    if (entity?.['meta-type'] !== 'event') throw missing('event', name)
    return entity
  }
}

function missing(what: string, name: string): Error {
  return new Error(`this QEMU has no ${what} ${name}`)
}
