import { Divider, Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { EllipsisVIcon } from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon'
import { useState } from 'react'
import { useSession } from '../app/session-gate.tsx'
import { useIsLive } from '../data/live.tsx'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'

export type MenuEntry = {
  readonly name: string
  readonly onChoose: () => void
  /** It stands apart, at the end. */
  readonly isDanger?: boolean
}

/** What can be done with the thing of a row, behind three dots. */
export function RowMenu({ of, entries }: { readonly of: string; readonly entries: readonly MenuEntry[] }) {
  const { more } = useText(partsText)
  const { role } = useSession()
  const isLive = useIsLive()
  const [isOpen, setIsOpen] = useState(false)
  if (role !== 'full') return null
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      popperProps={{ position: 'right' }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          aria-label={`${more}: ${of}`}
          isExpanded={isOpen}
          isDisabled={!isLive}
          onClick={() => setIsOpen(!isOpen)}
          icon={<EllipsisVIcon />}
        />
      )}
    >
      <DropdownList>
        {entries.flatMap(({ name, onChoose, isDanger = false }) => [
          isDanger && <Divider key={`before ${name}`} component="li" />,
          <DropdownItem
            key={name}
            isDanger={isDanger}
            onClick={() => {
              setIsOpen(false)
              onChoose()
            }}
          >
            {name}
          </DropdownItem>,
        ])}
      </DropdownList>
    </Dropdown>
  )
}
