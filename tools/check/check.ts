import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { runStep } from './run-step.ts'
import { gates, installOnly, journeys, labOnly, type Step, webOnly } from './steps.ts'

const root = join(import.meta.dirname, '../..')

/** Runs steps one after the other and says how each went. Stops at the first that fails. */
async function check(steps: readonly Step[]): Promise<boolean> {
  for (const step of steps) {
    const begun = performance.now()
    const { passed, output } = await runStep(step, root)
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    if (!passed && step.live !== true) console.log(failureIn(output))
    console.log(`${passed ? 'ok  ' : 'FAIL'}  ${step.name.padEnd(15)} ${seconds.padStart(6)} s${counted(output)}`)
    if (!passed) return false
    if (step.live !== true) for (const line of leftOut(output)) console.log(`      ${line}`)
  }
  return true
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

function wanted(): readonly Step[] {
  if (process.argv.includes('--lab')) return labOnly
  if (process.argv.includes('--install')) return installOnly
  if (process.argv.includes('--web')) return webOnly
  return process.argv.includes('--all') ? [...gates, ...journeys] : gates
}

process.exitCode = (await check(wanted())) ? 0 : 1
