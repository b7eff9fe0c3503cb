import { Badge, MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core'
import { useState } from 'react'

type Option<T extends string> = { readonly value: T; readonly label: string }

/** Any number of several; the menu tells how many are chosen. */
export function SeveralChoice<T extends string>({
  name,
  values,
  options,
  onChoose,
}: {
  readonly name: string
  readonly values: readonly T[]
  readonly options: readonly Option<T>[]
  readonly onChoose: (values: readonly T[]) => void
}) {
  const [isOpen, setIsOpen] = useState(false)
  const toggle = (value: T) =>
    onChoose(values.includes(value) ? values.filter((one) => one !== value) : [...values, value])
  return (
    <Select
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      role="menu"
      onSelect={(_, chosen) => toggle(chosen as T)}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          {...(values.length > 0 && { badge: <Badge isRead>{values.length}</Badge> })}
        >
          {name}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={name}>
        {options.map(({ value, label }) => (
          <SelectOption key={value} value={value} hasCheckbox isSelected={values.includes(value)}>
            {label}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  )
}
