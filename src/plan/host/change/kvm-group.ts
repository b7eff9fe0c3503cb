import { refuse } from '../../../kit/verdict.ts'
import { Fault } from '../../../model/fault.ts'
import type { HostAccount } from '../../../model/host/account.ts'
import { type Act, inPlace, needed, type Planner, program, type Wish } from './act.ts'

/** Whoever is in the group may open /dev/kvm. */
export const kvmGroup: Planner = {
  title: 'Let a user use KVM, by the group kvm.',
  make: (wish) => {
    const { account, inventory } = wish
    if (account === null) return unknownUser(wish)
    if (account.uid === 0) return inPlace('root needs no group. Name the user that needs it: --user NAME.')
    if (isMember(account)) return inPlace(...(waitsForLogin(wish, account) ? [loginAgain(account)] : []))
    const group = inventory.user.kvmGroup.exists ? [] : [makeGroup]
    return needed([...group, join(account.name)], [loginAgain(account)])
  },
  takeBack: (wish) => {
    const { account } = wish
    if (account === null) return unknownUser(wish)
    return isMember(account) ? needed([leave(account.name)]) : inPlace()
  },
}

/** The refusal where nobody has the wanted name. */
export function unknownUser({ request, inventory }: Wish) {
  return refuse(new Fault('host.user-unknown', { user: request.user ?? inventory.user.name }))
}

const isMember = ({ groups }: HostAccount): boolean => groups.includes('kvm')

function waitsForLogin({ inventory: { user } }: Wish, { name }: HostAccount): boolean {
  return user.name === name && !user.kvmGroup.active
}

function loginAgain({ name }: HostAccount): string {
  return `Groups are given at login: ${name} logs out and in again, then runs \`stroj daemon restart\`.`
}

const makeGroup: Act = {
  step: program('This host has no group kvm yet', 'groupadd', '--system', 'kvm'),
  undo: [program('The group is taken away', 'groupdel', 'kvm')],
}

const joining = (user: string) =>
  program(
    `${user} becomes a member of the group that may open /dev/kvm`,
    'usermod',
    '--append',
    '--groups',
    'kvm',
    user,
  )
const leaving = (user: string) => program(`${user} leaves the group`, 'gpasswd', '--delete', user, 'kvm')

const join = (user: string): Act => ({ step: joining(user), undo: [leaving(user)] })
const leave = (user: string): Act => ({ step: leaving(user), undo: [joining(user)] })
