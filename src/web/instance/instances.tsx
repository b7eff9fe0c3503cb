import { Button } from '@patternfly/react-core'
import { DesktopIcon } from '@patternfly/react-icons/dist/esm/icons/desktop-icon'
import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { useDaemon } from '../data/daemon.ts'
import { everyInstance, type InstanceFilter, read } from '../data/read.ts'
import { useUsage } from '../data/use-usage.ts'
import { useSession } from '../app/session-gate.tsx'
import { Answer } from '../parts/answer.tsx'
import { LinkButton } from '../parts/link-button.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { Screen } from '../parts/screen.tsx'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'
import { labelKeys } from './arrange.ts'
import { ChosenActions } from './chosen-actions.tsx'
import { InstanceFilters } from './instance-filters.tsx'
import { InstanceTable } from './instance-table.tsx'
import { useActions } from './use-actions.tsx'

export function Instances() {
  const text = useText(instanceText)
  const daemon = useDaemon()
  const [filter, setFilter] = useState<InstanceFilter>(everyInstance)
  const [group, setGroup] = useState<string>()
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const answer = useQuery(read.instances(daemon, useDeferredValue(filter)))
  const usage = useUsage()
  const { act, question } = useActions(({ action }) => action === 'delete' && setChosen(new Set()))
  const isFiltered = filter !== everyInstance
  return (
    <Screen title={text.title} lead={answer.data && text.list.count(answer.data.length)} actions={<CreateButton />}>
      <Answer of={answer}>
        {(rows) =>
          rows.length === 0 && !isFiltered ? (
            <Nothing title={text.list.none} icon={DesktopIcon} actions={<CreateButton />}>
              {text.list.noneMeaning}
            </Nothing>
          ) : (
            <>
              <InstanceFilters
                filter={filter}
                onFilter={setFilter}
                keys={labelKeys(rows)}
                group={group}
                onGroup={setGroup}
              />
              <ChosenActions
                rows={rows.filter(({ name }) => chosen.has(name))}
                act={act}
                clear={() => setChosen(new Set())}
              />
              {rows.length === 0 ? (
                <NoMatch clear={() => setFilter(everyInstance)} />
              ) : (
                <InstanceTable rows={rows} group={group} usage={usage} chosen={chosen} choose={setChosen} act={act} />
              )}
            </>
          )
        }
      </Answer>
      {question}
    </Screen>
  )
}

function CreateButton() {
  const text = useText(instanceText)
  const { role } = useSession()
  return role === 'full' && <LinkButton to="/create">{text.create}</LinkButton>
}

function NoMatch({ clear }: { readonly clear: () => void }) {
  const { list } = useText(instanceText)
  return (
    <Nothing
      title={list.noMatch}
      actions={
        <Button variant="link" onClick={clear}>
          {list.clearFilters}
        </Button>
      }
    >
      {list.noMatchMeaning}
    </Nothing>
  )
}
