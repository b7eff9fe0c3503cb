import type { HostAccount } from '../../src/model/host/account.ts'
import type { HostStep } from '../../src/model/host/change.ts'
import type { PciDevice } from '../../src/model/host/device.ts'
import type { HostInventory } from '../../src/model/host/inventory.ts'
import type { Wish } from '../../src/plan/host/change/act.ts'
import { intelDesktop, module, pciDevice } from './inventories.ts'

export const card = '0000:03:00.0'

/** As much of a host as changes touch. */
export type HostState = {
  readonly loaded: readonly string[]
  readonly groups: readonly string[]
  readonly memberOf: readonly string[]
  readonly files: Readonly<Record<string, string>>
  readonly sysctl: Readonly<Record<string, string>>
  readonly node: { readonly owner: string; readonly group: string; readonly mode: string }
  readonly nested: boolean
  readonly ksm: string
  readonly uids: readonly string[]
  readonly gids: readonly string[]
  readonly packages: readonly string[]
  readonly driver: string | null
  readonly override: string
  readonly functions: number
  readonly vfioNode: string
}

const ownDriver = 'igb'
const missingPackages = ['mmdebstrap', 'passt']

/** What a step makes of a host; throws for one that a real host would refuse, or that is not known here. */
export function after(state: HostState, { command, input }: HostStep): HostState {
  const [program, ...args] = command
  const last = args.at(-1) ?? ''
  const act = programs[program ?? '']
  if (act === undefined) throw new Error(`nobody knows ${command.join(' ')}`)
  return act(state, args, last, input ?? '')
}

type Act = (state: HostState, args: readonly string[], last: string, input: string) => HostState

const programs: Readonly<Record<string, Act>> = {
  modprobe: (state, args, name) => {
    if (args[0] === '--remove') return { ...state, loaded: state.loaded.filter((each) => each !== name) }
    const nested = name === 'kvm_intel' ? '/etc/modprobe.d/stroj-nested.conf' in state.files : state.nested
    return { ...state, nested, loaded: [...state.loaded.filter((each) => each !== name), name].toSorted() }
  },
  groupadd: (state, _, group) => ({ ...state, groups: add(state.groups, group) }),
  groupdel: (state, _, group) => ({ ...state, groups: remove(state.groups, group) }),
  gpasswd: (state, _, group) => ({ ...state, memberOf: remove(state.memberOf, group) }),
  usermod: (state, args) => {
    const [what = '', value = ''] = args
    if (what === '--append') return { ...state, memberOf: add(state.memberOf, args[2] ?? '') }
    if (what === '--add-subuids') return { ...state, uids: add(state.uids, value) }
    if (what === '--add-subgids') return { ...state, gids: add(state.gids, value) }
    return what === '--del-subuids'
      ? { ...state, uids: remove(state.uids, value) }
      : { ...state, gids: remove(state.gids, value) }
  },
  touch: (state) => state,
  rm: (state, _, path) => ({
    ...state,
    files: Object.fromEntries(Object.entries(state.files).filter(([file]) => file !== path)),
  }),
  tee: (state, _, path, input) =>
    path.startsWith('/sys') ? inKernel(state, path, input) : { ...state, files: { ...state.files, [path]: input } },
  sysctl: (state, _, word) => {
    const [what = '', path = ''] = word.split('=')
    const text = what === '--load' ? (state.files[path] ?? '') : word
    const [, key = '', value = ''] = /^([\w.]+) ?= ?(\S+)$/m.exec(text) ?? []
    return { ...state, sysctl: { ...state.sysctl, [key]: value } }
  },
  udevadm: (state, [verb]) => {
    const hasRule = '/etc/udev/rules.d/65-stroj-kvm.rules' in state.files
    return verb === 'trigger' && hasRule ? { ...state, node: { owner: 'root', group: 'kvm', mode: '0660' } } : state
  },
  chown: (state, [who = '', path = '']) => {
    const [owner = '', group = state.node.group] = who.split(':')
    return path === '/dev/kvm' ? { ...state, node: { ...state.node, owner, group } } : { ...state, vfioNode: owner }
  },
  chmod: (state, [mode = '']) => ({ ...state, node: { ...state.node, mode } }),
  env: (state, args) => {
    const names = args.filter((word) => missingPackages.includes(word))
    const isInstall = args.includes('install')
    return { ...state, packages: isInstall ? add(state.packages, ...names) : remove(state.packages, ...names) }
  },
}

function inKernel(state: HostState, path: string, input: string): HostState {
  const value = input.trim()
  if (path.endsWith('/ksm/run')) return { ...state, ksm: value }
  if (path.endsWith('/driver_override')) return { ...state, override: value }
  if (path.endsWith('/driver/unbind')) return { ...state, driver: null, vfioNode: 'root' }
  if (path.endsWith('/drivers_probe'))
    return { ...state, driver: state.driver ?? (state.override === '' ? ownDriver : state.override) }
  if (!path.endsWith('/sriov_numvfs')) throw new Error(`the kernel has no ${path}`)
  if (state.functions > 0 && value !== '0') throw new Error('the kernel changes the number only from zero')
  return { ...state, functions: Number(value) }
}

const add = (all: readonly string[], ...more: readonly string[]) => [...new Set([...all, ...more])].toSorted()
const remove = (all: readonly string[], ...less: readonly string[]) => all.filter((each) => !less.includes(each))

/** What is found on it, and known of its user. */
export function wishOn(state: HostState, request: Partial<Wish['request']> & Pick<Wish['request'], 'name'>): Wish {
  const ownFiles = Object.entries(state.files).map(([path, text]) => ({ path, text }))
  const inventory = inventoryOf(state)
  return {
    request: { undo: false, dryRun: false, ...request },
    inventory,
    account: account(state),
    ownFiles,
    taken: [],
    templates: new Set(),
  }
}

function account({ memberOf, uids, gids }: HostState): HostAccount {
  const ranges = (all: readonly string[]) =>
    all.map((text) => {
      const [first = 0, last = 0] = text.split('-').map(Number)
      return { first, count: last - first + 1 }
    })
  const subordinate = { uids: ranges(uids), gids: ranges(gids), free: 231_072, exist: true }
  return { name: 'ana', uid: 1000, groups: ['ana', ...memberOf], subordinate }
}

function inventoryOf(state: HostState): HostInventory {
  const { kernel, devices, memory, namespaces } = intelDesktop
  const isLoaded = (name: string) => state.loaded.includes(name)
  const denied = Object.entries(state.sysctl).find(([key, value]) => key !== 'vm.nr_hugepages' && value === denial(key))
  return {
    ...intelDesktop,
    processor: { ...intelDesktop.processor, nested: isLoaded('kvm_intel') ? state.nested : null },
    kernel: {
      ...kernel,
      modules: ['kvm', 'kvm_intel', 'vfio_pci', 'vboxdrv', 'vboxnetflt', 'vboxnetadp'].map((name) =>
        module(name, isLoaded(name.replace('_pci', '-pci')) ? 'loaded' : 'loadable'),
      ),
    },
    kvm: { ...intelDesktop.kvm, ...state.node },
    user: { ...intelDesktop.user, kvmGroup: { exists: state.groups.includes('kvm'), listed: false, active: true } },
    devices: {
      ...devices,
      pci: [theCard(state)],
      rights: { ...devices.rights, vfioGroups: state.vfioNode === 'ana' ? [12] : [] },
    },
    memory: {
      ...memory,
      ksm: state.ksm === '1' ? 'running' : 'stopped',
      hugePages: [{ sizeBytes: 2 ** 21, total: Number(state.sysctl['vm.nr_hugepages']), free: 0 }],
    },
    namespaces: { ...namespaces, user: denied === undefined, restrictedBy: denied?.[0] ?? null },
    tools: missingPackages.map((name) => ({
      name,
      path: state.packages.includes(name) ? `/usr/bin/${name}` : null,
      version: null,
      package: name,
      role: 'is needed',
    })),
  }
}

function denial(key: string): string {
  return key.includes('apparmor') ? '1' : '0'
}

function theCard({ driver, functions }: HostState): PciDevice {
  const virtualFunctions = { on: functions, most: 7, addresses: [] }
  return pciDevice(card, '8086:1521', { driver, iommuGroup: 12, virtualFunctions })
}
