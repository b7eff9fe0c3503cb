import { Label, LabelGroup, SearchInput, TextInput, Toolbar, ToolbarContent, ToolbarItem } from '@patternfly/react-core'
import { type KeyboardEvent, useState } from 'react'
import type { InstanceStateKind } from '../../model/instance.ts'
import { everyInstance, type InstanceFilter } from '../data/read.ts'
import { Choice } from '../parts/choice.tsx'
import { SeveralChoice } from '../parts/several-choice.tsx'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'

type Props = {
  readonly filter: InstanceFilter
  readonly onFilter: (filter: InstanceFilter) => void
  /** Keys of labels that instances have. */
  readonly keys: readonly string[]
  readonly group: string | undefined
  readonly onGroup: (key: string | undefined) => void
}

/** What is asked of the daemon: a part of the name, states, labels. And by which label the answer is grouped. */
export function InstanceFilters({ filter, onFilter, keys, group, onGroup }: Props) {
  const { list, state } = useText(instanceText)
  const change = (part: Partial<InstanceFilter>) => onFilter(orEvery({ ...filter, ...part }))
  const states = Object.entries(state).map(([value, label]) => ({ value: value as InstanceStateKind, label }))
  const groups = [{ value: '', label: list.noGroup }, ...keys.map((key) => ({ value: key, label: key }))]
  return (
    <Toolbar className="app-filters">
      <ToolbarContent>
        <ToolbarItem className="app-find">
          <SearchInput
            aria-label={list.find}
            placeholder={list.find}
            value={filter.name}
            onChange={(_, name) => change({ name })}
            onClear={() => change({ name: '' })}
            resetButtonLabel={list.clear}
          />
        </ToolbarItem>
        <ToolbarItem>
          <SeveralChoice
            name={list.filterState}
            values={filter.states}
            options={states}
            onChoose={(chosen) => change({ states: chosen })}
          />
        </ToolbarItem>
        {(keys.length > 0 || filter.labels.length > 0) && (
          <>
            <ToolbarItem>
              <LabelFilter labels={filter.labels} onLabels={(labels) => change({ labels })} />
            </ToolbarItem>
            <ToolbarItem>
              <Choice
                name={list.group}
                value={group ?? ''}
                options={groups}
                onChoose={(key) => onGroup(key === '' ? undefined : key)}
              />
            </ToolbarItem>
          </>
        )}
      </ToolbarContent>
    </Toolbar>
  )
}

/** So that no filter at all is always the same value. */
function orEvery(filter: InstanceFilter): InstanceFilter {
  return filter.name === '' && filter.states.length === 0 && filter.labels.length === 0 ? everyInstance : filter
}

/** `key` or `key=value`, taken with Enter. */
function LabelFilter({
  labels,
  onLabels,
}: {
  readonly labels: readonly string[]
  readonly onLabels: (labels: readonly string[]) => void
}) {
  const { list } = useText(instanceText)
  const [typed, setTyped] = useState('')
  const take = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || typed.trim() === '') return
    onLabels([...new Set([...labels, typed.trim()])])
    setTyped('')
  }
  return (
    <div className="app-label-filter">
      <TextInput
        aria-label={list.filterLabel}
        placeholder={`${list.filterLabel}: key=value`}
        value={typed}
        onChange={(_, text) => setTyped(text)}
        onKeyDown={take}
      />
      {labels.length > 0 && (
        <LabelGroup aria-label={list.filterLabel}>
          {labels.map((label) => (
            <Label key={label} onClose={() => onLabels(labels.filter((one) => one !== label))}>
              {label}
            </Label>
          ))}
        </LabelGroup>
      )}
    </div>
  )
}
