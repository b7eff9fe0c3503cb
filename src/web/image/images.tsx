import { CubesIcon } from '@patternfly/react-icons/dist/esm/icons/cubes-icon'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Image } from '../../model/image.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { RunningOperations } from '../operation/running-operations.tsx'
import { ActButton } from '../parts/act-button.tsx'
import { Answer } from '../parts/answer.tsx'
import { Nothing } from '../parts/nothing.tsx'
import { Screen } from '../parts/screen.tsx'
import { storeText } from '../text/store.ts'
import { useText } from '../text/use-text.ts'
import { ImageTable } from './image-table.tsx'
import { ImportImage } from './import-image.tsx'
import { Obtainable } from './obtainable.tsx'
import { WarmImages } from './warm-images.tsx'

export function Images() {
  const text = useText(storeText)
  const daemon = useDaemon()
  const answer = useQuery(read.images(daemon))
  const [isImporting, setIsImporting] = useState(false)
  return (
    <Screen
      title={text.images}
      lead={text.imagesLead}
      actions={
        <ActButton isPrimary onClick={() => setIsImporting(true)}>
          {text.import}
        </ActButton>
      }
    >
      <RunningOperations noun="image" />
      <Answer of={answer}>
        {({ images, recipes, catalog }) => (
          <>
            {images.length === 0 ? (
              <Nothing title={text.noImages} icon={CubesIcon}>
                {text.noImagesMeaning}
              </Nothing>
            ) : (
              <ImageTable images={images} />
            )}
            {images.length > 0 && <WarmImages />}
            <Obtainable
              title={text.recipes}
              verb={text.build}
              items={recipes.filter(({ name }) => !isHere(images, name))}
              wishFor={(name) => ({ kind: 'build', recipe: name })}
            />
            <Obtainable
              title={text.catalog}
              verb={text.pull}
              items={catalog.filter(({ name }) => !isHere(images, name))}
              wishFor={(name) => ({ kind: 'pull', from: name })}
            />
          </>
        )}
      </Answer>
      {isImporting && <ImportImage close={() => setIsImporting(false)} />}
    </Screen>
  )
}

function isHere(images: readonly Image[], name: string): boolean {
  return images.some(({ names }) => (names as readonly string[]).includes(name))
}
