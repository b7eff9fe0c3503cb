import type { ConsoleLine, ConsoleSession, Machine } from '../../src/contract/engine.ts'
import { NewsFeed } from '../../src/engine/qemu/machine/news-feed.ts'
import { Fault } from '../../src/model/fault.ts'
import type { FakeGuest } from './guest.ts'

/** One daemon's hold on a fake guest. */
export function fakeMachine(guest: FakeGuest): Machine {
  const news = new NewsFeed()
  const listening = guest.listen((item) => news.push(item))
  if (guest.ending) news.push({ kind: 'ended', ending: guest.ending })
  const letGo = new AbortController()
  const { name } = guest.plan

  const act = async (signal: AbortSignal, action: string, effect: () => void) => {
    signal.throwIfAborted()
    if (guest.status.kind === 'unresponsive') throw new Fault('instance.unresponsive', { name, action })
    if (!guest.ending) effect()
  }

  return {
    process: guest.process,
    confinement: undefined,
    news,
    status: async (signal) => {
      signal.throwIfAborted()
      return guest.status
    },
    pause: (signal) => act(signal, 'pause', () => guest.become({ kind: 'paused' })),
    resume: (signal) => act(signal, 'resume', () => guest.become({ kind: 'running' })),
    reset: (signal) => act(signal, 'reset', () => guest.reset()),
    powerDown: (signal) =>
      act(signal, 'shut down', () => {
        if (guest.honoursPowerButton && guest.status.kind === 'running') queueMicrotask(() => guest.shutDown())
      }),
    kill: async (signal) => {
      signal.throwIfAborted()
      guest.end({ kind: 'asked', reason: 'ended by request' })
    },
    attachDisk: (disk, signal) =>
      act(signal, 'attach', () => {
        if (guest.refusesDisks)
          throw new Fault('volume.unfit', { volume: disk.source.id, action: 'be plugged in', reason: 'no place' })
        guest.disks.set(disk.source.id, { ...disk, sizeBytes: null })
      }),
    attachNic: (_nic, signal) => act(signal, 'attach', () => undefined),
    detachDisk: (id, signal) =>
      act(signal, 'detach', () => {
        if (guest.holdsDisks) throw new Fault('volume.held', { volume: id, name })
        guest.disks.delete(id)
      }),
    resizeDisk: (id, sizeBytes, signal) =>
      act(signal, 'resize', () => {
        const disk = guest.disks.get(id)
        if (disk) guest.disks.set(id, { ...disk, sizeBytes })
      }),
    limitDisk: (id, limits, signal) =>
      act(signal, 'limit', () => {
        const disk = guest.disks.get(id)
        if (disk) guest.disks.set(id, { ...disk, source: { ...disk.source, limits } })
      }),
    size: async () => guest.size,
    setSize: async (wish) => guest.setSize(wish),
    tellTime: async () => guest.agentAnswers,
    takeLayer: async (layer, _report, signal) => {
      signal.throwIfAborted()
      return guest.takeLayer(layer)
    },
    hasLayer: async ({ parts }) => parts.every(({ file }) => guest.writes.includes(file)),
    merge: async (merge, _report, signal) => {
      signal.throwIfAborted()
      guest.merge(merge)
    },
    endMerges: async () => {},
    sendCopy: async (copy, _report, signal) => {
      signal.throwIfAborted()
      guest.switchTo(copy)
      return guest.copying(copy)
    },
    suspend: async (_to, report, signal) => {
      signal.throwIfAborted()
      report('keeping memory')
      return await guest.suspend(signal)
    },
    endSuspend: async () => guest.endSuspend(),
    endCopy: async () => {
      guest.become({ kind: 'running' })
    },
    changeMedium: (path, isForced, signal) =>
      act(signal, 'change its medium', () => {
        if (guest.plan.cdrom === null) throw new Fault('instance.no-drive', { name })
        if (guest.holdsMedium && !isForced) throw new Fault('instance.medium-locked', { name })
        guest.medium = path
      }),
    takeIdentity: async (signal) => {
      await act(signal, 'become itself', () => guest.takeIdentity())
    },
    exec: async (request, signal) => {
      signal.throwIfAborted()
      if (!guest.agentAnswers) throw new Fault('agent.silent', { name, waitedMs: request.readyTimeoutMs })
      return guest.run(request)
    },
    agentReady: (signal) => untilAgentAnswers(guest, signal),
    addresses: async () => (guest.agentAnswers ? guest.addresses : []),
    attach: async (line) => attach(guest, line, letGo.signal),
    usage: async () => guest.usage,
    joinScreen: async (signal) => attach(guest, 'serial', AbortSignal.any([letGo.signal, signal])),
    screenshot: async () => new Uint8Array([0x89, 0x50, 0x4e, 0x47]),
    resizeConsole: async (_line, size) => void guest.sizes.push(size),
    [Symbol.asyncDispose]: async () => {
      listening[Symbol.dispose]()
      news[Symbol.dispose]()
      letGo.abort()
    },
  }
}

async function untilAgentAnswers(guest: FakeGuest, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted()
  if (guest.agentAnswers) return
  await new Promise<void>((resolve, reject) => {
    const listening = guest.listen((news) => {
      if (news.kind !== 'agent' || !news.connected) return
      listening[Symbol.dispose]()
      resolve()
    })
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

function attach(guest: FakeGuest, line: ConsoleLine, letGo: AbortSignal): ConsoleSession {
  if (line === 'serial' && !guest.plan.serial) {
    throw new Fault('instance.no-console', { name: guest.plan.name, line })
  }
  const left = new AbortController()
  const stop = AbortSignal.any([left.signal, letGo])
  const ended = guest.listen((news) => news.kind === 'ended' && left.abort())
  return {
    output: fakeLog(guest, true, stop),
    write: async (bytes) => guest.type(bytes),
    [Symbol.asyncDispose]: async () => {
      ended[Symbol.dispose]()
      left.abort()
    },
  }
}

/** Everything that was printed, and what follows until the signal. */
export async function* fakeLog(guest: FakeGuest, follow: boolean, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let next = 0
  for (;;) {
    const piece = guest.serialLog[next]
    if (piece !== undefined) {
      next++
      yield piece
    } else if (!follow || signal.aborted || guest.ending) return
    else await guest.printed(signal)
  }
}
