import { childrenOf, type Layer, layerOf, type SnapshotTree } from './tree.ts'

/** What a layer without a name is good for: nothing, or only for the one that stands on it. */
export type Tidying =
  | { readonly kind: 'drop'; readonly layer: Layer }
  | { readonly kind: 'merge'; readonly lower: Layer; readonly upper: Layer }

/**
 * The next thing to tidy up; undefined when every layer is needed: it is written, it has a name, or several stand on it.
 * Nothing that another one stands on is ever dropped. `shared`: files that other instances have, too. They are never written
 * to, and nothing is gained by a copy of them, so a layer that has one is left as it is.
 */
export function nextTidying(tree: SnapshotTree, shared: ReadonlySet<string> = new Set()): Tidying | undefined {
  return tidyings(tree, shared)[0]
}

/** The next layer that nothing stands on and nobody needs. */
export function nextDrop(tree: SnapshotTree): Layer | undefined {
  const drop = tidyings(tree, new Set()).find((each) => each.kind === 'drop')
  return drop?.layer
}

function tidyings(tree: SnapshotTree, shared: ReadonlySet<string>): readonly Tidying[] {
  return tree.layers.flatMap((layer): readonly Tidying[] => {
    if (layer.id === tree.current || tree.snapshots.some((entry) => entry.layer === layer.id)) return []
    const [upper, second] = childrenOf(tree, layer.id)
    if (upper === undefined) return [{ kind: 'drop', layer }]
    const isShared = Object.values(layer.files).some((file) => shared.has(file))
    return second === undefined && !isShared ? [{ kind: 'merge', lower: layer, upper }] : []
  })
}

export function afterDrop(tree: SnapshotTree, { id }: Layer): SnapshotTree {
  return { ...tree, layers: tree.layers.filter((layer) => layer.id !== id) }
}

/**
 * After the upper one was written down into the lower one: all that named the upper one names the lower one.
 * A part that only the upper one has stays in its file.
 */
export function afterCommit(tree: SnapshotTree, lowerId: string, upperId: string): SnapshotTree {
  const [lower, upper] = [layerOf(tree, lowerId), layerOf(tree, upperId)]
  const merged = { ...lower, files: { ...upper.files, ...lower.files } }
  const layers = tree.layers
    .filter(({ id }) => id !== upperId)
    .map((layer) => (layer.id === lowerId ? merged : layer.parent === upperId ? { ...layer, parent: lowerId } : layer))
  const snapshots = tree.snapshots.map((entry) => (entry.layer === upperId ? { ...entry, layer: lowerId } : entry))
  return { ...tree, layers, snapshots, current: tree.current === upperId ? lowerId : tree.current }
}

/** After everything of the lower one was taken up into the upper one, which stands where the lower one stood. */
export function afterStream(tree: SnapshotTree, lowerId: string, upperId: string): SnapshotTree {
  const lower = layerOf(tree, lowerId)
  const layers = tree.layers
    .filter(({ id }) => id !== lowerId)
    .map((layer) =>
      layer.id === upperId ? { ...layer, parent: lower.parent, files: { ...lower.files, ...layer.files } } : layer,
    )
  return { ...tree, layers }
}
