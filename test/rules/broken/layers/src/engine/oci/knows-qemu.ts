// expect: engine/oci must not know engine/qemu
import { argv } from '../qemu/argv.ts'
// expect: engine may import only types from plan: write `import type`
import { planStart } from '../../plan/instance/plan-start.ts'
import type { StartPlan } from '../../plan/instance/plan-start.ts'
import { run } from '../../host/run.ts'
// expect: node:net belongs to [host]
import { connect } from 'node:net'

export const y = (plan: StartPlan) => [argv, planStart, run, connect, plan]
