import { readBytes } from '../../../../host/files.ts'
import { sshKeyKinds } from '../../../../host/ssh-host-key.ts'
import type { WarmSurvey } from '../../../../model/warm.ts'

/** The program that looks at a guest, as it is in the guest. */
export async function surveyText(): Promise<string> {
  return new TextDecoder().decode(await readBytes(`${import.meta.dirname}/survey`))
}

/** What a guest is called by, before it becomes somebody; 32 hex digits each, null for what it has not. */
export type Called = { readonly boot: string | null; readonly machine: string | null; readonly bus: string | null }

/** What a fork is told must fit into one frame. */
const mostText = 40_000

/** What the program has said, all of it the guest's word. Undefined with why, when a fork of it could not become another machine. */
export function readSurvey(
  text: string,
  hosts: string,
): { readonly survey: WarmSurvey; readonly called: Called } | { readonly unfit: string } {
  if (text.length + hosts.length > mostText)
    return { unfit: 'its guest has more to say of itself than its forks can hear' }
  const said = saidIn(text)
  const [name = ''] = said('name')
  const machine = idIn(said('machine'))
  const strange = said('ssh-key').find((kind) => !isKnown(kind))
  if (strange !== undefined) return { unfit: `forks cannot be given an SSH host key of the kind "${strange}"` }
  const files = said('journal-file')
  const survey: WarmSurvey = {
    name,
    hosts: name !== '' && hosts.split(/\s+/).includes(name) ? hosts : null,
    nameFiles: said('name-file'),
    seedFiles: said('seed-file'),
    machineFiles: said('machine-file'),
    nics: said('nic').flatMap(nicIn),
    journald: numbersIn(said('journald'))[0] ?? null,
    journals: said('journal').map((folder) => ({
      folder,
      old: machine ?? '',
      files: files.filter((file) => file.startsWith(`${folder}/`) && !file.endsWith('/*')),
    })),
    sshKeys: said('ssh-key').filter(isKnown),
    sshd: numbersIn(said('sshd')),
  }
  return { survey, called: { boot: idIn(said('boot')), machine, bus: idIn(said('bus')) } }
}

function saidIn(text: string): (word: string) => readonly string[] {
  const lines = text.split('\n')
  return (word) => lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))
}

function isKnown(kind: string): kind is (typeof sshKeyKinds)[number] {
  return sshKeyKinds.some((known) => known === kind)
}

function nicIn(text: string): WarmSurvey['nics'] {
  const [mac = '', off = '', name = ''] = text.split(' ')
  return name === '' ? [] : [{ mac, name, ipv6: off === '0' }]
}

function numbersIn(texts: readonly string[]): readonly number[] {
  return texts.map(Number).filter((value) => Number.isSafeInteger(value) && value > 1)
}

function idIn([text = '']: readonly string[]): string | null {
  return /[0-9a-f]{32}/.exec(text.replaceAll('-', ''))?.[0] ?? null
}
