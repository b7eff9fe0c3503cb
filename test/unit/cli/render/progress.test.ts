import assert from 'node:assert/strict'
import { mock, test } from 'node:test'
import { openProgress } from '../../../../src/cli/render/progress.ts'
import { progressLine } from '../../../../src/cli/render/progress-line.ts'

const frame = { frame: '*', elapsedMs: 65_000, rate: undefined, width: 100 }

test('a line of progress has a bar where the total is known, and the time where it is not', () => {
  const line = (phase: string, progress: Parameters<typeof progressLine>[1]['progress'], rate?: number) =>
    progressLine('Building debian', { phase, progress }, { ...frame, rate })
  assert.equal(line('', null), '* Building debian  1:05')
  assert.equal(line('installing', null), '* Building debian: installing  1:05')
  assert.equal(
    line('copying', { done: 2 ** 30, total: 2 ** 32, unit: 'bytes' }, 2 ** 28),
    '* Building debian: copying  █████░░░░░░░░░░░░░░░  1GiB of 4GiB  256MiB/s  0:12 left',
  )
  assert.equal(
    line('copying', { done: 50, total: null, unit: 'percent' }),
    '* Building debian: copying  ██████████░░░░░░░░░░  50%',
  )
  assert.equal(line('fetching', { done: 7, total: null, unit: 'items' }), '* Building debian: fetching  7  1:05')
})

test('where the terminal is narrow the line says less, and at last only the phase', () => {
  const at = (width: number) =>
    progressLine(
      'Building',
      { phase: 'copying', progress: { done: 1, total: 2, unit: 'items' } },
      { ...frame, rate: 0.1, width },
    )
  assert.deepEqual([60, 45, 40, 30, 12].map(at), [
    '* Building: copying  ██████████░░░░░░░░░░  1 of 2  0:10 left',
    '* Building: copying  1 of 2  0:10 left',
    '* Building: copying  1 of 2  0:10 left',
    '* Building: copying  1 of 2',
    '* Building:…',
  ])
})

test('without a terminal there is one line for each phase that lasts', () => {
  mock.timers.enable({ apis: ['setTimeout'] })
  const written: string[] = []
  const write = (text: string) => written.push(text)
  const progress = openProgress('Building tiny', { write, terminal: undefined, now: () => 0 })
  for (const phase of ['a', 'a', 'b', '', 'c\u001b[2J']) {
    progress.show({ phase, progress: null })
    mock.timers.tick(phase === 'b' ? 100 : 300)
  }
  progress.show({ phase: 'd', progress: null })
  progress[Symbol.dispose]()
  mock.timers.tick(1000)
  mock.timers.reset()
  assert.deepEqual(written, ['Building tiny: a\n', 'Building tiny: c\\u001b[2J\n'])
})

test('on a terminal short work shows nothing, and long work a line that is taken away at the end', () => {
  mock.timers.enable({ apis: ['setInterval'] })
  let now = 0
  let written = ''
  const open = () =>
    openProgress('Starting web', {
      write: (text) => (written += text),
      terminal: { columns: () => 20 },
      now: () => now,
    })
  const advance = (ms: number) => {
    now += ms
    mock.timers.tick(ms)
  }
  {
    using progress = open()
    progress.show({ phase: 'quick', progress: null })
    advance(100)
  }
  assert.equal(written, '')
  {
    using progress = open()
    progress.show({ phase: 'a phase with many words', progress: null })
    for (let step = 0; step < 4; step++) advance(100)
  }
  mock.timers.reset()
  assert.match(written, /\r. Starting web: a …\u001b\[K/)
  assert.match(written, /\r\u001b\[K$/)
  for (const drawn of written.split('\r')) assert.ok(drawn.replace('\u001b[K', '').length < 20)
})

test('nothing is written where nothing is wanted', () => {
  using progress = openProgress('x', undefined)
  progress.show({ phase: 'y', progress: null })
})
