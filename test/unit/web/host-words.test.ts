import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { checksOf } from '../../../src/engine/qemu/host/report.ts'
import type { HostChangeName } from '../../../src/model/host/change.ts'
import { hostChangeNames } from '../../../src/model/host/change-name.ts'
import type { HostAccount } from '../../../src/model/host/account.ts'
import { ownFiles } from '../../../src/model/host/own-file.ts'
import type { Wish } from '../../../src/plan/host/change/act.ts'
import { changeState, planChange } from '../../../src/plan/host/change/plan-change.ts'
import { hostChecks } from '../../../src/plan/host/checks/host-checks.ts'
import { judgeDevices } from '../../../src/plan/host/judge-devices.ts'
import { croatianHost, tell } from '../../../src/web/text/host-words.ts'
import { saidWords } from '../../../src/web/text/said-words.ts'
import { anyCircumstances, anyFacts, anyHost, factsOf } from '../../support/arbitrary-host.ts'
import { standingSaid } from '../../support/standing-said.ts'
import { facts } from '../../support/facts.ts'
import { card, ana } from '../../support/planned-change.ts'

/** Names, versions, paths, sizes and what the kernel says are the same in every language. */
const names =
  /^(?:[A-Z][\w./-]*(?: [A-Z\d][\w./-]*)*|[\w./]*[._/\d-][\w./-]*|https?:\S+|[\w.-]+ \(\/.*\)|(?:root|\?):\S+ [\d]{4}, E[A-Z]+|\S+:\?(?:, E[A-Z]+)?|VT-x \(vmx\)|AMD-V \(svm\)|\/home\S+|0000:[\w:.]+|\w+(?: \(pid \d+\))+.*)$/
const programs =
  /^(?:passt|pasta|swtpm|virtiofsd|crun|runc|xl|bwrap|mmdebstrap|newuidmap|modprobe|nft|ip|kvm|sie|bhyve|v\d)$/

const account = fc.constantFrom<HostAccount | null>(
  ana,
  null,
  { ...ana, name: 'root', uid: 0 },
  { ...ana, groups: ['kvm'], subordinate: { ...ana.subordinate, exist: false } },
  {
    ...ana,
    subordinate: {
      ...ana.subordinate,
      uids: [{ first: 165_536, count: 65_536 }],
      gids: [{ first: 165_536, count: 65_536 }],
    },
  },
)

const takenByWeb = (address: string) => [
  { name: 'web', hostdevs: [{ kind: 'pci' as const, address, bind: [], rom: null, virtualFunction: null }] as never },
]

const wishes = (name: HostChangeName): fc.Arbitrary<Wish> =>
  fc.record({
    request: fc.record({
      name: fc.constant(name),
      undo: fc.boolean(),
      dryRun: fc.constant(true),
      device: fc.constantFrom(undefined, card, '0000:03:10.0', '0000:03:00.1'),
      count: fc.constantFrom(undefined, 0, 1, 4, 9, 2 ** 20),
    }),
    inventory: anyHost,
    account,
    ownFiles: fc.constantFrom(
      [],
      Object.values(ownFiles).map((path) => ({ path, text: '# Before: root:root 0600\n' })),
    ),
    taken: fc.constantFrom([], ...[card, '0000:03:10.0', '0000:03:00.1'].map(takenByWeb)),
    templates: fc.constantFrom(new Set<number>(), new Set([7, 8])),
  })

/** Everything that checks, devices and changes say of a few thousand hosts; the same ones each time. */
function everythingSaid(): ReadonlySet<string> {
  const seed = { seed: 11, numRuns: 4000 }
  const devices = /^(?:bind|virtual-functions)$/
  const perChange = (name: string) => ({ ...seed, numRuns: devices.test(name) ? 3000 : 700 })
  const hosts = fc.sample(fc.tuple(anyHost, anyFacts, anyCircumstances), seed)
  return new Set([
    ...hosts.flatMap(([host, found, circumstances]) => {
      const own = factsOf({ ...facts, architecture: host.processor.architecture }, found)
      const checks = [...hostChecks(host, own), ...checksOf(own, circumstances)]
      const { pci, usb } = judgeDevices(host.devices)
      return [
        own.kvm.reason,
        ...checks.flatMap((check) => [check.name, check.found, check.meaning]),
        ...[...pci, ...usb].flatMap((device) => [...device.uses, ...device.obstacles]),
      ]
    }),
    ...standingSaid(),
    ...hostChangeNames.flatMap((name) => fc.sample(wishes(name), perChange(name)).flatMap(changeSays)),
  ])
}

function changeSays(wish: Wish): readonly string[] {
  const { title, reason } = changeState(wish)
  const verdict = planChange(wish)
  const { steps, undo, instructions } = verdict.ok ? verdict.plan : { steps: [], undo: [], instructions: [] }
  return [
    title,
    ...(reason === null ? [] : [reason]),
    ...[...steps, ...undo].map((step) => step.reason),
    ...instructions,
  ]
}

describe('what the daemon says of the host', () => {
  const said = everythingSaid()

  test('is there in Croatian, sentence by sentence', () => {
    const missing = [...said].filter((text) => !names.test(text) && !programs.test(text) && tell(text) === undefined)
    assert.deepEqual(missing, [])
  })

  test('has no Croatian words that nothing says any more', () => {
    const used = new Set([...said].flatMap((text) => tell(text)?.used ?? []))
    const unused = Object.keys(croatianHost).filter((english) => !used.has(english))
    assert.deepEqual(unused, [])
  })

  test('has its values in its Croatian words, too', () => {
    for (const [english, croatian] of Object.entries(croatianHost)) {
      const values = (text: string) => new Set([...text.matchAll(/\{~?(\w+)/g)].map(([, name]) => name))
      assert.deepEqual(values(croatian), values(english), english)
    }
  })
})

test('numbers of the host are said with their nouns', () => {
  assert.equal(saidWords('hr', 'i7, 1 CPU'), 'i7, 1 procesor')
  assert.equal(saidWords('hr', 'i7, 12 CPUs'), 'i7, 12 procesora')
  assert.equal(saidWords('en', 'i7, 12 CPUs'), 'i7, 12 CPUs')
  assert.equal(saidWords('hr', 'What another release says.'), 'What another release says.')
})
