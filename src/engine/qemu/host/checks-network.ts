import type { HostCheck } from '../../../model/host/report.ts'
import type { Circumstances } from './circumstances.ts'
import { install } from './install.ts'
import { judgeOf } from '../../../model/host/judge.ts'
import type { Tool } from '../../../model/host/facts.ts'

const { ok, note, warning, missing } = judgeOf('network')

/** How a guest reaches the outside, and what keeps it from the inside. */
export function networkCheck(passt: Tool | null, { network: { guard }, users, isRoot }: Circumstances): HostCheck {
  if (passt === null) {
    return missing('passt', 'not found', 'No instance with a nic in the network "user" starts.', {
      fix: install('passt'),
      change: 'tools',
    })
  }
  const found = `${passt.version} (${passt.path})`
  if (!users.namespaces && !isRoot) {
    const meaning = 'passt shuts itself into a user namespace, which this kernel denies to ordinary users.'
    return missing('passt', found, meaning, {
      fix: 'sudo sysctl kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000',
      change: 'user-namespaces',
    })
  }
  if (guard === 'passt')
    return ok('passt', found, 'Guests reach the outside, and nothing on the loopback of this host.')
  if (guard === 'namespace') return note('passt', found, `${walled} ${silentServers}`)
  const meaning = 'This passt is old: a hostile guest can reach services on the loopback (127.0.0.1) of this host.'
  return warning('passt', `${found}; /dev/net/tun cannot be opened`, meaning, {
    fix: 'sudo modprobe tun && sudo chmod 0666 /dev/net/tun',
    change: null,
  })
}

const walled =
  'Guests reach the outside, and nothing on the loopback of this host: passt runs in a network namespace of its own.'

/** A passt from before 2024 does not end the TCP handshake with the guest before it has data for it. */
const silentServers =
  'This passt is old: at a forwarded port a server of the guest that speaks first (MySQL, SMTP, FTP, VNC) is not heard before its client has sent something; SSH and HTTP work. The passt of Debian 13 has no such limit.'
