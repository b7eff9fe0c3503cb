import {
  Checkbox,
  Form,
  FormGroup,
  FormHelperText,
  HelperText,
  HelperTextItem,
  TextInput,
} from '@patternfly/react-core'
import { createText } from '../text/create.ts'
import { useText } from '../text/use-text.ts'

/** `lifetime`: empty for one that stays. */
export type Options = { readonly start: boolean; readonly lifetime: string }

/** What happens to an instance when it is made, and how long it stays. */
export function MakingOptions({
  options: { start, lifetime },
  onOptions,
  startTitle,
}: {
  readonly options: Options
  readonly onOptions: (options: Options) => void
  readonly startTitle: string
}) {
  const text = useText(createText)
  return (
    <Form className="app-short app-gap" onSubmit={(event) => event.preventDefault()}>
      <Checkbox
        id="start"
        label={startTitle}
        isChecked={start}
        onChange={(_, isOn) => onOptions({ start: isOn, lifetime })}
      />
      <FormGroup label={text.lifetime} fieldId="lifetime">
        <TextInput
          id="lifetime"
          value={lifetime}
          placeholder={text.lifetimeNone}
          onChange={(_, value) => onOptions({ start, lifetime: value })}
          aria-describedby="lifetime-help"
        />
        <FormHelperText id="lifetime-help">
          <HelperText>
            <HelperTextItem>{text.lifetimeHint}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
    </Form>
  )
}
