import assert from 'node:assert/strict'
import { test } from 'node:test'
import { InstanceName } from '../../../src/model/name.ts'
import { InstanceSpec } from '../../../src/model/spec.ts'
import { installedWord } from '../../../src/plan/install/answers.ts'
import { installInstance } from '../../../src/service/install/install.ts'
import { createInstance } from '../../../src/service/instance/create.ts'
import { killInstance } from '../../../src/service/instance/kill.ts'
import { showInstance } from '../../../src/service/instance/show.ts'
import { startInstance } from '../../../src/service/instance/start.ts'
import { cancelOperation } from '../../../src/service/operation/cancel.ts'
import { ownRequest } from '../../../src/service/operation/begin.ts'
import { ServiceBench } from '../../support/service-bench.ts'

const name = InstanceName.parse('deb')
const spec = InstanceSpec.parse({
  disk: '10GiB',
  cdrom: '/media/debian.iso',
  install: { user: 'ana', passwordHash: '$6$a$b' },
})

async function benchWith(restart: 'never' | 'always' = 'never'): Promise<ServiceBench> {
  const bench = new ServiceBench()
  await bench.done(await createInstance(bench.deps, { name, spec: { ...spec, restart } }, ownRequest))
  return bench
}

const off = { kind: 'guest-shutdown', reason: 'the guest shut down' } as const

test('an instance is installed before it can be started; then it starts without its installer', async () => {
  const bench = await benchWith()
  await assert.rejects(startInstance(bench.deps, name, ownRequest), { code: 'instance.not-installed' })
  assert.deepEqual((await shown(bench)).actions, ['install', 'delete'])
  const operation = await installInstance(bench.deps, name, ownRequest)
  const guest = await untilRunning(bench)
  assert.ok(guest.plan.installer?.boot)
  guest.print(`Installing the system  ... 10%\r\n${installedWord}\r\n`)
  guest.end(off)
  await bench.done(operation)
  assert.equal((await shown(bench)).toInstall, false)
  await assert.rejects(installInstance(bench.deps, name, ownRequest), { code: 'install.not-wanted' })
  await bench.done(await startInstance(bench.deps, name, ownRequest))
  assert.equal((await bench.guestOf(name)).plan.installer, null)
})

test('an installer that turns the machine off without its last word has failed, and may be begun anew', async () => {
  const bench = await benchWith()
  const operation = await installInstance(bench.deps, name, ownRequest)
  const guest = await untilRunning(bench)
  guest.print('Partition disks\r\n')
  guest.end(off)
  const { state, problem } = await bench.ended(operation)
  assert.equal(state, 'failed')
  assert.equal(problem?.code, 'install.failed')
  assert.match(problem.title, /Partition disks/)
  assert.equal((await shown(bench)).toInstall, true)
})

test('the last word does not count when somebody killed the machine after it', async () => {
  const bench = await benchWith()
  const operation = await installInstance(bench.deps, name, ownRequest)
  const guest = await untilRunning(bench)
  guest.end({ kind: 'crashed', reason: 'killed by SIGKILL' })
  assert.equal((await bench.ended(operation)).state, 'failed')
  assert.equal((await shown(bench)).toInstall, true)
  const again = await installInstance(bench.deps, name, ownRequest)
  await untilRunning(bench)
  await bench.done(await killInstance(bench.deps, name, ownRequest))
  assert.equal((await bench.ended(again)).state, 'failed')
})

test('when it is cancelled the machine is ended and the answers are removed', async () => {
  const bench = await benchWith()
  const operation = await installInstance(bench.deps, name, ownRequest)
  const guest = await untilRunning(bench)
  await cancelOperation(bench.deps, operation.id)
  assert.equal((await bench.ended(operation)).state, 'cancelled')
  assert.ok(guest.ending)
  assert.ok(bench.host.calls.some((call) => call.startsWith('endInstaller')))
  assert.equal((await shown(bench)).toInstall, true)
})

test('the next daemon goes on with an installation, whether it still runs or has ended meanwhile', async () => {
  for (const endedMeanwhile of [false, true]) {
    const bench = await benchWith('always')
    const { id } = await installInstance(bench.deps, name, ownRequest)
    const guest = await untilRunning(bench)
    const end = () => {
      guest.print(`${installedWord}\r\n`)
      guest.end(off)
    }
    await bench.deps.fleet.release()
    if (endedMeanwhile) end()
    await bench.reborn()
    if (!endedMeanwhile) end()
    const operation = await bench.deps.operations.current(id)
    assert.ok(operation)
    await bench.done(operation)
    assert.equal((await shown(bench)).toInstall, false)
  }
})

const shown = (bench: ServiceBench) => showInstance(bench.deps, name, AbortSignal.timeout(5000))

async function untilRunning(bench: ServiceBench) {
  for await (const { details } of bench.deps.events.since(0, AbortSignal.timeout(5000))) {
    if (details['state'] === 'running' && (await shown(bench)).state.kind === 'running') break
  }
  return bench.guestOf(name)
}
