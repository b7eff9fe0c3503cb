import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { bootIndexChanges, bootProperty } from '../../../../../src/engine/qemu/argv/boot.ts'
import type { BootDevice } from '../../../../../src/model/spec.ts'
import type { StartPlan } from '../../../../../src/plan/instance/start-plan.ts'
import { emptyDisk, usual, userNic } from './plans.ts'

const orders = fc.uniqueArray(fc.constantFrom<BootDevice>('disk', 'cdrom', 'network'), { minLength: 1, maxLength: 3 })

function plan(bootOrder: readonly BootDevice[], bootOrderAfterReset: readonly BootDevice[], disks = 2): StartPlan {
  return {
    ...usual,
    firmware: 'bios',
    kernel: null,
    cdrom: '/a.iso',
    disks: Array.from({ length: disks }, () => emptyDisk),
    nics: [userNic, userNic],
    bootOrder,
    bootOrderAfterReset,
  }
}

/** The boot places as they are after the start, by path. */
function placesAtStart(plan: StartPlan): Map<string, number> {
  const kinds = [
    ...plan.disks.map((_, index) => ['disk', `disk${index}`, index] as const),
    ['cdrom', 'cdrom0', 0] as const,
    ...plan.nics.map((_, index) => ['network', `nic${index}`, index] as const),
  ]
  return new Map(
    kinds.map(([device, id, index]) => [
      `/machine/peripheral/${id}`,
      bootProperty(plan, device, index).bootindex ?? -1,
    ]),
  )
}

describe('the boot order after the first boot', () => {
  test('needs no change when it is the same', () => {
    assert.deepEqual(bootIndexChanges(plan(['disk'], ['disk'])), [])
  })

  test('needs no change when a kernel is given directly', () => {
    assert.deepEqual(bootIndexChanges({ ...plan(['cdrom', 'disk'], ['disk']), firmware: 'direct' }), [])
  })

  test('is what a start with it would have given, and at no moment do two devices have one place', () => {
    fc.assert(
      fc.property(orders, orders, fc.integer({ min: 1, max: 17 }), (first, then, disks) => {
        const subject = plan(first, then, disks)
        const now = placesAtStart(subject)
        for (const { path, bootindex } of bootIndexChanges(subject)) {
          assert.ok(now.has(path))
          now.set(path, bootindex)
          const taken = [...now.values()].filter((place) => place !== -1)
          assert.equal(new Set(taken).size, taken.length)
        }
        assert.deepEqual(now, placesAtStart(plan(then, then, disks)))
      }),
    )
  })
})
