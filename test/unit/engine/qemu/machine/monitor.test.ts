import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type Socket } from 'node:net'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { test } from 'node:test'
import { runFiles } from '../../../../../src/engine/qemu/machine/run-files.ts'
import { Monitor } from '../../../../../src/engine/qemu/machine/monitor.ts'
import { identityOf } from '../../../../../src/host/process.ts'
import { systemClock } from '../../../../../src/host/system-clock.ts'
import { TempDir } from '../../../../../src/host/temp-dir.ts'

const greeting = { QMP: { version: { qemu: { micro: 0, minor: 2, major: 7 }, package: '' }, capabilities: [] } }

/** Answers as QEMU does while it opens a disk: nobody is answered until `open` is called. */
function busy(socket: Socket, opened: Promise<void>): void {
  socket.write(`${JSON.stringify(greeting)}\n`)
  createInterface({ input: socket }).on('line', (line) => {
    const { id, execute } = JSON.parse(line) as { id: number; execute: string }
    const answer = () => socket.write(`${JSON.stringify({ return: {}, id })}\n`)
    if (execute === 'qmp_capabilities') answer()
    else void opened.then(answer)
  })
}

test('a QEMU that opens a disk for long is not taken for one that hangs', async () => {
  await using home = await TempDir.make('stroj-monitor')
  const files = {
    ...runFiles({ state: home.path, runtime: home.path, cache: home.path }, 'aaaaaaaaaa'),
    qmp: join(home.path, 'qmp'),
  }
  const { promise, resolve } = Promise.withResolvers<void>()
  const server = createServer((socket) => busy(socket, promise)).listen(files.qmp)
  await once(server, 'listening')
  const limits = { greeting: 5000, command: 20, heartbeat: 5, quit: 20 }
  const own = identityOf(process.pid)
  assert.ok(own)
  const monitor = new Monitor({ process: own, files, limits, clock: systemClock })
  const { signal } = new AbortController()
  await monitor.connect(5000, signal)
  const silences: string[] = []
  monitor.watch({ event: () => {}, silent: (reason) => silences.push(reason), refresh: () => {}, gone: () => {} }, true)
  const opening = monitor.call('blockdev-add', { driver: 'file', filename: '/x', 'node-name': 'x' }, signal, 60_000)
  await assert.rejects(monitor.call('query-status', {}, signal))
  assert.deepEqual([silences, monitor.isSilent], [[], false])
  resolve()
  await opening
  await monitor.letGo()
  server.close()
})
