import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { useState } from 'react'
import { insideText } from '../text/inside.ts'
import { useText } from '../text/use-text.ts'

/** What the browser or its system keeps for itself when it is pressed. */
const combinations: Readonly<Record<string, readonly string[]>> = {
  'Ctrl+Alt+Del': ['ControlLeft', 'AltLeft', 'Delete'],
  'Ctrl+Alt+Backspace': ['ControlLeft', 'AltLeft', 'Backspace'],
  'Ctrl+Alt+F1': ['ControlLeft', 'AltLeft', 'F1'],
  'Ctrl+Alt+F2': ['ControlLeft', 'AltLeft', 'F2'],
  'Ctrl+Alt+F3': ['ControlLeft', 'AltLeft', 'F3'],
  'Alt+Tab': ['AltLeft', 'Tab'],
  'Alt+F4': ['AltLeft', 'F4'],
  'Ctrl+Escape': ['ControlLeft', 'Escape'],
  Super: ['MetaLeft'],
  'Super+L': ['MetaLeft', 'KeyL'],
  PrintScreen: ['PrintScreen'],
}

export function KeysMenu({ press }: { readonly press: (codes: readonly string[]) => void }) {
  const { screen: text } = useText(insideText)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      toggle={(ref) => (
        <MenuToggle ref={ref} isExpanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {text.keys}
        </MenuToggle>
      )}
    >
      <DropdownList>
        {Object.entries(combinations).map(([name, codes]) => (
          <DropdownItem
            key={name}
            onClick={() => {
              setIsOpen(false)
              press(codes)
            }}
          >
            {name}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  )
}
