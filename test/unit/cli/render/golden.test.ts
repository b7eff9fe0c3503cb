import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csv } from '../../../../src/cli/render/csv.ts'
import { doctorText } from '../../../../src/cli/render/host-text.ts'
import { explanationText } from '../../../../src/cli/render/explanation-text.ts'
import { imageColumns, imageRows, imageText } from '../../../../src/cli/render/image-text.ts'
import { instanceColumns } from '../../../../src/cli/render/instance-row.ts'
import { instanceText } from '../../../../src/cli/render/instance-text.ts'
import { operationColumns, operationText } from '../../../../src/cli/render/operation-text.ts'
import { painter } from '../../../../src/cli/render/paint.ts'
import { type Column, table } from '../../../../src/cli/render/table.ts'
import { displayWidth } from '../../../../src/cli/render/width.ts'
import { yaml } from '../../../../src/cli/render/yaml.ts'
import { assertGolden } from '../../../support/golden.ts'
import { image, instances, listing, now, operations, plain, report, web } from '../models.ts'

const look = { paint: plain, columns: undefined }
const options = { headers: true, columns: undefined, paint: plain }

type Show = (columns: number | undefined) => string
const show =
  <T>(columns: readonly Column<T>[], items: readonly T[]): Show =>
  (width) =>
    table(columns, items, { ...options, columns: width })

const tables: readonly (readonly [name: string, show: Show])[] = [
  ['ls', show(instanceColumns(now), instances)],
  ['image-ls', show(imageColumns(now), imageRows(listing, false))],
  ['image-ls-available', show(imageColumns(now), imageRows(listing, true))],
  ['operation-ls', show(operationColumns(now), operations)],
]

for (const [name, shown] of tables) {
  test(`the table of ${name} is as before, in full, in 80 columns and in 50`, () => {
    assertGolden(`cli/${name}.txt`, [undefined, 80, 50].map(shown).join('\n'))
    for (const width of [80, 50]) {
      for (const line of shown(width).split('\n')) assert.ok(displayWidth(line) <= width, line)
    }
  })
}

const texts: readonly (readonly [name: string, text: string])[] = [
  ['show', instances.map((shown) => instanceText(shown, now, look)).join('\n-----\n')],
  ['show-color', instanceText(web, now, { paint: painter(true), columns: 60 })],
  ['ls-color', table(instanceColumns(now), instances, { ...options, paint: painter(true) })],
  ['ls.csv', csv(instanceColumns(now), instances, true)],
  ['show.yaml', yaml(web)],
  ['image-show', imageText(image, now, look)],
  [
    'operation-show',
    operations.map((operation) => operationText(operation, now, { ...look, columns: 50 })).join('\n-----\n'),
  ],
  ['doctor', doctorText(report, { width: 60, paint: plain })],
  [
    'explain',
    explanationText(
      {
        action: 'start',
        instance: 'web',
        steps: [
          {
            reason: 'the network of the guest',
            command: ['passt', '--foreground', '--socket', '/run/s/p.sock'],
            background: true,
          },
          {
            reason: 'the machine itself',
            command: [
              'qemu-system-x86_64',
              '-name',
              "it's",
              '-machine',
              'q35,accel=tcg',
              '-m',
              '2048',
              '-nodefaults',
              '-blockdev',
              '{"driver":"qcow2","node-name":"disk0"}',
              '-append',
              'root=/dev/vda1 ro',
            ],
            background: false,
          },
        ],
        notes: ['The plain form has no sandbox.'],
      },
      plain,
    ),
  ],
]

for (const [name, text] of texts) {
  test(`${name} is as before`, () => assertGolden(`cli/${name}.txt`, text))
}
