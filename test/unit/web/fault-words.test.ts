import assert from 'node:assert/strict'
import { test } from 'node:test'
import { catalogue, type FaultCode } from '../../../src/model/fault-catalogue.ts'
import { croatianFaults } from '../../../src/web/text/fault-hr.ts'
import { faultWords } from '../../../src/web/text/fault-words.ts'

type Tell = (details: unknown) => string
type Words = { readonly text: Tell; readonly hint?: Tell }

const english = catalogue as unknown as Readonly<Record<FaultCode, Words>>
const croatian = croatianFaults as unknown as Readonly<Record<FaultCode, Words>>
const codes = Object.keys(catalogue) as FaultCode[]

/** Which details a sentence tells. */
function toldBy(tell: Tell): readonly string[] {
  const seen = new Set<string>()
  const anything: unknown = new Proxy(() => anything, {
    get: (_, key) => (key === Symbol.toPrimitive ? () => 'x' : anything),
  })
  const details = new Proxy({}, { get: (_, key) => (seen.add(String(key)), anything) })
  tell(details)
  return [...seen].toSorted()
}

for (const [code, words] of Object.entries(croatian)) {
  test(`${code} tells the same in Croatian as in English`, () => {
    assert.deepEqual(toldBy(words.text), toldBy(english[code as FaultCode].text))
    assert.equal(words.hint === undefined, english[code as FaultCode].hint === undefined)
  })
}

test('every fault is there in Croatian, with its hint', () => {
  assert.deepEqual(Object.keys(croatian).toSorted(), codes.toSorted())
})

test('what is not there, or does not fit, is told as the daemon tells it', () => {
  const told = { message: 'There is no image "x".', hint: 'List them.' }
  assert.equal(faultWords('hr', 'image.not-found', { image: 'x' }, told).message, 'Nema slike „x”.')
  assert.deepEqual(faultWords('en', 'image.not-found', { image: 'x' }, told), told)
  assert.deepEqual(faultWords('hr', 'image.not-found', {}, told), told)
  assert.deepEqual(faultWords('hr', 'image.in-use', {}, told), told)
  assert.deepEqual(faultWords('hr', 'no.such-code', {}, told), told)
  assert.deepEqual(faultWords('hr', undefined, undefined, told), told)
})
