import { specText } from '../text/spec.ts'
import { useText } from '../text/use-text.ts'
import { NumberField, TextField } from './fields.tsx'
import { isMapping } from './draft.ts'
import { useSpecForm } from './spec-context.ts'

/** The keys that nearly everybody sets. */
export function SimpleFields() {
  const text = useText(specText)
  const { raw } = useSpecForm()
  return (
    <div className="app-fields">
      <NumberField way={isMapping(raw['cpus']) ? ['cpus', 'count'] : ['cpus']} label={text.cpus} example="1" />
      <TextField way={['memory']} label={text.memory} example="1GiB" hint={text.sizeHint} />
      <TextField way={['disk']} label={text.disk} hint={text.diskHint} example={text.ofImage} />
    </div>
  )
}
