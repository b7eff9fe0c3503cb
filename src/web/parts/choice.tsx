import { MenuToggle, Select, SelectList, SelectOption } from '@patternfly/react-core'
import { type ReactNode, useState } from 'react'

type Option<T extends string> = { readonly value: T; readonly label: string }

/** One of several, from a menu that tells what is chosen. */
export function Choice<T extends string>({
  name,
  value,
  options,
  onChoose,
  icon,
}: {
  readonly name: string
  readonly value: T
  readonly options: readonly Option<T>[]
  readonly onChoose: (value: T) => void
  readonly icon?: ReactNode
}) {
  const [isOpen, setIsOpen] = useState(false)
  const now = options.find((option) => option.value === value)?.label ?? value
  return (
    <Select
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      selected={value}
      onSelect={(_, chosen) => {
        setIsOpen(false)
        onChoose(chosen as T)
      }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          aria-label={`${name}: ${now}`}
          {...(icon !== undefined && { icon })}
        >
          <span className="app-choice-name">{name}: </span>
          {now}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={name}>
        {options.map((option) => (
          <SelectOption key={option.value} value={option.value}>
            {option.label}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  )
}
