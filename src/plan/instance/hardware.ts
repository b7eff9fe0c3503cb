import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { architectureOf } from '../../model/architecture.ts'
import { contradictionsOn } from '../../model/board-contradictions.ts'
import { boardsOf, type Hardware, hardwareOf } from '../../model/board.ts'
import { Fault } from '../../model/fault.ts'
import type { HostFacts } from '../../model/host/facts.ts'
import { formatPath } from '../../model/issue.ts'
import type { InstanceSpec } from '../../model/spec.ts'
import type { ImageChoice } from './plan-create.ts'

/**
 * The instruction set of a guest and the board that has it, or why they cannot be. The spec has the first word, then the
 * image, then the host.
 */
export function chooseHardware(
  spec: InstanceSpec,
  image: ImageChoice | null,
  host: Pick<HostFacts, 'architecture'>,
): Verdict<Hardware, Fault> {
  const has = image?.manifest.architecture
  const arch = spec.arch ?? has ?? hardwareOf(spec)?.arch ?? architectureOf(host.architecture)
  if (image && has !== undefined && has !== arch) {
    return refuse(new Fault('instance.image-architecture', { image: image.name, has, arch }))
  }
  const hardware = { arch, machine: spec.machine ?? boardsOf[arch][0] }
  const issues = [...contradictionsOn(hardware, spec)]
  if (issues.length === 0) return approve(hardware)
  const told = issues.map(({ path, message }) => ({ path: formatPath(path), message }))
  return refuse(new Fault('spec.invalid', { issues: told }))
}
