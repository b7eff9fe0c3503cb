import { listKernelFolder, readKernelLink, readKernelText } from '../../host/kernel-files.ts'
import { cleanText } from '../clean-text.ts'
import { parseDefaultRoutes } from './default-routes.ts'
import { type Use, wayOf } from './use.ts'

const isUp = 0x1

/** Network interfaces that are up (IFF_UP, netdevice(7)), and which of them the default route goes through. */
export function readNetworkUses(root: string): readonly Use[] {
  const folder = `${root}/sys/class/net`
  const ipv4 = readKernelText(`${root}/proc/net/route`) ?? ''
  const ipv6 = readKernelText(`${root}/proc/net/ipv6_route`) ?? ''
  const onRoute = below(folder, parseDefaultRoutes(ipv4, ipv6))
  return listKernelFolder(folder).flatMap((name) => {
    const link = readKernelLink(`${folder}/${name}`)
    const flags = Number(readKernelText(`${folder}/${name}/flags`) ?? 0)
    if (link === null || (flags & isUp) === 0) return []
    const text = `network interface ${cleanText(name)}${onRoute.has(name) ? ', which has the default route' : ''}`
    return [{ way: wayOf(link), text }]
  })
}

/** Interfaces, and those that they stand on: the cards of a bridge or a bond. */
function below(folder: string, names: ReadonlySet<string>): ReadonlySet<string> {
  const all = new Set(names)
  for (const name of all) {
    for (const entry of listKernelFolder(`${folder}/${name}`)) {
      if (entry.startsWith('lower_')) all.add(entry.slice('lower_'.length))
    }
  }
  return all
}
