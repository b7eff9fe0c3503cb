import type { TarEntry } from '../../kit/tar.ts'
import { checksText } from '../render/host-text.ts'
import { painter } from '../render/paint.ts'
import { yaml } from '../render/yaml.ts'
import type { Found, FoundInstance } from './found.ts'
import { hideCommand } from './hide-command.ts'
import { hideSpec } from './hide-spec.ts'
import { Hider } from './hider.ts'
import { readmeText } from './readme-text.ts'

type Part = readonly [path: string, text: string]

/** The files of a bundle, without secrets: what the specs have is looked for in all of them. */
export function bundleParts(found: Found): readonly TarEntry[] {
  const specs = found.instances.map(({ instance }) => hideSpec(instance.spec))
  const pending = found.instances.flatMap(({ instance }) =>
    instance.pending.flatMap(({ key, current, wanted }) => [hideSpec(current, key), hideSpec(wanted, key)]),
  )
  const hider = new Hider([...specs, ...pending].flatMap(({ secrets }) => secrets))
  const parts = [
    ...generalParts(found, hider),
    ...found.instances.flatMap((one, index) => instanceParts(one, specs[index]?.value, hider)),
  ].filter(([, text]) => text !== '')
  const readme: Part = ['README.txt', readmeText(parts.map(([path]) => path))]
  const encoder = new TextEncoder()
  return [readme, ...parts].map(([path, text]) => ({ path, bytes: encoder.encode(text) }))
}

function generalParts(found: Found, hider: Hider): readonly Part[] {
  const { at, client, daemon, host, settings, operations, events, lists, log, files, troubles } = found
  const told = (value: unknown) => (value === undefined ? '' : yaml(hider.value(value)))
  const look = { width: 100, paint: painter(false) }
  return [
    ['versions.yaml', told({ at: at.toISOString(), ...client, daemon: daemon?.version ?? null })],
    ['daemon.yaml', told(daemon)],
    ['doctor.txt', host ? hider.text(checksText(host.checks, look)) : ''],
    ['host.yaml', told(host)],
    ['settings.yaml', settings === undefined ? '' : hider.text(hostsOnly(settings))],
    ['operations.yaml', told(operations)],
    ['events.yaml', told(events)],
    ...Object.entries(lists).map(([name, list]): Part => [`${name}.yaml`, told(list)]),
    ['files.txt', hider.text(files ?? '')],
    [
      'daemon.log',
      (log ?? '')
        .split('\n')
        .map((line) => hider.line(line))
        .join('\n'),
    ],
    ['troubles.txt', troubles.map((line) => `${hider.text(line)}\n`).join('')],
  ]
}

function instanceParts(found: FoundInstance, spec: unknown, hider: Hider): readonly Part[] {
  const { instance, engineLog, command, start, snapshots } = found
  const folder = `instances/${instance.name}`
  const pending = instance.pending.map(({ key, current, wanted, reason }) => ({
    key,
    current: hideSpec(current, key).value,
    wanted: hideSpec(wanted, key).value,
    reason,
  }))
  const steps = start?.steps.map((step) => ({ ...step, command: hideCommand(step.command, hider) }))
  return [
    [`${folder}/instance.yaml`, yaml(hider.value({ ...instance, spec, pending }))],
    [`${folder}/snapshots.yaml`, snapshots === undefined ? '' : yaml(hider.value(snapshots))],
    [
      `${folder}/command.txt`,
      hideCommand(command, hider)
        .map((word) => `${word}\n`)
        .join(''),
    ],
    [`${folder}/start.yaml`, start ? yaml(hider.value({ ...start, steps })) : ''],
    [`${folder}/engine.log`, hider.text(engineLog)],
  ]
}

/** Of URLs in the settings. */
function hostsOnly(text: string): string {
  return text.replaceAll(/\b(https?:\/\/)(?:[^\s/'"]*@)?([^\s/'"@]+)\/[^\s'"]*/g, '$1$2/(removed)')
}
