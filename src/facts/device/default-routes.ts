const isUp = 0x1
const everywhere = '00000000'

/** Network interfaces that a default route leads through, of /proc/net/route and /proc/net/ipv6_route (proc_pid_net(5)). */
export function parseDefaultRoutes(ipv4: string, ipv6: string): ReadonlySet<string> {
  const fours = ipv4.split('\n').flatMap((line) => {
    const [name, destination, , flags, , , , mask] = line.split(/\s+/)
    return name !== undefined && destination === everywhere && mask === everywhere && leads(flags) ? [name] : []
  })
  const sixes = ipv6.split('\n').flatMap((line) => {
    const words = line.trim().split(/\s+/)
    const [destination = '', prefix] = words
    const name = words[9]
    return name !== undefined && name !== 'lo' && /^0{32}$/.test(destination) && prefix === '00' && leads(words[8])
      ? [name]
      : []
  })
  return new Set([...fours, ...sixes])
}

/** RTF_UP, and not RTF_REJECT (`unreachable` routes). */
function leads(flags: string | undefined): boolean {
  const bits = Number.parseInt(flags ?? '', 16)
  return (bits & isUp) !== 0 && (bits & 0x200) === 0
}
