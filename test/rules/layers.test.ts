import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { layers, lookAtLayers, outside } from './layers.ts'
import { expectedIn } from './expected.ts'
import packageJson from '../../package.json' with { type: 'json' }

const root = join(import.meta.dirname, '../..')
const broken = join(import.meta.dirname, 'broken/layers')

test('every import in src is one that the house allows', () => {
  const { files, findings } = lookAtLayers(root)
  assert.ok(files > 30, `the check saw only ${files} files`)
  assert.deepEqual(findings, [])
})

test('the layer check finds every broken sample, each for its own reason', () => {
  const { files, findings } = lookAtLayers(broken)
  const expected = expectedIn(broken)
  assert.ok(files >= 16, `the check saw only ${files} samples`)
  assert.deepEqual(findings, expected)
})

test('no layer can reach itself through others', () => {
  const below = (layer: string): readonly string[] => {
    const direct = Object.keys(layers[layer] ?? {})
    return direct.flatMap((next) => [next, ...below(next)])
  }
  for (const layer of Object.keys(layers)) assert.ok(!below(layer).includes(layer), `${layer} is above itself`)
})

test('every package that src may use is a dependency, and every dependency has an owner', () => {
  const fromNpm = Object.keys(outside).filter((name) => !name.startsWith('node:'))
  // The web app is bundled: who installs stroj needs none of its packages.
  const isBundled = (name: string) => outside[name]?.every((owner) => owner.split('/')[0] === 'web') ?? false
  const atRunTime = fromNpm.filter((name) => !isBundled(name))
  assert.deepEqual(atRunTime.toSorted(), Object.keys(packageJson.dependencies).toSorted())
  for (const name of fromNpm.filter(isBundled)) assert.ok(name in packageJson.devDependencies, name)
})
