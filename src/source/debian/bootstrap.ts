import { lastPhase, packagesDone } from './bootstrap-output.ts'
import { leftOut, type Release } from './parts.ts'
import type { Bench } from '../recipe.ts'
import { runInWorld } from '../world.ts'

const here = import.meta.dirname
const timeoutMs = 30 * 60_000

export type BootstrapInput = {
  readonly release: Release
  /** Folder that must not exist yet. */
  readonly root: string
  readonly packages: readonly string[]
  readonly packagesFolder: string
  readonly packageCount: number
  readonly listsFolder: string
  /** Sources for the build, and those that the finished system has. */
  readonly sourcesFile: string
  readonly ownSourcesFile: string
  readonly grubConfigFile: string
  /** For files that must not outlive the build, even when it is killed. */
  readonly temporaryFolder: string
}

/** Installs Debian into a folder by mmdebstrap(1). Packages and their lists lie ready, so that nothing is fetched. */
export async function bootstrap(input: BootstrapInput, { report, signal }: Bench): Promise<void> {
  let output = ''
  await runInWorld('mmdebstrap', bootstrapWords(input), {
    signal,
    timeoutMs,
    environment: {
      STROJ_LISTS: input.listsFolder,
      STROJ_PACKAGES: input.packagesFolder,
      STROJ_ROOT: `${here}/root`,
      STROJ_SOURCES: input.ownSourcesFile,
      STROJ_GRUB: input.grubConfigFile,
      TMPDIR: input.temporaryFolder,
    },
    onOutput: (text) => {
      output += text
      const done = Math.min(packagesDone(output), input.packageCount)
      report(lastPhase(output) ?? 'installing packages', { done, total: input.packageCount, unit: 'items' })
    },
  })
}

export function bootstrapWords(
  input: Pick<BootstrapInput, 'release' | 'root' | 'sourcesFile' | 'packages'>,
): readonly string[] {
  return [
    '--mode=root',
    '--variant=apt',
    '--format=directory',
    '--verbose',
    '--skip=check/signed-by,update',
    `--include=${input.packages.join(',')}`,
    ...leftOut.map((pattern) => `--dpkgopt=path-exclude=${pattern}`),
    // Nothing is lost when the power fails: the folder is thrown away then.
    '--dpkgopt=force-unsafe-io',
    '--hook-directory=/usr/share/mmdebstrap/hooks/merged-usr',
    `--setup-hook=${here}/hooks/setup`,
    `--customize-hook=${here}/hooks/customize`,
    '--',
    input.release.codename,
    input.root,
    input.sourcesFile,
  ]
}
