import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { agentSubjects } from '../support/crash/agent-subjects.ts'
import { guestSubjects } from '../support/crash/guest-subjects.ts'
import { imageSubjects } from '../support/crash/image-subjects.ts'
import { Range } from '../support/crash/range.ts'
import { random, readShare, someOf } from '../support/crash/share.ts'
import { standingSubjects } from '../support/crash/standing-subjects.ts'
import { subjects } from '../support/crash/subjects.ts'
import { withoutTrace } from '../support/crash/trace.ts'
import { Home } from '../support/home.ts'

const share = readShare()
const next = random(share.seed)
const sum = { points: 0, tried: 0, reached: 0, undone: 0, done: 0, longestMs: 0 }

// What it downloads is used by all.
before(async () => {
  const home = await Home.shared()
  await home.ok(['image', 'build', 'tiny'], { timeoutMs: 600_000 })
})

for (const subject of [
  ...someOf([...subjects, ...guestSubjects, ...standingSubjects], share.operations, next),
  ...someOf([...imageSubjects, ...agentSubjects], share.imageOperations, next),
]) {
  test(`F-01: ${subject.name}, whose daemon is killed at any call, is done or undone as a whole`, {
    skip: withoutTrace,
  }, async (context) => {
    await using range = await Range.open(subject)
    const points = await range.points()
    assert.ok(points.length > 1, 'it makes no calls')
    sum.points += points.length
    const chosen = someOf(points, share.points, next)
    for (const point of chosen) await range.strike(point, { kind: 'kill' }, sum)
    context.diagnostic(`${chosen.length} of ${points.length} points`)
  })
}

after(() => {
  console.log(
    `F-01: seed ${share.seed}: ${sum.tried} of ${sum.points} points tried, ${sum.reached} kills, ${sum.undone} undone, ` +
      `${sum.done} done, longest start after a kill ${Math.round(sum.longestMs)} ms`,
  )
})
