import { Card, CardBody, CardHeader, CardTitle, Content } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { NewToken, Token } from '../../model/access.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { usePerform } from '../data/use-perform.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { Answer } from '../parts/answer.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { RowMenu } from '../parts/row-menu.tsx'
import { Moment } from '../parts/time.tsx'
import { settingsText } from '../text/settings.ts'
import { useText } from '../text/use-text.ts'
import { CreateToken } from './create-token.tsx'
import { Secret } from './secret.tsx'

/** Who else may speak to the daemon. */
export function Tokens() {
  const text = useText(settingsText)
  const daemon = useDaemon()
  const [isAsked, setIsAsked] = useState(false)
  const [made, setMade] = useState<NewToken>()
  return (
    <Card className="app-gap">
      <CardHeader
        actions={{
          actions: <ActButton onClick={() => setIsAsked(true)}>{text.createToken}</ActButton>,
          hasNoOffset: true,
        }}
      >
        <CardTitle component="h2">{text.tokens}</CardTitle>
      </CardHeader>
      <CardBody>
        <Content component="p">{text.tokensLead}</Content>
        <Answer of={useQuery(read.tokens(daemon))}>
          {({ items }) => (items.length === 0 ? <p>{text.noTokens}</p> : <TokenTable tokens={items} />)}
        </Answer>
      </CardBody>
      {isAsked && <CreateToken onMade={setMade} close={() => setIsAsked(false)} />}
      {made && <Secret made={made} close={() => setMade(undefined)} />}
    </Card>
  )
}

function TokenTable({ tokens }: { readonly tokens: readonly Token[] }) {
  const text = useText(settingsText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const [asked, setAsked] = useState<string>()
  return (
    <>
      <Table variant="compact" aria-label={text.tokens} gridBreakPoint="grid-md">
        <Thead>
          <Tr>
            <Th>{text.name}</Th>
            <Th>{text.may}</Th>
            <Th>{text.made}</Th>
            <Th>{text.expires}</Th>
            <Th screenReaderText={text.actions} />
          </Tr>
        </Thead>
        <Tbody>
          {tokens.map(({ name, role, createdAt, expiresAt }) => (
            <Tr key={name}>
              <Td dataLabel={text.name}>{name}</Td>
              <Td dataLabel={text.may}>{text.roles[role]}</Td>
              <Td dataLabel={text.made}>
                <Moment at={createdAt} />
              </Td>
              <Td dataLabel={text.expires}>{expiresAt === null ? text.never : <Moment at={expiresAt} />}</Td>
              <Td isActionCell>
                <RowMenu of={name} entries={[{ name: text.delete, isDanger: true, onChoose: () => setAsked(name) }]} />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {asked !== undefined && (
        <Confirm
          title={text.deleteSure(asked)}
          verb={text.delete}
          onNo={() => setAsked(undefined)}
          onYes={() => {
            setAsked(undefined)
            void perform(() => daemon.deleteToken(asked))
          }}
        >
          {text.deleteMeaning}
        </Confirm>
      )}
    </>
  )
}
