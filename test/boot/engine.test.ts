import { mkdir, readdir, writeFile } from 'node:fs/promises'
import assert from 'node:assert/strict'
import { join } from 'node:path'
import { type EngineBench, engineContract } from '../contract/engine.ts'
import { echoDisk } from '../support/echo-guest.ts'
import { smallPlan } from '../support/start-plan.ts'
import { openQemuEngine } from '../../src/engine/qemu/engine.ts'
import { TempDir } from '../../src/host/temp-dir.ts'

async function makeBench(): Promise<EngineBench> {
  const home = await TempDir.make('stroj')
  const paths = { state: join(home.path, 'state'), runtime: join(home.path, 'run'), cache: join(home.path, 'cache') }
  const path = join(home.path, 'echo.raw')
  await writeFile(path, echoDisk())
  const plan = smallPlan({ disks: [{ source: { kind: 'file', path, format: 'raw' }, readOnly: true }] })
  await mkdir(join(paths.state, 'instances', plan.id), { recursive: true })
  const engine = openQemuEngine({ paths })
  return {
    engine,
    newEngine: () => openQemuEngine({ paths }),
    plan,
    impossiblePlan: { ...plan, machineType: 'impossible' },
    killFromOutside: ({ pid }) => void process.kill(pid, 'SIGKILL'),
    [Symbol.asyncDispose]: async () => {
      await engine.cleanUp(plan.id, plan.uuid)
      assert.deepEqual(await readdir(join(paths.runtime, 'i')).catch(() => []), [])
      assert.equal(await engine.find(plan.id, plan.uuid), undefined)
      await home[Symbol.asyncDispose]()
    },
  }
}

engineContract('QEMU', makeBench)
