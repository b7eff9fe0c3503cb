import assert from 'node:assert/strict'
import { test } from 'node:test'
import * as fc from 'fast-check'
import { Action, InstanceState, type InstanceStateKind } from '../../../../src/model/instance.ts'
import { actionsFrom, isAtRest, moves, next } from '../../../../src/plan/instance/lifecycle.ts'

const states = InstanceState.options.map((option) => option.shape.kind.value)

test('the table has every state there is, and no other', () => {
  assert.deepEqual(Object.keys(moves).toSorted(), states.toSorted())
})

/** What a person may ask for in each state. */
const actions: Record<InstanceStateKind, readonly Action[]> = {
  stopped: ['start', 'delete'],
  starting: ['kill'],
  running: ['stop', 'kill', 'restart', 'pause', 'suspend', 'reset'],
  paused: ['stop', 'kill', 'resume', 'reset'],
  parked: ['stop', 'kill', 'restart', 'pause', 'resume', 'suspend', 'reset'],
  suspended: ['start', 'kill'],
  stopping: ['kill'],
  unresponsive: ['kill'],
  failed: ['start', 'delete'],
}

for (const state of states) {
  test(`what is ${state} can be asked to ${actions[state].join(', ')}`, () => {
    assert.deepEqual(actionsFrom(state), actions[state])
  })

  test(`what is ${state} is not stuck: something leads out of it, and in the end to stopped`, () => {
    assert.ok(Object.values(moves[state]).some((to) => to !== state))
    assert.ok(reachable(state).has('stopped'))
  })

  test(`what is ${state} can be ended by a person, unless it is at rest`, () => {
    assert.equal(next(state, 'kill'), isAtRest(state) ? undefined : 'stopped')
  })

  test(`a process that is gone leaves nothing ${state} but what is at rest`, () => {
    for (const end of ['exited', 'crashed'] as const) {
      const after = next(state, end)
      const hasProcess = !isAtRest(state) && state !== 'suspended'
      assert.ok(hasProcess ? after !== undefined && isAtRest(after) : after === undefined)
    }
  })
}

test('every state can be reached from stopped', () => {
  assert.deepEqual([...reachable('stopped')].toSorted(), states.toSorted())
})

test('a move that is not in the table leads nowhere', () => {
  assert.equal(next('stopped', 'stop'), undefined)
  assert.equal(next('running', 'start'), undefined)
  assert.equal(next('stopping', 'resume'), undefined)
})

test('however it goes, only what is offered leads on', () => {
  const asked = fc.array(fc.constantFrom(...Action.options))
  fc.assert(
    fc.property(asked, (wishes) => {
      let state: InstanceStateKind = 'stopped'
      for (const wish of wishes) {
        const offered = actionsFrom(state).includes(wish)
        if (wish === 'delete' || wish === 'install') continue
        assert.equal(next(state, wish) !== undefined, offered)
        state = next(state, wish) ?? state
      }
    }),
  )
})

function reachable(from: InstanceStateKind): ReadonlySet<InstanceStateKind> {
  const seen = new Set([from])
  for (const state of seen) for (const to of Object.values(moves[state])) seen.add(to)
  return seen
}
