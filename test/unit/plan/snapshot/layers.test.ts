import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { layerOn } from '../../../../src/plan/snapshot/layer-plan.ts'
import { afterCommit, afterDrop, afterStream, nextTidying } from '../../../../src/plan/snapshot/tidy.ts'
import {
  lineOf,
  namedFiles,
  seedling,
  type SnapshotTree,
  snapshotBelow,
  withLayer,
  withSnapshot,
} from '../../../../src/plan/snapshot/tree.ts'
import { snapshotEntry } from '../../../support/snapshot-entry.ts'

/** What lies in each layer: which value was written at each place. */
type Disk = Map<string, Map<number, number>>

type Act =
  | { readonly kind: 'write'; readonly place: number; readonly value: number }
  | { readonly kind: 'create' }
  | { readonly kind: 'restore' | 'delete'; readonly which: number }

const anyAct: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('write' as const), place: fc.nat(5), value: fc.nat(1000) }),
  fc.record({ kind: fc.constant('create' as const) }),
  fc.record({ kind: fc.constantFrom('restore' as const, 'delete' as const), which: fc.nat(20) }),
)

function read(tree: SnapshotTree, disk: Disk, layer: string): Record<string, number> {
  const pieces = lineOf(tree, layer)
    .toReversed()
    .flatMap(({ id }) => [...(disk.get(id) ?? [])])
  return Object.fromEntries(pieces)
}

/** As the service does it; `live` says that the written layer can only take others up. */
function tidied(start: SnapshotTree, disk: Disk, live: boolean): SnapshotTree {
  let tree = start
  for (let step = nextTidying(tree); step; step = nextTidying(tree)) {
    if (step.kind === 'drop') {
      tree = afterDrop(tree, step.layer)
      disk.delete(step.layer.id)
      continue
    }
    const { lower, upper } = step
    const both = new Map([...(disk.get(lower.id) ?? []), ...(disk.get(upper.id) ?? [])])
    const isStream = live && upper.id === tree.current
    tree = isStream ? afterStream(tree, lower.id, upper.id) : afterCommit(tree, lower.id, upper.id)
    disk.delete(isStream ? lower.id : upper.id)
    disk.set(isStream ? upper.id : lower.id, both)
  }
  return tree
}

test('whatever is taken, restored and removed, in any order, each snapshot keeps what it had', () => {
  fc.assert(
    fc.property(fc.array(anyAct, { maxLength: 40 }), fc.boolean(), (acts, live) => {
      let tree = seedling({ disk0: 'disk0.qcow2' })
      const disk: Disk = new Map([['base', new Map()]])
      const expected = new Map<string, Record<string, number>>()
      let count = 0
      for (const act of acts) {
        if (act.kind === 'write') {
          disk.get(tree.current)?.set(act.place, act.value)
        } else if (act.kind === 'create') {
          const { layer } = layerOn(tree, tree.current, `layer${String(++count).padStart(3, '0')}`)
          const made = snapshotEntry(`s${count}`, tree.current)
          expected.set(made.name, read(tree, disk, tree.current))
          tree = withSnapshot(tree, { layer, entry: made })
          disk.set(layer.id, new Map())
        } else {
          const chosen = tree.snapshots[act.which % Math.max(1, tree.snapshots.length)]
          if (!chosen) continue
          if (act.kind === 'restore') {
            const { layer } = layerOn(tree, chosen.layer, `layer${String(++count).padStart(3, '0')}`)
            tree = withLayer(tree, layer)
            disk.set(layer.id, new Map())
            tree = tidied(tree, disk, live)
            assert.deepEqual(read(tree, disk, tree.current), expected.get(chosen.name))
            assert.equal(snapshotBelow(tree, tree.current)?.name, chosen.name)
          } else {
            const here = read(tree, disk, tree.current)
            expected.delete(chosen.name)
            tree = { ...tree, snapshots: tree.snapshots.filter((other) => other !== chosen) }
            tree = tidied(tree, disk, live)
            assert.deepEqual(read(tree, disk, tree.current), here)
          }
        }
        for (const { name, layer } of tree.snapshots) assert.deepEqual(read(tree, disk, layer), expected.get(name))
      }
      tree = tidied(tree, disk, live)
      assert.deepEqual([...disk.keys()].sort(), tree.layers.map(({ id }) => id).sort())
      assert.ok(tree.layers.length <= 2 * tree.snapshots.length + 1)
      assert.equal(namedFiles(tree).size, tree.layers.length)
    }),
  )
})
