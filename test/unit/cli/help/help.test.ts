import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Command } from '../../../../src/cli/command.ts'
import { commands } from '../../../../src/cli/commands.ts'
import { globalOptions } from '../../../../src/cli/declare/global.ts'
import { parse } from '../../../../src/cli/parse.ts'
import { helpOn } from '../../../../src/cli/help/help-on.ts'
import { assertGolden } from '../../../support/golden.ts'

const plain = (text: string): string => text
const all = Object.entries<Command>(commands)
const shown = all.filter(([, { hidden }]) => hidden !== true)

for (const topic of ['', 'image', 'operation', 'daemon', ...shown.map(([name]) => name)]) {
  test(`help on ${topic === '' ? 'the whole' : `"${topic}"`} is as before, and fits into 80 columns`, () => {
    const text = helpOn(topic, 80, plain)
    assertGolden(`cli/help/${topic === '' ? 'stroj' : topic.replaceAll(' ', '-')}.txt`, text)
    assert.deepEqual(
      text.split('\n').filter((line) => line.length > 80),
      [],
    )
  })
}

test('each command has examples, and they are all understood', () => {
  for (const [name, { examples }] of shown) {
    assert.ok(examples.length > 0, name)
    assert.ok(examples[0]?.command.includes(`stroj ${name}`), name)
    for (const { command } of examples) {
      const words = /stroj (.*)/.exec(command.replace(/\$\(.*?\)/, 'NAMES'))?.[1]?.split(/ [|<>] ?|\)/)[0] ?? ''
      assert.doesNotThrow(
        () =>
          parse(
            words.split(' ').filter((word) => word !== ''),
            commands,
          ),
        command,
      )
    }
  }
})

test('no option has the letter of another, and none is called like an argument', () => {
  for (const [name, command] of all) {
    const letters = Object.entries<Command['options'][string]>({ ...globalOptions, ...command.options }).flatMap(
      ([, { short }]) => (short === undefined ? [] : [short]),
    )
    assert.equal(new Set(letters).size, letters.length, name)
    const names = command.arguments.map((argument) => argument.name.toLowerCase())
    for (const argument of names) assert.equal(argument in command.options, false, `${name} ${argument}`)
  }
})
