import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useState } from 'react'
import type { Image } from '../../model/image.ts'
import { useDaemon } from '../data/daemon.ts'
import { usePerform } from '../data/use-perform.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { RowMenu } from '../parts/row-menu.tsx'
import { Ago } from '../parts/time.tsx'
import { UsedBy } from '../parts/used-by.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { warmText } from '../text/warm.ts'
import { KeepWarm } from './keep-warm.tsx'

export function ImageTable({ images }: { readonly images: readonly Image[] }) {
  const text = useText(storeText)
  const { bytesText } = useNumbers()
  const { keep } = useText(warmText)
  const daemon = useDaemon()
  const { perform } = usePerform()
  const [asked, setAsked] = useState<Image>()
  const [warmed, setWarmed] = useState<Image>()
  const nameOf = (image: Image) => image.names[0] ?? text.unnamed
  return (
    <>
      <Table variant="compact" aria-label={text.images} gridBreakPoint="grid-lg">
        <Thead>
          <Tr>
            <Th modifier="nowrap">{text.name}</Th>
            <Th modifier="nowrap">{text.os}</Th>
            <Th modifier="nowrap">{text.architecture}</Th>
            <Th modifier="nowrap">{text.size}</Th>
            <Th modifier="nowrap">{text.onHost}</Th>
            <Th modifier="nowrap">{text.usedBy}</Th>
            <Th modifier="nowrap">{text.created}</Th>
            <Th screenReaderText={text.actions} />
          </Tr>
        </Thead>
        <Tbody>
          {images.map((image) => (
            <Tr key={image.digest}>
              <Td dataLabel={text.name}>
                <strong>{nameOf(image)}</strong>
                {image.names.length > 1 && <span className="app-hint"> {image.names.slice(1).join(', ')}</span>}
                <div className="app-hint app-mono">{image.digest.slice(0, 19)}…</div>
              </Td>
              <Td dataLabel={text.os}>{image.manifest.os}</Td>
              <Td dataLabel={text.architecture}>{image.manifest.architecture}</Td>
              <Td dataLabel={text.size}>
                {image.manifest.virtualSizeBytes === 0 ? '–' : bytesText(image.manifest.virtualSizeBytes)}
              </Td>
              <Td dataLabel={text.onHost}>{bytesText(image.sizeBytes)}</Td>
              <Td dataLabel={text.usedBy}>
                <UsedBy instances={image.usedBy} />
              </Td>
              <Td dataLabel={text.created}>
                <Ago at={image.createdAt} />
              </Td>
              <Td isActionCell>
                <RowMenu
                  of={nameOf(image)}
                  entries={[
                    { name: keep, onChoose: () => setWarmed(image) },
                    { name: text.delete, isDanger: true, onChoose: () => setAsked(image) },
                  ]}
                />
              </Td>
            </Tr>
          ))}
        </Tbody>
      </Table>
      {warmed && <KeepWarm name={warmed.names[0] ?? warmed.digest} close={() => setWarmed(undefined)} />}
      {asked && (
        <Confirm
          title={text.deleteSure(nameOf(asked))}
          verb={text.delete}
          onNo={() => setAsked(undefined)}
          onYes={() => {
            setAsked(undefined)
            void perform(() => daemon.deleteImage(asked.digest))
          }}
        >
          {text.deleteImageMeaning}
        </Confirm>
      )}
    </>
  )
}
