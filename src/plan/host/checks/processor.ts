import { nestedModules } from '../../../model/host/kvm-module.ts'
import type { HostProcessor } from '../../../model/host/processor.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { extensionNames, withoutExtension } from './extension-words.ts'
import { judgeOf } from '../../../model/host/judge.ts'
import { counted } from './counted.ts'
import { extensionCause } from './kvm-cause-processor.ts'
import { outerOf } from './outer-hypervisor.ts'

const { ok, note } = judgeOf('processor')

/** What the processors are, and how far they can run guests themselves. */
export function processorChecks(processor: HostProcessor): readonly HostCheck[] {
  return [model(processor), surroundings(processor), extension(processor), ...paging(processor), ...nesting(processor)]
}

function model({ model, vendor, architecture, count }: HostProcessor): HostCheck {
  const found = `${model ?? vendor ?? architecture}, ${counted(count, 'CPU')}`
  return ok('model', found, 'Instances share them; one instance can have as many as there are.')
}

function surroundings({ hypervisor, container }: HostProcessor): HostCheck {
  const outer = hypervisor === null ? undefined : outerOf(hypervisor).name
  if (container !== null) {
    const meaning =
      'Only what was passed into the container is seen here; changes of the kernel are made outside of it.'
    return note('runs in', `a container (${container})${outer === undefined ? '' : ` in ${outer}`}`, meaning)
  }
  if (outer === undefined) return ok('runs on', 'bare metal', 'No other hypervisor stands between it and the hardware.')
  return note('runs in', outer, `This host is itself a guest of ${outer}, so it can do what that lets it do.`)
}

function extension(processor: HostProcessor): HostCheck {
  const name = 'virtualization'
  const cause = extensionCause(processor, null)
  if (processor.extension !== 'none')
    return ok(name, extensionNames[processor.extension], 'The processor can run guests itself, when KVM lets it.')
  return note(name, withoutExtension(processor.architecture), cause?.why ?? '', cause?.mend)
}

function paging({ extension, nestedPaging }: HostProcessor): readonly HostCheck[] {
  if (nestedPaging === null || extension === 'none') return []
  const name = 'nested paging'
  if (nestedPaging !== 'none')
    return [ok(name, nestedPaging.toUpperCase(), "The processor translates guests' addresses itself, which is fast.")]
  const meaning = 'The kernel has to follow each change of page tables of a guest, which makes guests slower.'
  return [note(name, 'none', meaning)]
}

function nesting({ extension, nested }: HostProcessor): readonly HostCheck[] {
  if (extension === 'none') return []
  const name = 'nested guests'
  if (nested === true) return [ok(name, 'on', 'Instances with `nested: true` can run guests of their own with KVM.')]
  if (nested === null) return []
  const module = nestedModules[extension]
  const meaning = 'Instances cannot run guests of their own with KVM (`nested: true` is refused).'
  if (module === undefined) return [note(name, 'off', meaning)]
  const fix = `sudo modprobe -r ${module} && sudo modprobe ${module} nested=1`
  return [note(name, 'off', meaning, { fix, change: 'nested' })]
}
