import type { HostAccount, IdRange } from '../../../model/host/account.ts'
import { type Act, inPlace, needed, type Planner, program } from './act.ts'
import { unknownUser } from './kvm-group.ts'

/** As many as a guest's files can have owners, and what useradd(8) gives. */
const count = 65_536

export const subordinateIds: Planner = {
  title: 'Give a user ids for namespaces of theirs: images are built in them, with files of many owners.',
  make: (wish) => {
    const { account } = wish
    if (account === null) return unknownUser(wish)
    if (account.uid === 0) return inPlace('root needs none. Name the user that needs them: --user NAME.')
    const { uids, gids, free, exist } = account.subordinate
    if (uids.some(isEnough) && gids.some(isEnough)) return inPlace()
    const range = { first: free, count }
    const kinds = [...(uids.some(isEnough) ? [] : ['uids' as const]), ...(gids.some(isEnough) ? [] : ['gids' as const])]
    return needed([...(exist ? [] : [makeFiles]), ...kinds.map((kind) => add(account, kind, range))])
  },
  takeBack: (wish) => {
    const { account } = wish
    if (account === null) return unknownUser(wish)
    const { uids, gids } = account.subordinate
    const acts = [
      ...uids.map((range) => remove(account, 'uids', range)),
      ...gids.map((range) => remove(account, 'gids', range)),
    ]
    return acts.length === 0 ? inPlace() : needed(acts)
  },
}

const isEnough = (range: IdRange): boolean => range.count >= count

type Kind = 'uids' | 'gids'

const makeFiles: Act = {
  step: program('This host has no database of them yet', 'touch', '/etc/subuid', '/etc/subgid'),
  undo: [],
}

const adding = ({ name }: HostAccount, kind: Kind, range: IdRange) =>
  program(`${name} gets ${range.count} ${kind} that nobody has`, 'usermod', `--add-sub${kind}`, rangeText(range), name)
const removing = ({ name }: HostAccount, kind: Kind, range: IdRange) =>
  program(`${name} has these ${kind} no more`, 'usermod', `--del-sub${kind}`, rangeText(range), name)

const add = (account: HostAccount, kind: Kind, range: IdRange): Act => ({
  step: adding(account, kind, range),
  undo: [removing(account, kind, range)],
})
const remove = (account: HostAccount, kind: Kind, range: IdRange): Act => ({
  step: removing(account, kind, range),
  undo: [adding(account, kind, range)],
})

const rangeText = ({ first, count }: IdRange): string => `${first}-${first + count - 1}`
