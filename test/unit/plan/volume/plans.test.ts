import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import type { Verdict } from '../../../../src/kit/verdict.ts'
import type { Fault } from '../../../../src/model/fault.ts'
import { VolumeName } from '../../../../src/model/name.ts'
import { VolumeConvert, VolumeCreate } from '../../../../src/model/volume.ts'
import { planRead } from '../../../../src/plan/volume/chain.ts'
import { planCheck } from '../../../../src/plan/volume/plan-check.ts'
import { planCompact, planConvert } from '../../../../src/plan/volume/plan-convert.ts'
import { planCommit } from '../../../../src/plan/volume/plan-commit.ts'
import { planDelete } from '../../../../src/plan/volume/plan-delete.ts'
import { planClone, planEmpty } from '../../../../src/plan/volume/plan-new.ts'
import { planRebase } from '../../../../src/plan/volume/plan-rebase.ts'
import { planLock, planRekey, planUnlock } from '../../../../src/plan/volume/plan-key.ts'
import { planLiveGrowth, planResize, refuseLoss } from '../../../../src/plan/volume/plan-resize.ts'
import { planSnapshot } from '../../../../src/plan/volume/plan-snapshot.ts'
import { planUse } from '../../../../src/plan/volume/plan-use.ts'
import { planCopy } from '../../../../src/plan/volume/refusals.ts'
import type { KnownVolume, VolumeScene } from '../../../../src/plan/volume/scene.ts'
import { broken, idOf, sceneOf, volume } from '../../../support/volume-scenes.ts'

const gibibyte = 2 ** 30
const data = volume('data')
const base = volume('base')
const top = volume('top', { on: 'base' })

/** `yes`, or the code and the sentence of the refusal. */
function answer(verdict: Verdict<unknown, Fault> | undefined): string {
  if (verdict === undefined) return 'nothing'
  return verdict.ok ? 'yes' : `${verdict.refusal.code}: ${verdict.refusal.message}`
}

const name = VolumeName.parse('new')
const clone = (linked: boolean) => ({ kind: 'clone', name, from: data.name, linked }) as const
const size = (bytes: number, shrink = false) => ({ size: bytes, shrink })
const toRaw = VolumeConvert.parse({ format: 'raw' })

type Ask = (scene: VolumeScene, volume: KnownVolume) => Verdict<unknown, Fault> | undefined
const asks: Readonly<Record<string, Ask>> = {
  delete: planDelete,
  grow: (scene, volume) => planResize(scene, volume, size(2 * gibibyte)),
  convert: (scene, volume) => planConvert(scene, volume, toRaw),
  compact: planCompact,
  export: (scene, volume) => planCopy(scene, volume, 'be exported'),
  clone: (scene, volume) => planClone(scene, volume, clone(false), idOf('new')),
  link: (scene, volume) => planClone(scene, volume, clone(true), idOf('new')),
  write: (scene, volume) => planUse(scene, volume, { instance: 'db', readOnly: false }),
  read: (scene, volume) => planUse(scene, volume, { instance: 'db', readOnly: true }),
}

/** Which acts are possible where; what is not named is refused, with these words. */
const table: readonly [what: string, scene: VolumeScene, subject: KnownVolume, yes: string, no: RegExp][] = [
  ['a volume of its own', sceneOf([data]), data, Object.keys(asks).join(' '), /^/],
  [
    'one of an instance that is stopped',
    sceneOf([data], ['web writes data']),
    data,
    'grow convert compact export clone',
    /in-use: Volume "data" is a disk of web/,
  ],
  ['one of an instance that runs', sceneOf([data], ['web! writes data']), data, '', /in-use: .* web/],
  [
    'one that a guest only reads',
    sceneOf([data], ['web! reads data']),
    data,
    'export clone link read',
    /in-use: .* web/,
  ],
  ['one that others stand on', sceneOf([base, top]), base, 'export clone link read', /stood-on: .*top stands on it/],
  ['one that stands on another', sceneOf([base, top]), top, Object.keys(asks).join(' '), /^/],
  ['one whose file is gone', sceneOf([broken('data')]), broken('data'), 'delete', /damaged: .*its file is gone/],
  [
    'one whose base is gone',
    sceneOf([broken('base'), top]),
    top,
    'delete',
    /damaged: .*"base", on which it stands: its file is gone/,
  ],
  ['one on no volume', sceneOf([top]), top, 'delete', /damaged: .*not a volume of its pool/],
]

for (const [what, scene, subject, yes, no] of table) {
  test(`${what} can be asked to: ${yes || 'nothing'}`, () => {
    const answers = Object.entries(asks).map(([act, ask]) => [act, answer(ask(scene, subject))] as const)
    assert.deepEqual(answers.flatMap(([act, said]) => (said === 'yes' ? [act] : [])).join(' '), yes)
    for (const [, said] of answers) if (said !== 'yes') assert.match(said, no)
  })
}

const other = volume('other')

test('a volume gets another base only where nothing is lost or led in a circle by it', () => {
  const rebase = (scene: VolumeScene, subject: KnownVolume, onto: KnownVolume, unsafe = false) =>
    answer(planRebase(scene, subject, onto, unsafe))
  const all = sceneOf([base, top, other])
  assert.equal(rebase(all, top, other), 'yes')
  assert.equal(rebase(all, other, top), 'yes')
  assert.match(rebase(all, top, top), /cannot stand on itself/)
  assert.match(rebase(all, base, top), /stood-on: .*top stands on it/)
  assert.match(rebase(sceneOf([top, other], ['web! writes top']), top, other), /in-use/)
  assert.match(rebase(sceneOf([base, top, other], ['web writes other']), top, other), /"other" is a disk of web/)
  const kept = volume('kept', { on: 'base', facts: { snapshots: 1 } })
  assert.match(rebase(sceneOf([base, kept, other]), kept, other), /keeps 1 states/)
  const raw = volume('raw', { format: 'raw' })
  assert.match(rebase(sceneOf([raw, other]), raw, other), /it is raw/)
  assert.equal(rebase(sceneOf([raw, top, base]), top, raw), 'yes')
})

test('a volume whose base is lost gets another only as the person says', () => {
  const scene = sceneOf([top, other])
  assert.match(answer(planRebase(scene, top, other, false)), /damaged: .*not a volume of its pool/)
  assert.equal(answer(planRebase(scene, top, other, true)), 'yes')
})

test('a volume is written into its base only where nobody else needs that', () => {
  const commit = (scene: VolumeScene, subject = top) => answer(planCommit(scene, subject))
  assert.equal(commit(sceneOf([base, top])), 'yes')
  assert.match(commit(sceneOf([base, top, volume('more', { on: 'base' })])), /"base" cannot be written to: more stands/)
  assert.match(commit(sceneOf([base, top], ['web! reads base'])), /"base" is a disk of web/)
  assert.match(commit(sceneOf([base, top], ['web! writes top'])), /"top" is a disk of web/)
  assert.match(commit(sceneOf([data]), data), /it stands on no other/)
})

test('states are kept by qcow2 volumes that no machine has open, and brought back where nothing stands on them', () => {
  for (const act of ['create', 'restore', 'remove'] as const) {
    assert.equal(answer(planSnapshot(sceneOf([data], ['web writes data']), data, act)), 'yes')
    assert.match(answer(planSnapshot(sceneOf([data], ['web! writes data']), data, act)), /in-use/)
    const raw = volume('data', { format: 'raw' })
    assert.match(answer(planSnapshot(sceneOf([raw]), raw, act)), /only a qcow2 file/)
  }
  assert.equal(answer(planSnapshot(sceneOf([base, top]), base, 'create')), 'yes')
  assert.match(answer(planSnapshot(sceneOf([base, top]), base, 'restore')), /stood-on/)
})

test('an encrypted volume is used only with its passphrase, stands alone, and does not lose its encryption unasked', () => {
  const locked = volume('data', { facts: { encrypted: true } })
  const open = { ...locked, keyFile: '/secrets/x' }
  for (const [act, ask] of Object.entries(asks)) {
    if (act !== 'delete' && act !== 'link') assert.match(answer(ask(sceneOf([locked]), locked)), /volume.locked/, act)
  }
  assert.match(answer(planCheck(locked)), /volume.locked/)
  const convert = (subject: KnownVolume, more: Record<string, unknown>) =>
    answer(planConvert(sceneOf([subject]), subject, VolumeConvert.parse(more)))
  assert.match(convert(open, { format: 'raw' }), /raw is not encrypted/)
  assert.equal(convert(open, { format: 'raw', decrypt: true }), 'yes')
  assert.equal(convert(open, { format: 'luks' }), 'yes')
  assert.match(convert(open, { format: 'qcow2', passphrase: 'correct horse' }), /encrypted already/)
  assert.match(convert(data, { format: 'luks' }), /needs a passphrase/)
  assert.equal(convert(data, { format: 'luks', passphrase: 'correct horse' }), 'yes')
  assert.match(answer(planClone(sceneOf([open]), open, clone(true), idOf('new'))), /be stood on/)
  assert.match(answer(planRebase(sceneOf([data, open, other]), other, open, false)), /is encrypted/)
  assert.match(answer(planRebase(sceneOf([open, other]), open, other, true)), /is encrypted/)
  assert.match(answer(planRekey(sceneOf([data]), data)), /not encrypted/)
  assert.match(answer(planLock(sceneOf([open], ['web! writes data']), open)), /in-use/)
  assert.match(answer(planUnlock(broken('data'))), /damaged/)
})

test('snapshots inside of a volume are not lost by writing it anew', () => {
  const kept = volume('data', { facts: { snapshots: 2 } })
  assert.match(answer(planCompact(sceneOf([kept]), kept)), /unfit: .*keeps 2 snapshots inside/)
})

test('a volume shrinks only when that is asked for, and where nothing is beyond the new end', () => {
  const scene = sceneOf([data])
  assert.match(answer(planResize(scene, data, size(gibibyte / 2))), /512MiB is less than the 1GiB .*must be asked for/)
  assert.equal(answer(planResize(scene, data, size(gibibyte / 2, true))), 'yes')
  assert.match(answer(planResize(sceneOf([base, top]), top, size(gibibyte / 2, true))), /stands on another/)
  const kept = volume('data', { facts: { snapshots: 1 } })
  assert.match(answer(planResize(sceneOf([kept]), kept, size(gibibyte / 2, true))), /snapshots/)
  const extent = (start: number, kind: 'data' | 'zero' | 'hole') => ({ start, length: 100, kind, depth: 0 })
  const map = { sizeBytes: 0, dataBytes: 0, truncated: false }
  assert.equal(refuseLoss('data', 500, { ...map, extents: [extent(400, 'data'), extent(500, 'zero')] }), undefined)
  assert.match(refuseLoss('data', 499, { ...map, extents: [extent(400, 'data')] })?.message ?? '', /data beyond 499B/)
  assert.ok(refuseLoss('data', 499, { ...map, extents: [], truncated: true }))
})

test('a size that no disk has is refused, for new volumes and for old ones', () => {
  for (const [bytes, words] of [
    [2 ** 20 + 1, /multiple of 512/],
    [512, /at least 1MiB/],
    [2 ** 45, /at most 16TiB/],
  ] as const) {
    assert.match(answer(planResize(sceneOf([data]), data, size(bytes, true))), words)
    assert.match(answer(planLiveGrowth(sceneOf([data], ['web! writes data']), data, size(bytes))), words)
  }
})

test('under a guest that runs a volume only grows', () => {
  const scene = sceneOf([data], ['web! writes data'])
  assert.equal(answer(planLiveGrowth(scene, data, size(2 * gibibyte))), 'yes')
  assert.match(answer(planLiveGrowth(scene, data, size(gibibyte / 2, true))), /web runs with it, so it can only grow/)
  assert.equal(answer(planLiveGrowth(sceneOf([data], ['web writes data']), data, size(2 * gibibyte))), 'nothing')
  assert.match(answer(planLiveGrowth(sceneOf([data], ['web! reads data']), data, size(2 * gibibyte))), /in-use/)
})

test('two guests that only read may have the same volume, and the one that has it may have it again', () => {
  const scene = sceneOf([data], ['web reads data'])
  assert.equal(answer(planUse(scene, data, { instance: 'db', readOnly: true })), 'yes')
  assert.match(answer(planUse(scene, data, { instance: 'db', readOnly: false })), /be a disk of db/)
  assert.equal(answer(planUse(scene, data, { instance: 'web', readOnly: false })), 'yes')
})

test('what is taken beforehand must be there', () => {
  const want = VolumeCreate.parse({ kind: 'empty', name: 'new', size: '1GiB', preallocation: 'falloc' })
  assert.ok(want.kind === 'empty')
  const key = { place: data.place, id: idOf('new'), format: 'qcow2' } as const
  assert.match(answer(planEmpty(want, key, gibibyte - 1)), /host.disk-full/)
  assert.equal(answer(planEmpty(want, key, gibibyte)), 'yes')
})

test('a layout that makes no sense is refused by the schema', () => {
  const parse = (more: Record<string, unknown>) =>
    VolumeCreate.safeParse({ kind: 'empty', name: 'new', size: '1GiB', ...more }).success
  assert.ok(parse({ clusterSize: '128KiB', compression: 'zstd', extendedL2: true }))
  for (const wrong of [
    { format: 'raw', clusterSize: '64KiB' },
    { format: 'raw', preallocation: 'metadata' },
    { clusterSize: '100KiB' },
    { clusterSize: '4MiB' },
    { clusterSize: '4KiB', extendedL2: true },
  ]) {
    assert.ok(!parse(wrong), JSON.stringify(wrong))
  }
})

test('only qcow2 has tables to be checked', () => {
  assert.equal(answer(planCheck(data)), 'yes')
  assert.match(answer(planCheck(volume('data', { format: 'raw' }))), /no tables/)
})

test('a chain has every volume once, from the top to the ground, whatever the tree', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { minLength: 1, maxLength: 40 }), (choices) => {
      const volumes = choices.map((choice, index) =>
        volume(`n${index}x`, index === 0 || choice % 3 === 0 ? {} : { on: `n${choice % index}x` }),
      )
      const scene = sceneOf(volumes)
      for (const subject of volumes) {
        const verdict = planRead(scene, subject)
        assert.ok(verdict.ok)
        const ids = verdict.plan.chain.map(({ id }) => id)
        assert.equal(new Set(ids).size, ids.length)
        assert.equal(ids[0], subject.id)
        const ground = volumes.find(({ id }) => id === ids.at(-1))
        assert.equal(ground?.facts?.backing, null)
      }
    }),
  )
})

test('a chain that leads to itself is refused', () => {
  const one = volume('one', { on: 'two' })
  const two = volume('two', { on: 'one' })
  assert.match(answer(planRead(sceneOf([one, two]), one)), /stands on more than 64 others/)
})
