import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Architecture, emulators, terminals } from '../../../src/model/architecture.ts'
import { boardHas, boardOfType, boardsOf, firmwareOf } from '../../../src/model/board.ts'
import { findRecipe } from '../../../src/model/recipe-name.ts'

test('every architecture has an emulator, a board, a firmware and two terminals of different names', () => {
  for (const arch of Architecture.options) {
    assert.match(emulators[arch].program, /^qemu-system-/)
    assert.ok(boardsOf[arch].every((board) => boardHas[board]))
    assert.notEqual(firmwareOf[arch][0], 'direct')
    assert.notEqual(terminals[arch].serial, terminals[arch].shell)
  }
})

test('the board of a versioned type is found', () => {
  const types = ['pc-q35-7.2', 'pc-q35-noble', 'microvm', 'virt-7.2', 'virt', 'pseries-7.2', 's390-ccw-virtio-7.2']
  assert.deepEqual(types.map(boardOfType), ['q35', 'q35', 'microvm', 'virt', 'virt', 'pseries', 's390-ccw-virtio'])
})

test('a name with an architecture means the recipe of its kind for that', () => {
  const recipe = (name: string, architecture: Architecture, aliases: readonly string[] = []) =>
    ({ name, aliases, architecture }) as const
  const recipes = [recipe('tiny', 'x86_64', ['tiny:x86_64']), recipe('tiny:arm', 'arm'), recipe('debian:12', 'x86_64')]
  const find = (name: string, arch?: Architecture) => findRecipe(recipes, name, arch)?.name
  assert.deepEqual([find('tiny'), find('tiny:x86_64'), find('tiny:arm')], ['tiny', 'tiny', 'tiny:arm'])
  assert.deepEqual(
    [find('tiny', 'arm'), find('tiny', 'x86_64'), find('tiny:arm', 'arm')],
    ['tiny:arm', 'tiny', 'tiny:arm'],
  )
  assert.deepEqual([find('tiny', 's390x'), find('debian:12', 'arm'), find('none')], [undefined, undefined, undefined])
})
