import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { runStep } from './run-step.ts'
import { crashOnly, gates, installOnly, journeys, labOnly, type Step, webOnly } from './steps.ts'

const root = join(import.meta.dirname, '../..')

/** Runs steps one after the other and says how each went. Stops at the first that fails, here or in another lane. */
async function runLane(steps: readonly Step[], isAlone: boolean, all: { passed: boolean }): Promise<void> {
  for (const step of steps) {
    if (!all.passed) return
    const begun = performance.now()
    const margin = isAlone ? '' : `${step.name.padEnd(4)} │ `
    const { passed, output } = await runStep(step, root, (line) => console.log(margin + line))
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    if (!passed && (step.live !== true || !isAlone)) console.log(failureIn(output))
    console.log(`${passed ? 'ok  ' : 'FAIL'}  ${step.name.padEnd(15)} ${seconds.padStart(6)} s${counted(output)}`)
    if (!passed) all.passed = false
    else if (step.live !== true) for (const line of leftOut(output)) console.log(`      ${line}`)
  }
}

async function check(lanes: readonly (readonly Step[])[], all = { passed: true }): Promise<boolean> {
  await Promise.all(lanes.map((steps) => runLane(steps, lanes.length === 1, all)))
  return all.passed
}

/** Guests of two lanes keep two processors busy. */
function journeyLanes(): readonly (readonly Step[])[] {
  return availableParallelism() > 1 ? journeys : [journeys.flat()]
}

/** Of a run of tests only those that failed, which node:test lists at its end; of other programs everything. */
function failureIn(output: string): string {
  const list = output.indexOf('✖ failing tests:')
  return output.slice(list === -1 ? 0 : list).trimEnd()
}

/** How many tests ran, where a step runs tests. */
function counted(output: string): string {
  const [, count] = /^ℹ tests (\d+)$/m.exec(stripVTControlCharacters(output)) ?? []
  return count === undefined ? '' : `  ${count} tests`
}

/** The tests that were left out, each with its reason. */
function leftOut(output: string): readonly string[] {
  return (
    stripVTControlCharacters(output)
      .match(/^ *﹣ .+$/gm)
      ?.map((line) => line.trim()) ?? []
  )
}

async function checkWanted(): Promise<boolean> {
  if (process.argv.includes('--lab')) return await check([labOnly])
  if (process.argv.includes('--install')) return await check([installOnly])
  if (process.argv.includes('--web')) return await check([webOnly])
  if (process.argv.includes('--crash')) return await check([crashOnly])
  return (await check([gates])) && (!process.argv.includes('--all') || (await check(journeyLanes())))
}

process.exitCode = (await checkWanted()) ? 0 : 1
