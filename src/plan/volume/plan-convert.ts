import { approve, refuse, type Verdict } from '../../kit/verdict.ts'
import { Fault } from '../../model/fault.ts'
import type { VolumeConvert } from '../../model/volume.ts'
import { layoutOf, type VolumeCopy } from './plan-new.ts'
import { planRewrite } from './refusals.ts'
import type { KnownVolume, VolumeScene } from './scene.ts'

/** How a volume is written anew in another form: a copy that stands alone and then takes its place. */
export function planConvert(scene: VolumeScene, volume: KnownVolume, want: VolumeConvert): Verdict<VolumeCopy, Fault> {
  const verdict = planRewrite(scene, volume, 'be written anew')
  if (!verdict.ok) return verdict
  const { facts, chain } = verdict.plan
  const encrypt = want.passphrase !== undefined || (facts.encrypted && !want.decrypt)
  const wrong = refuseForm(volume, want, encrypt)
  if (wrong) return refuse(wrong)
  const kept = want.format === 'qcow2' ? (facts.layout ?? {}) : {}
  const wished = Object.fromEntries(Object.entries(layoutOf(want)).filter(([, value]) => value !== undefined))
  const { place, id } = volume
  const key = { place, id, format: want.format }
  return approve({
    from: chain,
    sizeBytes: facts.sizeBytes,
    key,
    layout: { ...kept, ...wished },
    compress: want.compress,
    encrypt,
  })
}

/** Refuses a form that cannot hold what is wanted: raw is never encrypted, luks always, and one passphrase is there already. */
function refuseForm(
  { name, facts }: KnownVolume,
  { format, passphrase }: VolumeConvert,
  encrypt: boolean,
): Fault | undefined {
  const no = (reason: string) => new Fault('volume.unfit', { volume: name, action: 'be written anew', reason })
  if (passphrase !== undefined && facts?.encrypted === true) {
    return no('it is encrypted already; `stroj volume rekey` changes its passphrase')
  }
  if (encrypt && format === 'raw')
    return no('raw is not encrypted; --decrypt takes its encryption away, --to luks keeps it')
  return !encrypt && format === 'luks' ? no('luks is encrypted, and needs a passphrase: --encrypt') : undefined
}

/** How what a volume takes on the host is brought down to what is in it. */
export function planCompact(scene: VolumeScene, volume: KnownVolume): Verdict<VolumeCopy, Fault> {
  return planConvert(scene, volume, { format: volume.format, compress: false, decrypt: false })
}
