import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { qemuCommand } from '../../../../../src/engine/qemu/argv/command.ts'
import { placesOf } from '../../../../../src/engine/qemu/argv/places.ts'
import type { InstanceName } from '../../../../../src/model/name.ts'
import type { PlannedDisk, StartPlan } from '../../../../../src/plan/instance/start-plan.ts'
import { assertGolden } from '../../../../support/golden.ts'
import { imageDisk, places, plans, surroundings, usual } from './plans.ts'

const alone: ReadonlySet<string> = new Set(['-nodefaults', '-no-user-config'])

type Option = { readonly name: string; readonly value: string | undefined }

function optionsOf(plan: StartPlan): readonly Option[] {
  return pairUp(qemuCommand(plan, places(plan)).args)
}

function pairUp(args: readonly string[]): readonly Option[] {
  const [first, second, ...rest] = args
  if (first === undefined) return []
  assert.match(first, /^-[a-z]/, 'an option stands where one is expected')
  if (alone.has(first)) return [{ name: first, value: undefined }, ...pairUp(args.slice(1))]
  return [{ name: first, value: second }, ...pairUp(rest)]
}

/** The values of an option that takes JSON, parsed. */
function valuesOf(plan: StartPlan, option: string): readonly Record<string, unknown>[] {
  return optionsOf(plan)
    .filter(({ name }) => name === option)
    .map(({ value }) => JSON.parse(value ?? ''))
}

function device(plan: StartPlan, id: string): Record<string, unknown> | undefined {
  return valuesOf(plan, '-device').find((found) => found['id'] === id)
}

describe('the command line of QEMU', () => {
  for (const [name, plan] of Object.entries(plans)) {
    test(`of the plan ${name} is as it was`, () => {
      const lines = optionsOf(plan).map(({ name, value }) => (value === undefined ? name : `${name} ${value}`))
      const { file } = qemuCommand(plan, places(plan))
      assertGolden(`argv/${name}.args`, `${file}\n${lines.join('\n')}\n`)
    })
  }

  test('leaves out a network card that is plugged in later, and the port that it would have had', () => {
    const card = { network: 'user', mac: '52:54:00:00:00:01', forward: [], model: 'virtio' } as const
    const one = { ...usual, nics: [card] }
    const later = { ...card, mac: '52:54:00:00:00:02', plugged: true } as const
    assert.deepEqual(optionsOf({ ...one, nics: [card, later] }), optionsOf(one))
  })

  test('locks QEMU in and lets it guess nothing, whatever the plan', () => {
    for (const plan of Object.values(plans)) {
      const options = optionsOf(plan)
      const names = options.map(({ name }) => name)
      for (const wanted of ['-nodefaults', '-no-user-config', '-sandbox', '-uuid']) assert.ok(names.includes(wanted))
      for (const never of ['-drive', '-hda', '-net', '-nic', '-monitor', '-snapshot', '-S']) {
        assert.ok(!names.includes(never), `${never} in ${plan.name}`)
      }
      assert.equal(
        options.find(({ name }) => name === '-sandbox')?.value,
        'on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny',
      )
    }
  })

  test('names every layer of every disk, so that no name is read from an image', () => {
    for (const plan of Object.values(plans)) {
      for (const node of valuesOf(plan, '-blockdev')) assertLayers(node)
    }
  })

  test('gives every device its own id, and every boot place to one device', () => {
    for (const plan of Object.values(plans)) {
      const devices = valuesOf(plan, '-device')
      for (const key of ['id', 'bootindex', 'bus'] as const) {
        const values = devices
          .map((found) => found[key])
          .filter((value) => value !== undefined && value !== 'channels.0' && value !== 'usb.0')
        assert.equal(new Set(values).size, values.length, `${key} in ${JSON.stringify(values)}`)
      }
    }
  })

  test('boots from nothing but the given kernel when there is one', () => {
    assert.ok(valuesOf(usual, '-device').every((found) => found['bootindex'] === undefined))
  })

  test('puts the first device of the boot order first', () => {
    const plan: StartPlan = {
      ...usual,
      firmware: 'bios',
      kernel: null,
      cdrom: '/a.iso',
      bootOrder: ['network', 'cdrom'],
    }
    const places = ['nic0', 'cdrom0', 'disk0'].map((id) => device(plan, id)?.['bootindex'])
    assert.ok(Number(places[0]) < Number(places[1]))
    assert.equal(places[2], undefined)
  })

  test('has no PCI device in a microvm', () => {
    const drivers = valuesOf(plans['microvm'] ?? usual, '-device').map((found) => String(found['driver']))
    assert.ok(drivers.every((driver) => !driver.includes('pci') && !driver.includes('vmgenid')))
  })
})

function assertLayers(node: Record<string, unknown>): void {
  assert.ok(['qcow2', 'raw'].includes(String(node['driver'])))
  const file = node['file'] as Record<string, unknown>
  assert.equal(file['driver'], 'file')
  if (node['driver'] !== 'qcow2') return
  assert.ok('backing' in node)
  if (node['backing'] !== null) assertLayers(node['backing'] as Record<string, unknown>)
}

/** Anything at all: options, commas, quotes, line ends, halves of characters. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    '-help',
    '-nodefaults',
    ',',
    ',,',
    'a,if=none',
    '{"driver":"nbd"}',
    'nbd:x:1',
    'json:{}',
    '\n-S',
    "'",
    '$(x)',
  ),
)

describe('for arbitrary names and paths', () => {
  const shape = (args: readonly string[]) => pairUp(args).map(({ name }) => name)
  const withTexts = (text: string): StartPlan => ({
    ...usual,
    firmware: 'bios',
    kernel: null,
    name: text as InstanceName,
    cdrom: text,
    disks: [imageDisk, fileDisk(text)],
  })

  test('the number and the places of the options stay the same', () => {
    const expected = shape(qemuCommand(withTexts('x'), places(usual)).args)
    fc.assert(
      fc.property(anyText, anyText, (text, folder) => {
        const plan = withTexts(text)
        const odd = { state: `/${folder}`, runtime: `/${folder}`, cache: '/c' }
        assert.deepEqual(shape(qemuCommand(plan, placesOf(odd, plan, surroundings)).args), expected)
      }),
    )
  })

  test('a path comes back from the JSON as it was given', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const files = valuesOf(withTexts(text), '-blockdev').map(
          (node) => (node['file'] as { filename: string }).filename,
        )
        assert.deepEqual(files.slice(1), [text, text])
      }),
    )
  })

  test('a path comes back from an option without JSON, where a comma is written twice', () => {
    fc.assert(
      fc.property(anyText, (folder) => {
        const odd = placesOf({ state: '/s', runtime: `/${folder}`, cache: '/c' }, usual, surroundings)
        const options = pairUp(qemuCommand(usual, odd).args)
        const serial = options.find(({ value }) => value?.startsWith('socket,id=serial,')) ?? { value: '' }
        assert.equal(splitOptions(serial.value ?? '').get('path'), odd.run.serial)
        assert.equal(splitOptions(serial.value ?? '').get('wait'), 'off')
      }),
    )
  })
})

function fileDisk(path: string): PlannedDisk {
  return { source: { kind: 'file', path, format: 'raw' }, readOnly: false, bus: 'virtio', virtualFunctions: 0 }
}

/** As QEMU reads its options: a single comma ends a value, two are one (qemu-option.c). */
function splitOptions(text: string): ReadonlyMap<string, string> {
  const parts = [...text.matchAll(/((?:[^,]|,,)+)(?:,|$)/gsu)].map(([, part = '']) => part.replaceAll(',,', ','))
  return new Map(parts.map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]))
}
