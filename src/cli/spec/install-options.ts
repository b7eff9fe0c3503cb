import { absolutePath } from '../../host/absolute-path.ts'
import { readTextFile, UnreadableInput } from '../../host/read-input.ts'
import { UsageError } from '../usage-error.ts'
import { isFetched } from '../../model/installer-url.ts'
import { isObject } from './assignment.ts'

type InstallOptions = {
  readonly install?: string | undefined
  readonly installer?: string | undefined
  readonly installPassword?: boolean | undefined
}

/** Those of `install` that are one word; `key` is a file, and `package` and `key` may come more than once. */
const singles = [
  'system',
  'user',
  'passwordHash',
  'hostname',
  'locale',
  'keyboard',
  'timezone',
  'layout',
  'mirror',
] as const

/** The spec with the answers and the installer that options name. Throws UsageError. */
export async function withInstall(
  spec: Record<string, unknown>,
  { install, installer, installPassword }: InstallOptions,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const given = { ...spec, ...(installer !== undefined && { boot: withInstaller(spec['boot'], installer) }) }
  if (install === undefined && installPassword !== true) return given
  const before = isObject(spec['install']) ? spec['install'] : {}
  const answers = { ...before, ...(install !== undefined && (await answersIn(install, before, signal))) }
  if (installPassword !== true) return { ...given, install: answers }
  const { askPassword } = await import('./ask-password.ts')
  return { ...given, install: { ...answers, passwordHash: await askPassword(signal) } }
}

function withInstaller(boot: unknown, text: string): Record<string, unknown> {
  const [kernel = '', initrd = '', ...more] = text.split(',')
  if (kernel === '' || initrd === '' || more.length > 0) {
    const hint = 'Write --installer linux,initrd.gz, or http://… for both.'
    throw new UsageError(`--installer names two files or URLs, not "${text}".`, hint)
  }
  const placeOf = (text: string): string => (isFetched(text) ? text : absolutePath(text, '.'))
  return { ...(isObject(boot) ? boot : {}), installer: { kernel: placeOf(kernel), initrd: placeOf(initrd) } }
}

async function answersIn(
  text: string,
  before: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {}
  const lists = { keys: listOf(before['keys']), packages: listOf(before['packages']) }
  for (const pair of text.split(',')) {
    const [key = '', value = ''] = /^([^=]+)=(.*)$/.exec(pair)?.slice(1) ?? []
    if (key === 'password') throw clearPassword()
    if (key === 'key') lists.keys.push(...(await keysOf(value, signal)))
    else if (key === 'package') lists.packages.push(value)
    else if (singles.some((single) => single === key)) answers[key] = value
    else throw unknownAnswer(pair)
  }
  const filled = Object.entries(lists).filter(([, list]) => list.length > 0)
  return { ...answers, ...(Object.fromEntries(filled) as Record<string, unknown>) }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? [...(value as readonly unknown[])] : []
}

function clearPassword(): UsageError {
  return new UsageError(
    'A password on a command line can be read by every process of this host.',
    'Use --install-password, which asks for it, or `stroj hash-password` for a hash.',
  )
}

function unknownAnswer(pair: string): UsageError {
  return new UsageError(
    `--install does not know "${pair}".`,
    `Write KEY=VALUE with ${singles.join(', ')}, key (a file with public keys) or package, with commas between them.`,
  )
}

async function keysOf(path: string, signal: AbortSignal): Promise<readonly string[]> {
  try {
    const text = await readTextFile(path, 1 << 20, signal)
    return text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '' && !line.startsWith('#'))
  } catch (error) {
    throw error instanceof UnreadableInput ? new UsageError(`${error.message}.`) : error
  }
}
