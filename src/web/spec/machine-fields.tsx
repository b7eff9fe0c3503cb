import { Button } from '@patternfly/react-core'
import { Architecture } from '../../model/architecture.ts'
import { Board, Firmware } from '../../model/board.ts'
import { BootDevice } from '../../model/spec.ts'
import { specText } from '../text/spec.ts'
import { useText } from '../text/use-text.ts'
import { ChoiceField, ListField, NumberField, SwitchField, TextField } from './fields.tsx'
import { LabelsField } from './labels-field.tsx'
import { isMapping } from './draft.ts'
import { useSpecForm } from './spec-context.ts'

const asOptions = (values: readonly string[]) => values.map((value) => ({ value, label: value }))

/** Processor, board, start, console, and the instance's own life. */
export function MachineFields() {
  const text = useText(specText)
  return (
    <>
      <div className="app-fields">
        <ChoiceField
          way={['arch']}
          label={text.arch}
          standard={text.byImage}
          options={asOptions(Architecture.options)}
        />
        <ChoiceField way={['machine']} label={text.board} standard={text.usual} options={asOptions(Board.options)} />
        <ChoiceField
          way={['firmware']}
          label={text.firmware}
          standard={text.byImage}
          options={Firmware.options.map((value) => ({ value, label: text.firmwares[value] }))}
        />
        <ChoiceField
          way={['accel']}
          label={text.accel}
          standard={text.accels.auto}
          options={(['kvm', 'tcg'] as const).map((value) => ({ value, label: text.accels[value] }))}
        />
        <TextField way={['cdrom']} label={text.cdrom} example="/srv/iso/debian-12.iso" />
        <ListField way={['boot', 'order']} label={text.bootOrder} example="disk, cdrom" hint={text.bootHint} />
        <ChoiceField
          way={['boot', 'once']}
          label={text.bootOnce}
          standard={text.bootNormally}
          options={asOptions(BootDevice.options)}
        />
        <TextField way={['kernelArguments']} label={text.kernelArguments} hint={text.kernelHint} />
        <ChoiceField
          way={['restart']}
          label={text.restart}
          standard={text.restarts.never}
          options={(['on-failure', 'always'] as const).map((value) => ({ value, label: text.restarts[value] }))}
        />
        <ParkField />
        <ChoiceField way={['iommu']} label={text.iommu} standard={text.none} options={asOptions(['intel', 'amd'])} />
      </div>
      <CpuFields />
      <div className="app-fields">
        <SwitchField way={['console', 'serial']} label={text.serial} standard />
        <SwitchField way={['console', 'screen']} label={text.screen} standard />
        <SwitchField way={['nested']} label={text.nested} standard={false} />
        <SwitchField way={['autostart']} label={text.autostart} standard={false} />
      </div>
      <LabelsField />
    </>
  )
}

/** Its one key; empty means that it is never parked. */
function ParkField() {
  const text = useText(specText)
  return <TextField way={['park', 'after']} label={text.park} example="5m" hint={text.parkHint} />
}

/** A number of processors becomes a mapping as soon as more is said of them. */
function CpuFields() {
  const text = useText(specText)
  const { raw, change } = useSpecForm()
  const { cpus } = raw
  if (cpus !== undefined && !isMapping(cpus)) {
    return (
      <Button variant="link" isInline onClick={() => change({ ...raw, cpus: { count: cpus } })}>
        {text.cpuDetails}
      </Button>
    )
  }
  return (
    <div className="app-fields">
      <TextField way={['cpus', 'model']} label={text.cpuModel} example="max" hint={text.cpuModelHint} />
      <ListField way={['cpus', 'features']} label={text.cpuFeatures} example="+aes, -x2apic" />
      <NumberField way={['cpus', 'topology', 'sockets']} label={text.sockets} example="1" />
      <NumberField way={['cpus', 'topology', 'cores']} label={text.cores} example="1" />
      <NumberField way={['cpus', 'topology', 'threads']} label={text.threads} example="1" />
    </div>
  )
}
