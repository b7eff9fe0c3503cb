import { entryExists } from '../../host/entry-exists.ts'
import { readKernelText } from '../../host/kernel-files.ts'

/**
 * What kind of container we are in, or null outside of one. Managers tell their name in files and in the environment of
 * the first process (https://systemd.io/CONTAINER_INTERFACE); Docker and Podman leave a mark of their own.
 */
export async function readContainer(root: string): Promise<string | null> {
  const told =
    readKernelText(`${root}/run/host/container-manager`) ??
    readKernelText(`${root}/run/systemd/container`) ??
    containerOfEnvironment(readKernelText(`${root}/proc/1/environ`) ?? '')
  if (told !== null && told !== '') return told
  if (await entryExists(`${root}/run/.containerenv`)) return 'podman'
  if (await entryExists(`${root}/.dockerenv`)) return 'docker'
  return null
}

/** The variable `container` in the text of /proc/PID/environ (proc(5)). */
function containerOfEnvironment(environment: string): string | null {
  return /(?:^|\0)container=([^\0]+)/.exec(environment)?.[1] ?? null
}
