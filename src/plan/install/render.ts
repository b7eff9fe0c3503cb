import type { InstallSystem } from '../../model/spec-install.ts'
import type { Answers, Rendered } from './answers.ts'
import { archinstall } from './archinstall.ts'
import { autoinstall } from './autoinstall.ts'
import { autounattend } from './autounattend.ts'
import { kickstart } from './kickstart.ts'
import { preseed } from './preseed.ts'

const formats: Readonly<Record<InstallSystem, (answers: Answers) => Rendered>> = {
  debian: preseed,
  ubuntu: autoinstall,
  fedora: kickstart,
  arch: archinstall,
  windows: autounattend,
}

/** The answers as the installer of a system reads them. */
export function render(system: InstallSystem, answers: Answers): Rendered {
  return formats[system](answers)
}
