import { readTextIfAny } from '../host/files.ts'
import { run, RunError } from '../host/run.ts'
import type { HostAccount, IdRange } from '../model/host/account.ts'

/** The first id that useradd(8) gives away, SUB_UID_MIN of login.defs(5). */
const firstSubordinate = 100_000

const deadlineMs = 5000

/** What the databases say of a user, files or others (nsswitch.conf(5)); null when none knows the name. */
export async function readAccount(name: string, signal: AbortSignal): Promise<HostAccount | null> {
  const uid = await ask(['--user', '--', name], signal)
  if (uid === '') return null
  const groups = await ask(['--groups', '--name', '--', name], signal)
  const [uids, gids] = await Promise.all([readTextIfAny('/etc/subuid'), readTextIfAny('/etc/subgid')])
  const [allUids, allGids] = [parseSubordinate(uids ?? ''), parseSubordinate(gids ?? '')]
  const own = (all: readonly OwnedRange[]): readonly IdRange[] =>
    all.filter(({ owner }) => owner === name || owner === uid).map(({ first, count }) => ({ first, count }))
  const free = Math.max(firstSubordinate, ...[...allUids, ...allGids].map(({ first, count }) => first + count))
  return {
    name,
    uid: Number(uid),
    groups: groups.split(' '),
    subordinate: { uids: own(allUids), gids: own(allGids), free, exist: uids !== undefined && gids !== undefined },
  }
}

type OwnedRange = IdRange & { readonly owner: string }

/** Lines of subuid(5): `name:first:count`. Others are passed over. */
export function parseSubordinate(text: string): readonly OwnedRange[] {
  return text.split('\n').flatMap((line) => {
    const [, owner = '', first, count] = /^([^:#\s]+):(\d{1,10}):(\d{1,10})\s*$/.exec(line) ?? []
    return first === undefined ? [] : [{ owner, first: Number(first), count: Number(count) }]
  })
}

/** id(1) ends with 1 for an unknown user, and also when a group has no name; then it has said the rest all the same. */
async function ask(args: readonly string[], signal: AbortSignal): Promise<string> {
  try {
    return (await run('id', args, { signal, timeoutMs: deadlineMs })).stdout.trim()
  } catch (error) {
    if (error instanceof RunError && error.why.kind === 'exit') return error.why.stdout.trim()
    throw error
  }
}
