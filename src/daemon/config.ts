import { pathsOf } from '../connect/paths-of.ts'
import { settingsFileOf } from '../connect/settings-file-of.ts'
import type { Paths } from '../host/paths.ts'

/** Everything that comes from outside into the daemon at its start. Nothing else reads the environment. */
export type Config = {
  readonly paths: Paths
  /** The settings of a person, which need not exist; undefined when there is no place for them. */
  readonly settingsFile: string | undefined
  readonly mode: 'user' | 'system'
  /** Where to tell that it is ready: an inherited file descriptor, or null. */
  readonly readyFd: number | null
  /** A listening socket passed by systemd (sd_listen_fds(3)), or null. */
  readonly socketFd: number | null
  /** Off by `STROJ_AUTOMATIC_WARMING=off`; what `stroj warm set` says is stronger. */
  readonly automaticWarming: boolean
}

/** First descriptor that systemd passes, SD_LISTEN_FDS_START in sd_listen_fds(3). */
const firstSocketFd = 3

export function readConfig(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  pid: number,
): Config {
  const ready = args.find((arg) => arg.startsWith('--ready-fd='))?.slice('--ready-fd='.length)
  const activated = environment['LISTEN_PID'] === String(pid) && environment['LISTEN_FDS'] === '1'
  return {
    paths: pathsOf(environment),
    settingsFile: settingsFileOf(environment),
    mode: environment['STROJ_MODE'] === 'system' ? 'system' : 'user',
    readyFd: ready === undefined ? null : Number(ready),
    socketFd: activated ? firstSocketFd : null,
    automaticWarming: environment['STROJ_AUTOMATIC_WARMING'] !== 'off',
  }
}
