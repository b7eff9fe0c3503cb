import { after, test } from 'node:test'
import { Range } from '../support/crash/range.ts'
import { random, readShare, someOf } from '../support/crash/share.ts'
import { subjects } from '../support/crash/subjects.ts'
import { withoutTrace } from '../support/crash/trace.ts'

const share = readShare()
const next = random(share.seed)
const sum = { points: 0, tried: 0, reached: 0, undone: 0, done: 0, longestMs: 0 }

/** What the system may answer, and to which calls on files. */
const errors = [
  ['EIO', /^(?:fsync|fdatasync|pwrite64)$/],
  ['ENOSPC', /^(?:openat|mkdir|write|pwrite64|ftruncate)$/],
  ['EMFILE', /^openat$/],
] as const

for (const subject of someOf(subjects, share.operations, next)) {
  test(`F-02: ${subject.name} says what failed, and leaves all as it was, when a call on its files fails`, {
    skip: withoutTrace,
  }, async (context) => {
    await using range = await Range.open(subject)
    const points = (await range.points()).filter(({ text }) => !text.includes('<socket:'))
    for (const [error, calls] of errors) {
      const fitting = points.filter(({ name }) => calls.test(name))
      sum.points += fitting.length
      const chosen = someOf(fitting, Math.ceil(share.points / 3), next)
      for (const point of chosen) await range.strike(point, { kind: 'error', error }, sum)
      context.diagnostic(`${error}: ${chosen.length} of ${fitting.length} points`)
    }
  })
}

after(() => {
  console.log(
    `F-02: seed ${share.seed}: ${sum.tried} of ${sum.points} points tried, ${sum.reached} errors, ${sum.undone} undone, ${sum.done} done`,
  )
})
