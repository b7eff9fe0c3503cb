import type { Environment } from './folders-of.ts'

/**
 * Where the settings of the daemon lie: `/etc/stroj/daemon.yaml` for the system service, `$STROJ_HOME/daemon.yaml` where
 * that is set, else in the configuration folder of the user. Undefined when there is no such folder.
 */
export function settingsFileOf(environment: Environment): string | undefined {
  const { STROJ_HOME: own, STROJ_MODE: mode, XDG_CONFIG_HOME: config, HOME: home } = environment
  if (own !== undefined && own !== '') return `${own}/daemon.yaml`
  if (mode === 'system') return '/etc/stroj/daemon.yaml'
  if (config?.startsWith('/') === true) return `${config}/stroj/daemon.yaml`
  return home === undefined || home === '' ? undefined : `${home}/.config/stroj/daemon.yaml`
}
