import { findProcesses, type ProcessIdentity, signalProcess, untilGone } from '../../../host/process.ts'

/** How long one may take to end when it is asked to. */
const politeMs = 1000

/** Ends every passt and pasta whose socket lies in this folder, also those of a daemon that is no more. */
export async function endPasst(runFolder: string): Promise<void> {
  const ours = await findPasst(runFolder)
  for (const identity of ours) signalProcess(identity, 'SIGTERM')
  for (const identity of ours) {
    if (!(await untilGone(identity, politeMs))) signalProcess(identity, 'SIGKILL')
  }
}

/** The networks of a run: every passt and pasta whose socket lies in this folder. */
export async function findPasst(runFolder: string): Promise<readonly ProcessIdentity[]> {
  return findProcesses(
    (words) => words.some((word) => word.startsWith(`${runFolder}/nic`)) && words.some((word) => isNetwork(word)),
    /^(?:passt|pasta|unshare|setpriv)/,
  )
}

function isNetwork(word: string): boolean {
  return /(?:^|\/)(?:passt|pasta)(?:\.avx2)?$/.test(word)
}
