import type { ExplainedStep } from '../../../model/explanation.ts'
import type { Rendered } from '../../../plan/install/answers.ts'
import type { InstallerFile, PlannedInstaller } from '../../../plan/install/plan-install.ts'
import { installerFiles } from '../installer/installer-files.ts'

/** What a shell is told; whatever a person has named comes as its arguments. */
export const installerScripts = {
  write: `printf '%s' "$1" > "$0"`,
  join: 'target=$0 texts=$1; shift; "$@" > "$target" && truncate -s %4 "$target" && cd "$texts" && find . -mindepth 1 | cpio -o -H newc -R 0:0 >> "$target"',
} as const

/** How the files of an installer are made. They are written by us; these make files with the same content. */
export function installerSteps(own: string, { boot, answers }: PlannedInstaller): readonly ExplainedStep[] {
  const files = installerFiles(own)
  const texts = `${files.folder}/answers`
  return [
    ...(answers ? answerSteps(texts, answers) : [step('a folder for the installer', ['mkdir', '-p', files.folder])]),
    ...(boot
      ? [
          step(
            boot.fetched ? 'iPXE, which gets the installer' : 'the kernel of the installer',
            partOf(boot.kernel, files.kernel),
          ),
          ...(boot.initrd ? [initrdStep(boot.initrd, answers?.by.kind === 'initrd' ? texts : null, files.initrd)] : []),
        ]
      : []),
    ...(answers?.by.kind === 'medium' ? [medium(answers.by.volume, texts, files.answers)] : []),
  ]
}

/** `texts`: the folder of answers that go behind it. */
function initrdStep(initrd: InstallerFile, texts: string | null, target: string): ExplainedStep {
  return texts === null
    ? step('its initrd', partOf(initrd, target))
    : step('its initrd, with the answers behind it', joined(initrd, texts, target))
}

function answerSteps(folder: string, { files }: Rendered): readonly ExplainedStep[] {
  const folders = new Set(files.map(({ name }) => `${folder}/${name}`.replace(/\/[^/]*$/, '')))
  return [
    step('a folder for the answers, which nobody else can read', ['mkdir', '-p', '-m', '700', folder, ...folders]),
    ...files.map(({ name, text }) =>
      step('what the installer is told', ['sh', '-c', installerScripts.write, `${folder}/${name}`, text]),
    ),
  ]
}

function partOf(file: InstallerFile, target: string): string[] {
  if (file.kind === 'file') return ['cp', '--', file.path, target]
  const { path, offset, sizeBytes } = file
  return [
    'dd',
    `if=${path}`,
    `of=${target}`,
    'bs=1M',
    'iflag=skip_bytes,count_bytes',
    `skip=${offset}`,
    `count=${sizeBytes}`,
    'status=none',
  ]
}

/** The kernel unpacks one archive after the other. */
function joined(initrd: InstallerFile, texts: string, target: string): string[] {
  const first = initrd.kind === 'file' ? ['cat', '--', initrd.path] : partOf(initrd, '/dev/stdout')
  return ['sh', '-c', installerScripts.join, target, texts, ...first]
}

function medium(volume: string, texts: string, target: string): ExplainedStep {
  const command = ['genisoimage', '-quiet', '-volid', volume, '-joliet', '-rock', '-output', target, texts]
  return step('the medium with the answers', command)
}

function step(reason: string, command: string[]): ExplainedStep {
  return { reason, command, background: false }
}
