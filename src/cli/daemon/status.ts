import { formatBytes } from '../../kit/bytes.ts'
import type { DaemonStatus } from '../../model/daemon.ts'
import { daemonStatus } from '../../sdk/daemon.ts'
import type { Run } from '../loaders.ts'
import { lookOf } from '../screen.ts'
import { printOne } from '../render/print.ts'
import { type Look, sections } from '../render/sections.ts'
import { ago } from '../render/time.ts'

export const run: Run<'daemon status'> = async (_input, session) => {
  const status = await daemonStatus(await session.wireIfRunning(), { signal: session.signal })
  await printOne(session, status, (value) => statusText(value, session.now(), lookOf(session.screen)))
}

export function statusText(status: DaemonStatus, now: Date, look: Look): string {
  return sections(
    [
      [
        [
          'Daemon',
          `${look.paint('running', 'good')}, version ${status.version} (pid ${status.pid}, ${status.mode} mode)`,
        ],
        ...(status.alarm === null ? [] : [['Alarm', look.paint(status.alarm, 'bad')] as const]),
        ['Started', `${ago(status.startedAt, now)} (${status.startedAt})`],
        ['Instances', `${status.instances}, of which ${status.running} ${status.running === 1 ? 'runs' : 'run'}`],
        ['Memory', `${formatBytes(status.memoryBytes)} of its own`],
      ],
      [
        ['Socket', status.socket],
        ['State', status.stateDirectory],
        ['Log', status.logFile ?? 'the journal (`journalctl --user -u strojd`)'],
      ],
    ],
    look,
  )
}
