import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { ActButton } from '../parts/act-button.tsx'
import { Answer } from '../parts/answer.tsx'
import { changeText } from '../text/change.ts'
import { hostText } from '../text/host.ts'
import { useSaid, useText } from '../text/use-text.ts'
import { ChangeQuestion, type ChangeWish } from './change-question.tsx'

/** What stroj can change on the host, where each stands, and what would be run. */
export function HostChanges() {
  const text = useText(hostText)
  const daemon = useDaemon()
  const words = useText(changeText)
  const say = useSaid()
  const [wish, setWish] = useState<ChangeWish>()
  return (
    <>
      <Answer of={useQuery(read.hostChanges(daemon))}>
        {({ changes }) => (
          <Table variant="compact" aria-label={text.changes} gridBreakPoint="grid-md">
            <Thead>
              <Tr>
                <Th>{text.change}</Th>
                <Th>{text.where}</Th>
                <Th>{text.fix}</Th>
              </Tr>
            </Thead>
            <Tbody>
              {changes.map(({ name, title, state, reason }) => (
                <Tr key={name}>
                  <Td dataLabel={text.change}>{say(title)}</Td>
                  <Td dataLabel={text.where}>
                    {text.state[state]}
                    {reason !== null && <div className="app-hint">{say(reason)}</div>}
                  </Td>
                  <Td dataLabel={text.fix}>
                    {state !== 'refused' && (
                      <ActButton
                        label={state === 'in-place' ? words.backOf(name) : words.lookOf(name)}
                        onClick={() => setWish({ name, undo: state === 'in-place' })}
                      >
                        {state === 'in-place' ? words.back : words.look}
                      </ActButton>
                    )}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
      </Answer>
      {wish && <ChangeQuestion wish={wish} close={() => setWish(undefined)} />}
    </>
  )
}
