import type { Cloud } from '../../model/spec-cloud.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { ImageChoice } from './plan-create.ts'

/** What cloud-init reads in the guest (NoCloud). Each is a text for a file; JSON, which is YAML. */
export type Seed = {
  readonly userData: string
  readonly networkConfig: string
  readonly hostName: string
  /** Stays with the instance; with the texts it tells the guest whether it is set up already. */
  readonly uuid: string
}

type Subject = { readonly name: string; readonly uuid: string; readonly macs: readonly string[] }

/** Structures, never texts put together: nothing that a person writes can become another key. */
export function planSeed({ name, uuid, macs }: Subject, spec: InstanceSpec, image: ImageChoice | null): Seed | null {
  if (spec.cloud === undefined) return null
  return {
    userData: `#cloud-config\n${JSON.stringify(userData(spec.cloud, image?.manifest.os ?? 'unknown'))}\n`,
    networkConfig: `${JSON.stringify(networkConfig(spec, macs))}\n`,
    hostName: name,
    uuid,
  }
}

function userData({ user, keys, passwordHash, packages, run }: Cloud, os: string): Record<string, unknown> {
  const own = user === undefined ? { ssh_authorized_keys: keys } : { users: [userOf(user, keys, passwordHash, os)] }
  return {
    ...own,
    ...(packages.length > 0 && { package_update: true, packages }),
    ...(run.length > 0 && { runcmd: run }),
  }
}

function userOf(name: string, keys: readonly string[], passwordHash: string | undefined, os: string) {
  return {
    name,
    sudo: 'ALL=(ALL) NOPASSWD:ALL',
    shell: os.startsWith('alpine') ? '/bin/ash' : '/bin/bash',
    lock_passwd: passwordHash === undefined,
    ...(passwordHash !== undefined && { passwd: passwordHash }),
    ssh_authorized_keys: keys,
  }
}

/** By MAC address, since the names of cards differ: DHCP and router advertisements, but nothing where nobody answers. */
function networkConfig({ nics }: InstanceSpec, macs: readonly string[]): Record<string, unknown> {
  const cards = nics.map(({ mac, network }, index) => {
    const match = { macaddress: mac ?? macs[index] ?? '' }
    const answers = network !== 'isolated'
    return [`nic${index}`, { match, dhcp4: answers, dhcp6: answers, optional: !answers }]
  })
  return { version: 2, ethernets: Object.fromEntries(cards) as Record<string, unknown> }
}
