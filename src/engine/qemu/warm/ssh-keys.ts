import { makeSshHostKey } from '../../../host/ssh-host-key.ts'
import type { WarmSurvey } from '../../../model/warm.ts'
import type { SshKeys } from './guest/become.ts'

/** New keys of all the kinds that a guest has. */
export async function makeSshKeys({ sshKeys }: Pick<WarmSurvey, 'sshKeys'>, name: string): Promise<SshKeys> {
  return new Map(
    await Promise.all(sshKeys.map(async (kind) => [kind, await makeSshHostKey(kind, `root@${name}`)] as const)),
  )
}
