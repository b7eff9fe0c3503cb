import { join } from 'node:path'
import { runStep } from './run-step.ts'
import { gates, journeys, type Step } from './steps.ts'

const root = join(import.meta.dirname, '../..')

/** Runs steps one after the other and says how each went. Stops at the first that fails. */
async function check(steps: readonly Step[]): Promise<boolean> {
  for (const step of steps) {
    const begun = performance.now()
    const { passed, output } = await runStep(step, root)
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    if (!passed && step.live !== true) console.log(output.trimEnd())
    console.log(`${passed ? 'ok  ' : 'FAIL'}  ${step.name.padEnd(15)} ${seconds.padStart(6)} s`)
    if (!passed) return false
  }
  return true
}

const everything = process.argv.includes('--all')
process.exitCode = (await check(everything ? [...gates, ...journeys] : gates)) ? 0 : 1
