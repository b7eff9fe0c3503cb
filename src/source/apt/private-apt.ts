import type { Report } from '../../kit/report.ts'
import { hashFile } from '../../host/hash-file.ts'
import { listFolder, makeFolder, removeTree, writeWhole } from '../../host/files.ts'
import { plainEnvironment, run } from '../../host/run.ts'
import { downloadPercent, hasAnswer, type PackageFile, packageVersion, parsePrintedUris } from './apt-output.ts'
import { aptConfiguration } from './apt-configuration.ts'
import type { AptChoice } from './apt-choice.ts'
import { toAptFault, unreachable } from './apt-fault.ts'
import { chooseMirrors, type Mirrors, sourcesFile } from './mirror.ts'
import { readHostSources } from './host-sources.ts'

/** How long to wait for the first word of a mirror. */
const answerMs = 12_000
const downloadMs = 30 * 60_000

/** An apt of our own for one Debian release: its lists and package files lie in a folder of ours, and no root is needed. */
export type PrivateApt = {
  readonly mirrors: Mirrors
  /** Package lists as apt keeps them, to be given to another apt. */
  readonly listsFolder: string
  /** Sources in the deb822 format. */
  readonly sourcesText: string
  /** Gets the package lists. Fault host.mirror-unreachable within seconds when no mirror answers. */
  update(report: Report, signal: AbortSignal): Promise<void>
  /** The value of one field of the newest version of a package, such as Depends. */
  field(packageName: string, field: string, signal: AbortSignal): Promise<string>
  /** What `apt-get` would fetch: `['download', …packages]`, or `['install', …packages]` with all that they need. */
  resolve(words: readonly string[], signal: AbortSignal): Promise<readonly PackageFile[]>
  /** Fetches what is not in the folder yet, checks every SHA-256, and removes other files from it. */
  fetch(files: readonly PackageFile[], folder: string, report: Report, signal: AbortSignal): Promise<void>
}

/** @param hostSources where apt of this host is configured */
export async function openPrivateApt(folder: string, choice: AptChoice, hostSources = '/etc/apt'): Promise<PrivateApt> {
  const mirrors = chooseMirrors(await readHostSources(hostSources), choice.release)
  const sourcesText = sourcesFile(mirrors, choice)
  await removeTree(`${folder}/tmp`)
  for (const part of ['state/lists/partial', 'cache/archives/partial', 'tmp']) await makeFolder(`${folder}/${part}`)
  await writeWhole(`${folder}/debian.sources`, sourcesText)
  await writeWhole(`${folder}/state/status`, '')
  await writeWhole(`${folder}/apt.conf`, aptConfiguration(folder, choice))

  const common = ['-c', `${folder}/apt.conf`, '-q']
  const get = async (words: readonly string[], options: Partial<Parameters<typeof run>[2]> & { signal: AbortSignal }) =>
    await run('apt-get', [...common, ...words], {
      timeoutMs: downloadMs,
      maxBytes: 16 << 20,
      directory: folder,
      // What apt leaves behind when it is killed, it leaves here.
      environment: { ...plainEnvironment(), TMPDIR: `${folder}/tmp` },
      ...options,
    }).catch((error: unknown) => {
      throw toAptFault(error)
    })

  return {
    mirrors,
    sourcesText,
    listsFolder: `${folder}/state/lists`,
    update: async (report, signal) => {
      report('asking the Debian mirror for its package lists')
      const silence = new AbortController()
      const timer = setTimeout(() => silence.abort(unreachable(`${mirrors.archive.uri} does not answer`)), answerMs)
      const onOutput = (text: string, stream: 'stdout' | 'stderr') => {
        if (stream === 'stdout' && hasAnswer(text)) clearTimeout(timer)
        tellPercent('getting package lists', text, report)
      }
      try {
        await get(['update', '--error-on=any'], { signal: AbortSignal.any([signal, silence.signal]), onOutput })
      } finally {
        clearTimeout(timer)
      }
    },
    field: async (packageName, field, signal) => {
      const words = ['-c', `${folder}/apt.conf`, 'show', '--no-all-versions', packageName]
      const { stdout } = await run('apt-cache', words, { signal, timeoutMs: 60_000 }).catch((error: unknown) => {
        throw toAptFault(error)
      })
      const line = stdout.split('\n').find((text) => text.startsWith(`${field}: `))
      return line?.slice(field.length + 2) ?? ''
    },
    resolve: async (words, signal) => {
      const { stdout } = await get(['--print-uris', '--yes', '--no-install-recommends', ...words], { signal })
      return parsePrintedUris(stdout)
    },
    fetch: async (files, target, report, signal) => {
      await makeFolder(target)
      await keepOnlyGood(target, files, signal)
      const have = new Set(await listFolder(target))
      const missing = files.filter(({ file }) => !have.has(file))
      if (missing.length === 0) return
      const phase = `fetching ${missing.length} packages`
      report(phase)
      await get(['download', ...missing.map(({ file }) => packageVersion(file))], {
        signal,
        directory: target,
        onOutput: (text) => tellPercent(phase, text, report),
      })
    },
  }
}

function tellPercent(phase: string, text: string, report: Report): void {
  const done = downloadPercent(text)
  if (done !== undefined) report(phase, { done, total: 100, unit: 'percent' })
}

/** apt takes a file of the right size for the right file, so that we must look into them ourselves. */
async function keepOnlyGood(folder: string, files: readonly PackageFile[], signal: AbortSignal): Promise<void> {
  const known = new Map(files.map(({ file, sha256 }) => [file, sha256]))
  for (const name of await listFolder(folder)) {
    const path = `${folder}/${name}`
    const wanted = known.get(name)
    if (wanted === undefined || (await hashFile(path, signal)) !== wanted) await removeTree(path)
  }
}
