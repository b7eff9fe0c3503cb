import { ownFiles } from '../../../model/host/own-file.ts'
import { type Act, forAPerson, inPlace, needed, type Planner, program } from './act.ts'
import { beforeOf, makeOwnFile, ownFile, ownFileText, removeOwnFile } from './own-file.ts'

/** Switches of the kernel that deny user namespaces, with the value that denies and the one that allows. */
const switches: Readonly<Record<string, { readonly denied: string; readonly allowed: string }>> = {
  'user.max_user_namespaces': { denied: '0', allowed: '15000' },
  'kernel.unprivileged_userns_clone': { denied: '0', allowed: '1' },
  'kernel.apparmor_restrict_unprivileged_userns': { denied: '1', allowed: '0' },
}

export const userNamespaces: Planner = {
  title: 'Let ordinary users make user namespaces: stroj builds images and isolates passt in them.',
  make: (wish) => {
    const { user, restrictedBy } = wish.inventory.namespaces
    if (user) return inPlace()
    const found = Object.entries(switches).find(([name]) => restrictedBy?.includes(name))
    if (found === undefined) return forAPerson(unknown(restrictedBy))
    const [name, { denied, allowed }] = found
    const text = ownFileText('user-namespaces', `${name}=${denied}`, [`${name} = ${allowed}`])
    const file = makeOwnFile(wish, 'At each boot', ownFiles.userNamespaces, text)
    return needed([withSwitch(file, `${name}=${denied}`), ...loadNow])
  },
  takeBack: (wish) => {
    const before = beforeOf(ownFile(wish, ownFiles.userNamespaces) ?? '')
    const removal = removeOwnFile(wish, ownFiles.userNamespaces)
    if (removal.length === 0) return inPlace()
    return needed([...removal.map((act) => ({ ...act, undo: [...act.undo, loading] })), ...setBack(before)])
  },
}

const loading = program('and now', 'sysctl', `--load=${ownFiles.userNamespaces}`)
const loadNow: readonly Act[] = [{ step: loading, undo: [] }]

function withSwitch({ step, undo }: Act, before: string): Act {
  return { step, undo: [...undo, switchBack(before)] }
}

function setBack(before: string | null): readonly Act[] {
  return before === null ? [] : [{ step: switchBack(before), undo: [] }]
}

const switchBack = (before: string) => program('What it was before', 'sysctl', '--write', before)

function unknown(restrictedBy: string | null): string {
  const by = restrictedBy === null ? 'something that stroj does not know' : restrictedBy
  return `User namespaces are denied by ${by}. Whoever set this up has to allow them; in a container that is its host.`
}
