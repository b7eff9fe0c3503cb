import assert from 'node:assert/strict'
import { test } from 'node:test'
import { numbersIn } from '../../../src/web/parts/numbers.ts'

test('numbers are written as the language writes them, with a narrow space before their unit', () => {
  const [en, hr] = [numbersIn('en'), numbersIn('hr')]
  assert.deepEqual(
    [en.bytesText(1.5 * 2 ** 30), en.percentText(0.5), en.secondsText(15_900)],
    ['1.5\u202FGiB', '0.5\u202F%', '15.9\u202Fs'],
  )
  assert.deepEqual(
    [hr.rateText(1.5 * 2 ** 20), hr.percentText(0.5), hr.percentText(42), hr.secondsText(15_900)],
    ['1,5\u202FMiB/s', '0,5\u202F%', '42\u202F%', '15,9\u202Fs'],
  )
  assert.equal(hr.durationText(300), '5\u202Fmin')
})
