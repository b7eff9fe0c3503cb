import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Fault } from '../../../src/model/fault.ts'
import { toRemoteFault } from '../../../src/sdk/remote-fault.ts'

describe('a refusal', () => {
  test('comes back with everything that the daemon said', () => {
    const said = new Fault('instance.exists', { name: 'web' })
    const { code, status, message, hint, details } = toRemoteFault(409, JSON.stringify(said.toProblem()))
    assert.deepEqual(
      { code, status, message, hint, details },
      { code: said.code, status: 409, message: said.message, hint: said.hint, details: said.details },
    )
  })

  test('goes out again as it came', () => {
    const problem = new Fault('request.not-found', { path: '/x' }).toProblem()
    assert.deepEqual(toRemoteFault(404, JSON.stringify(problem)).toProblem(), problem)
  })

  for (const text of ['', '<html>Bad Gateway</html>', 'null', '[]', '{"code":5}', '{"title":"x"']) {
    test(`that is no problem of ours (${JSON.stringify(text)}) is told by its status`, () => {
      const fault = toRemoteFault(502, text)
      assert.equal(fault.code, 'daemon.unreachable')
      assert.match(fault.message, /502/)
    })
  }
})
