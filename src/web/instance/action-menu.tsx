import { Divider, Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { EllipsisVIcon } from '@patternfly/react-icons/dist/esm/icons/ellipsis-v-icon'
import { useState } from 'react'
import type { Action } from '../../model/instance.ts'
import { useIsLive } from '../data/live.tsx'
import { instanceText } from '../text/instance.ts'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'

/** What may be asked of an instance now, behind three dots. */
export function ActionMenu({
  name,
  actions,
  act,
}: {
  readonly name: string
  readonly actions: readonly Action[]
  readonly act: (action: Action, names: readonly string[]) => void
}) {
  const text = useText(instanceText)
  const words = useText(partsText)
  const isLive = useIsLive()
  const [isOpen, setIsOpen] = useState(false)
  const choose = (action: Action) => {
    setIsOpen(false)
    act(action, [name])
  }
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      popperProps={{ position: 'right' }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          variant="plain"
          aria-label={`${words.more}: ${name}`}
          isExpanded={isOpen}
          isDisabled={!isLive || actions.length === 0}
          onClick={() => setIsOpen(!isOpen)}
          icon={<EllipsisVIcon />}
        />
      )}
    >
      {isOpen && (
        <DropdownList>
          {actions.map((action) => (
            <MenuLine key={action} action={action} label={text.action[action]} choose={choose} />
          ))}
        </DropdownList>
      )}
    </Dropdown>
  )
}

function MenuLine({
  action,
  label,
  choose,
}: {
  readonly action: Action
  readonly label: string
  readonly choose: (action: Action) => void
}) {
  return (
    <>
      {action === 'delete' && <Divider component="li" />}
      <DropdownItem isDanger={action === 'delete'} onClick={() => choose(action)}>
        {label}
      </DropdownItem>
    </>
  )
}
