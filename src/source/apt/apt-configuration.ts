import type { AptChoice } from './apt-choice.ts'

/**
 * Options that keep our apt apart from that of the host (apt.conf(5)): own lists, cache and sources, an empty list of
 * installed packages, no hooks. Proxies and certificates of the host stay as they are configured.
 */
export function aptConfiguration(folder: string, { architecture }: Pick<AptChoice, 'architecture'>): string {
  const paths = {
    'Dir::State': `${folder}/state`,
    'Dir::State::status': `${folder}/state/status`,
    'Dir::Cache': `${folder}/cache`,
    'Dir::Etc::sourcelist': `${folder}/debian.sources`,
    'Dir::Etc::sourceparts': '/dev/null',
    'Dir::Etc::preferences': '/dev/null',
    'Dir::Etc::preferencesparts': '/dev/null',
  }
  const options = {
    'APT::Architecture': architecture,
    // The user _apt cannot enter a folder that only its owner may enter.
    'APT::Sandbox::User': 'root',
    'APT::Status-Fd': '2',
    'APT::Get::AllowUnauthenticated': 'false',
    'Acquire::AllowInsecureRepositories': 'false',
    'Acquire::ForceHash': 'SHA256',
    'Acquire::Retries': '1',
    'Acquire::http::Timeout': '10',
    'Acquire::https::Timeout': '10',
  }
  const hooks = ['APT::Update::Pre-Invoke', 'APT::Update::Post-Invoke', 'APT::Update::Post-Invoke-Success']
  return [
    ...Object.entries({ ...paths, ...options }).map(([name, value]) => `${name} "${value}";`),
    ...['APT::Architectures', 'DPkg::Post-Invoke', 'DPkg::Pre-Invoke', ...hooks].map((name) => `#clear ${name};`),
    `APT::Architectures { "${architecture}"; };`,
    '',
  ].join('\n')
}
