import type { AptChoice } from './apt-choice.ts'
import type { AptSource } from './source-entries.ts'

/** Where the packages of a Debian release come from. `signedBy` as in sources.list(5); undefined trusts what apt trusts. */
type Mirror = { readonly uri: string; readonly signedBy: string | undefined }
export type Mirrors = { readonly archive: Mirror; readonly security: Mirror | undefined }

const debianKeyring = '/usr/share/keyrings/debian-archive-keyring.gpg'
const debianSuites = new Set([
  'bullseye',
  'bookworm',
  'trixie',
  'forky',
  'sid',
  'oldstable',
  'stable',
  'testing',
  'unstable',
])

/** Used when apt knows no Debian mirror, as on a host with another distribution. */
const publicMirrors: Mirrors = {
  archive: { uri: 'http://deb.debian.org/debian', signedBy: debianKeyring },
  security: { uri: 'http://deb.debian.org/debian-security', signedBy: debianKeyring },
}

/**
 * The mirrors that this host's apt is configured with, for a release by its code name. An entry for the very release
 * wins over one for another Debian release, and one with Debian's own keys over foreign ones: third parties
 * (`deb https://… bookworm main`) use the same names.
 */
export function chooseMirrors(sources: readonly AptSource[], release: string): Mirrors {
  const usable = sources.filter(
    ({ types, uris, components }) => types.includes('deb') && components.includes('main') && uris.some(isWeb),
  )
  const find = (isWanted: (suite: string) => boolean) => {
    const fitting = usable.filter(({ suites }) => suites.some(isWanted))
    const best = fitting.find(({ signedBy }) => isDebianKey(signedBy)) ?? fitting[0]
    const uri = best?.uris.find(isWeb)
    return best && uri !== undefined ? { uri: uri.replace(/\/+$/, ''), signedBy: best.signedBy } : undefined
  }
  const archive = find((suite) => suite === release) ?? find((suite) => debianSuites.has(suite))
  if (archive === undefined) return publicMirrors
  return {
    archive,
    security: find((suite) => suite === `${release}-security`) ?? find((suite) => suite.endsWith('-security')),
  }
}

function isWeb(uri: string): boolean {
  return /^https?:\/\//.test(uri)
}

function isDebianKey(signedBy: string | undefined): boolean {
  return signedBy === undefined || signedBy.includes('debian-archive')
}

/** The mirrors as a deb822 file for our own apt: packages of one architecture, no translations or other indexes. */
export function sourcesFile(mirrors: Mirrors, { release, architecture, mainOnly }: AptChoice): string {
  const limits = [`Architectures: ${architecture}`, 'Targets: Packages', 'Languages: none']
  return mainOnly ? stanza(mirrors.archive, release, limits) : stanzas(mirrors, release, limits)
}

/** The same mirrors for a system that was built from them, with the keys that Debian has in every system. */
export function sourcesForGuest({ archive, security }: Mirrors, release: string): string {
  const withKeys = ({ uri }: Mirror): Mirror => ({ uri, signedBy: debianKeyring })
  return stanzas({ archive: withKeys(archive), security: security && withKeys(security) }, release, [])
}

function stanzas({ archive, security }: Mirrors, release: string, limits: readonly string[]): string {
  const texts = [stanza(archive, `${release} ${release}-updates`, limits)]
  if (security) texts.push(stanza(security, `${release}-security`, limits))
  return texts.join('\n')
}

function stanza({ uri, signedBy }: Mirror, suites: string, limits: readonly string[]): string {
  const key = signedBy === undefined ? [] : [`Signed-By: ${signedBy}`]
  return ['Types: deb', `URIs: ${uri}`, `Suites: ${suites}`, 'Components: main', ...limits, ...key, ''].join('\n')
}
