import {
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  TextInput,
} from '@patternfly/react-core'
import { isMapping } from '../spec/draft.ts'
import { useKey } from '../spec/spec-context.ts'
import { createText } from '../text/create.ts'
import { useText } from '../text/use-text.ts'

/** A disk that is there already, as the first of the list. */
export function DiskFileFields() {
  const text = useText(createText)
  const { value, issues, set } = useKey(['disks'])
  const [first, ...others] = Array.isArray(value) ? value : []
  const disk = isMapping(first) ? first : {}
  const change = (part: object) => set([{ ...disk, ...part }, ...others])
  return (
    <>
      <FormGroup label={text.file} fieldId="disk-file">
        <TextInput
          id="disk-file"
          value={typeof disk['file'] === 'string' ? disk['file'] : ''}
          placeholder="/srv/disk.qcow2"
          validated={issues.length > 0 ? 'error' : 'default'}
          aria-describedby="disk-file-help"
          onChange={(_, file) => change({ file })}
        />
        <FormHelperText id="disk-file-help">
          <HelperText>
            {issues.map((issue) => (
              <HelperTextItem key={issue} variant="error">
                {issue}
              </HelperTextItem>
            ))}
            <HelperTextItem>{text.fileHint}</HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
      <FormGroup label={text.format} fieldId="disk-format">
        <FormSelect id="disk-format" value={disk['format'] ?? 'qcow2'} onChange={(_, format) => change({ format })}>
          <FormSelectOption value="qcow2" label="qcow2" />
          <FormSelectOption value="raw" label="raw" />
        </FormSelect>
      </FormGroup>
    </>
  )
}
