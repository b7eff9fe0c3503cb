import assert from 'node:assert/strict'
import { join } from 'node:path'
import { test } from 'node:test'
import { catalogue, type FaultCode } from '../../../src/model/fault-catalogue.ts'
import { Fault } from '../../../src/model/fault.ts'
import { Problem } from '../../../src/model/operation.ts'
import { readDetails } from '../../../tools/fault/details.ts'
import { exampleOfFault } from '../../../tools/fault/page.ts'

const details = readDetails(join(import.meta.dirname, '../../..'))
const codes = Object.keys(catalogue) as FaultCode[]

test('the catalogue was read', () => assert.ok(codes.length > 40))

for (const code of codes) {
  const fault = exampleOfFault(code, details.get(code) ?? [])

  test(`${code} says what happened in whole sentences, with every detail in its place`, () => {
    for (const text of [fault.message, ...(fault.hint === undefined ? [] : [fault.hint])]) {
      assert.doesNotMatch(text, /undefined|null|NaN|\[object|Infinity|\.\.(?!\.)|\s{2}|^\s|\s$/)
      assert.match(text, /^["`A-Z/]|^stroj|^docs\//)
    }
    assert.match(fault.message, /[.?]$|REPORT$/)
  })

  test(`${code} has an HTTP status for failures, and can be sent`, () => {
    assert.ok(fault.status >= 400 && fault.status < 600)
    const problem = fault.toProblem()
    assert.deepEqual(Problem.parse(JSON.parse(JSON.stringify(problem))), problem)
    assert.equal(problem.code, code)
  })
}

test('a fault without details can be sent too', () => {
  assert.deepEqual(Problem.parse(new Fault('daemon.stopping', undefined).toProblem()).details, {})
})

test('a fault keeps its cause, for the log', () => {
  const cause = new Error('ENOSPC')
  const fault = new Fault('host.unwritable', { path: '/a', reason: 'no space' }, { cause })
  assert.equal(fault.cause, cause)
  assert.equal(fault.name, 'Fault')
})
