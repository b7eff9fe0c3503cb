import assert from 'node:assert/strict'
import { mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, test } from 'node:test'
import type { Machine, MachineNews } from '../../src/contract/engine.ts'
import { connectUnix } from '../../src/host/unix-socket.ts'
import { untilGone } from '../../src/host/process.ts'
import { bootDisk, bootMedium } from '../support/boot-media.ts'
import { openQemuEngine } from '../../src/engine/qemu/engine.ts'
import { QemuBench } from '../support/qemu-bench.ts'
import { untilFound } from '../support/until.ts'

const forever = new AbortController().signal
const impatient = { limits: { greeting: 200, command: 200, heartbeat: 50, quit: 200 } }

/** Reads the news until one fits. */
async function untilNews(machine: Machine, fits: (news: MachineNews) => boolean): Promise<MachineNews> {
  const news = machine.news[Symbol.asyncIterator]()
  for (;;) {
    const { done, value } = await news.next()
    if (done === true) throw new Error('the news ended')
    if (fits(value)) return value
  }
}

const isStatus = (kind: string) => (news: MachineNews) => news.kind === 'status' && news.status.kind === kind
const hasCode = (code: string) => (error: unknown) => (error as { readonly code?: unknown }).code === code

describe('trouble with QEMU', { timeout: 120_000 }, () => {
  test('a QEMU that hangs is unresponsive, which nobody needs to ask for, and comes back by itself', async () => {
    await using bench = await QemuBench.make({}, impatient)
    await using machine = await bench.start()
    process.kill(machine.process.pid, 'SIGSTOP')
    await untilNews(machine, isStatus('unresponsive'))
    process.kill(machine.process.pid, 'SIGCONT')
    await untilNews(machine, isStatus('running'))
    assert.deepEqual(await machine.status(forever), { kind: 'running' })
  })

  test('a QEMU that hangs can be ended', async () => {
    await using bench = await QemuBench.make({}, impatient)
    await using machine = await bench.start()
    process.kill(machine.process.pid, 'SIGSTOP')
    await assert.rejects(machine.pause(forever), hasCode('instance.unresponsive'))
    await machine.kill(forever)
    const ended = await untilNews(machine, ({ kind }) => kind === 'ended')
    assert.equal(ended.kind === 'ended' && ended.ending.kind, 'asked')
  })

  test('a QEMU that hangs is taken over as unresponsive, and comes back', async () => {
    await using bench = await QemuBench.make({}, impatient)
    const process = await bench.engine.launch(bench.plan, forever)
    await (await bench.open(process))[Symbol.asyncDispose]()
    globalThis.process.kill(process.pid, 'SIGSTOP')
    await using machine = await bench.open(process, bench.newEngine())
    assert.equal((await machine.status(forever)).kind, 'unresponsive')
    globalThis.process.kill(process.pid, 'SIGCONT')
    await untilNews(machine, isStatus('running'))
  })

  test('when another client holds the monitor, the other monitor is used', async () => {
    await using bench = await QemuBench.make({}, impatient)
    const process = await bench.engine.launch(bench.plan, forever)
    await (await bench.open(process))[Symbol.asyncDispose]()
    const other = await connectUnix(bench.files.qmp, forever)
    await other.write('{"execute":"qmp_capabilities"}\n')
    await using machine = await bench.open(process, bench.newEngine())
    assert.deepEqual(await machine.status(forever), { kind: 'running' })
    await machine.pause(forever)
    await untilNews(machine, isStatus('paused'))
    other.close()
  })

  test('a guest that shut down while no daemon was there has not crashed', async () => {
    await using bench = await QemuBench.make()
    const machine = await bench.start()
    await bench.printed(/ready/)
    await machine[Symbol.asyncDispose]()
    const line = await connectUnix(bench.files.serial, forever)
    await line.write('!')
    await untilGone(machine.process, 10_000)
    line.close()
    const { id, uuid } = bench.plan
    const opened = await bench.newEngine().open(id, uuid, machine.process, forever)
    assert.deepEqual('ended' in opened && opened.ended, { kind: 'guest-shutdown', reason: 'the guest shut down' })
  })

  test('a QEMU that someone ends by SIGTERM has not crashed, and it is said who did it', async () => {
    await using bench = await QemuBench.make()
    await using machine = await bench.start()
    process.kill(machine.process.pid, 'SIGTERM')
    const news = await untilNews(machine, ({ kind }) => kind === 'ended')
    assert.ok(news.kind === 'ended')
    assert.equal(news.ending.kind, 'asked')
    assert.match(news.ending.reason, new RegExp(`signal 15 from pid ${process.pid}`))
  })

  test('the medium is booted once, and the disk after a reset', async () => {
    await using bench = await QemuBench.make()
    const folder = dirname(bench.paths.state)
    const [disk, cdrom] = [join(folder, 'disk.raw'), join(folder, 'medium.iso')]
    await writeFile(disk, bootDisk('D'))
    await writeFile(cdrom, bootMedium('C'))
    await using machine = await bench.start({
      ...bench.plan,
      disks: [
        { source: { kind: 'file', path: disk, format: 'raw' }, readOnly: true, bus: 'virtio', virtualFunctions: 0 },
      ],
      cdrom,
      bootOrder: ['cdrom', 'disk'],
      bootOrderAfterReset: ['disk', 'cdrom'],
    })
    await bench.printed(/C/)
    await machine.reset(forever)
    await bench.printed(/CD/)
  })

  test('what a killed run has left does not stand in the way', async () => {
    await using bench = await QemuBench.make()
    const first = await bench.start()
    process.kill(first.process.pid, 'SIGKILL')
    await untilNews(first, ({ kind }) => kind === 'ended')
    await first[Symbol.asyncDispose]()
    assert.ok((await readdir(bench.files.folder)).includes('qmp.sock'))
    await using _second = await bench.start()
  })

  test('a machine is not started twice', async () => {
    await using bench = await QemuBench.make()
    await using machine = await bench.start()
    await assert.rejects(bench.engine.launch(bench.plan, forever), hasCode('instance.start-failed'))
    assert.deepEqual(await machine.status(forever), { kind: 'running' })
  })

  test('a link where the sockets shall lie is refused, and what it leads to is left alone', async () => {
    await using bench = await QemuBench.make()
    const elsewhere = join(dirname(bench.paths.state), 'elsewhere')
    await mkdir(elsewhere)
    await writeFile(join(elsewhere, 'qmp.sock'), 'precious')
    await mkdir(dirname(bench.files.folder), { recursive: true })
    await symlink(elsewhere, bench.files.folder)
    await assert.rejects(bench.engine.launch(bench.plan, forever), hasCode('host.unwritable'))
    assert.ok((await stat(join(elsewhere, 'qmp.sock'))).isFile())
    await rm(bench.files.folder)
  })

  test('a path that is too long for a socket is refused before anything is made', async () => {
    await using bench = await QemuBench.make()
    const runtime = join(bench.paths.runtime, 'x'.repeat(100))
    const engine = openQemuEngine({ paths: { ...bench.paths, runtime } })
    await assert.rejects(engine.launch(bench.plan, forever), hasCode('instance.path-too-long'))
  })

  test('without QEMU it is said what to install', async () => {
    await using bench = await QemuBench.make()
    await bench.engine.explainStart(bench.plan)
    const before = process.env['PATH']
    process.env['PATH'] = '/nonexistent'
    try {
      await assert.rejects(bench.engine.launch(bench.plan, forever), hasCode('host.tool-missing'))
    } finally {
      process.env['PATH'] = before
    }
  })

  test('a guest that prints without end does not fill the disk', async () => {
    await using bench = await QemuBench.make()
    await using machine = await bench.start()
    // What a guest has printed for hours; QEMU goes on at its end.
    await writeFile(bench.files.serialLog, Buffer.alloc(20 * 2 ** 20, 'x'), { flag: 'a' })
    await using console = await machine.attach('serial', null)
    await console.write(Uint8Array.of(0x23))
    const allocated = async () => (await stat(bench.files.serialLog)).blocks * 512
    await untilFound(10_000, async () => ((await allocated()) < 9 * 2 ** 20 ? true : undefined))
    const before = (await stat(bench.files.serialLog)).size
    assert.ok(before > 20 * 2 ** 20)
    await untilFound(10_000, async () => ((await stat(bench.files.serialLog)).size > before ? true : undefined))
  })

  test('a network that ends is told, and the machine goes on', async () => {
    await using bench = await QemuBench.make({
      nics: [{ network: 'user', model: 'virtio', mac: '52:54:00:00:00:01', forward: [] }],
    })
    await using machine = await bench.start()
    const [passt] = await bench.processes(/passt/)
    assert.ok(passt, 'there is no passt')
    process.kill(passt.pid, 'SIGKILL')
    const told = await untilNews(machine, ({ kind }) => kind === 'helper-died')
    assert.deepEqual(told, { kind: 'helper-died', helper: 'passt (net0)' })
    assert.deepEqual(await machine.status(forever), { kind: 'running' })
  })

  test('a start that is broken off, whenever that is, leaves no network behind', async () => {
    await using bench = await QemuBench.make({
      nics: [{ network: 'user', model: 'virtio', mac: '52:54:00:00:00:01', forward: [] }],
    })
    let broken = 0
    for (const afterMs of [0, 5, 10, 20, 30, 45]) {
      const started = await bench.engine.launch(bench.plan, AbortSignal.timeout(afterMs)).then(
        () => true,
        () => false,
      )
      if (started) await bench.engine.cleanUp(bench.plan.id, bench.plan.uuid)
      else broken++
      await untilFound(5000, async () => ((await bench.processes()).length === 0 ? true : undefined))
    }
    assert.ok(broken > 0, 'none was broken off')
  })
})
