import { Card, CardBody, CardTitle, Label, LabelGroup } from '@patternfly/react-core'
import { lazy, Suspense } from 'react'
import type { Instance } from '../../model/instance.ts'
import { useUsage } from '../data/use-usage.ts'
import { Facts } from '../parts/facts.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { Moment } from '../parts/time.tsx'
import { Loading } from '../parts/loading.tsx'
import { confinementText } from '../text/confinement.ts'
import { forkText } from '../text/fork.ts'
import { insideText } from '../text/inside.ts'
import { instanceText } from '../text/instance.ts'
import { partsText } from '../text/parts.ts'
import { standingText } from '../text/standing.ts'
import { useSaid, useText } from '../text/use-text.ts'
import { Confined } from './confined.tsx'
import { Lifetime, Parking } from './standing.tsx'
import { PendingChanges } from './pending-changes.tsx'
import { RecentNews } from './recent-news.tsx'

const Charts = lazy(() => import('../chart/charts.tsx').then(({ Charts: it }) => ({ default: it })))

/** What it is, what waits, how it is doing, and what happened to it. */
export function InstanceOverview({ instance }: { readonly instance: Instance }) {
  const { page } = useText(instanceText)
  const { charts } = useText(insideText)
  const isMeasured = useUsage() !== undefined
  return (
    <>
      {instance.pending.length > 0 && <PendingChanges pending={instance.pending} />}
      <div className="app-columns app-gap">
        <div>
          <Card>
            <CardTitle component="h2">{page.about}</CardTitle>
            <CardBody>
              <About instance={instance} />
            </CardBody>
          </Card>
        </div>
        <div>
          {isMeasured && (
            <Card>
              <CardTitle component="h2">{charts.title}</CardTitle>
              <CardBody>
                <Suspense fallback={<Loading />}>
                  <Charts instance={instance} />
                </Suspense>
              </CardBody>
            </Card>
          )}
          <RecentNews name={instance.name} />
        </div>
      </div>
    </>
  )
}

function About({ instance }: { readonly instance: Instance }) {
  const { page } = useText(instanceText)
  const { bytesText } = useNumbers()
  const { yes, no, none } = useText(partsText)
  const confined = useText(confinementText)
  const standing = useText(standingText)
  const words = useText(forkText)
  const { spec, state, image, addresses, devices } = instance
  const labels = Object.entries(spec.labels)
  return (
    <Facts
      facts={[
        'since' in state && [page.since, <Moment key="since" at={state.since} />],
        [page.acceleration, <Acceleration key="acceleration" instance={instance} />],
        instance.confinement !== null && [
          confined.title,
          <Confined key="confinement" confinement={instance.confinement} />,
        ],
        [page.cpus, spec.cpus.count],
        [page.memory, bytesText(spec.memory)],
        [page.image, image?.name ?? none],
        instance.disk !== undefined && [words.disk, <DiskUse key="disk" disk={instance.disk} />],
        [page.architecture, `${instance.arch}, ${instance.machineType}`],
        [page.addresses, addresses.length > 0 ? <Plain key="addresses" texts={addresses} /> : page.noAddresses],
        devices.length > 0 && [
          page.devices,
          <Plain
            key="devices"
            texts={devices.map((device) => (device.kind === 'pci' ? device.address : device.port))}
          />,
        ],
        instance.expiresAt !== null && [standing.stays, <Lifetime key="stays" instance={instance} />],
        spec.park !== undefined && [standing.park, <Parking key="park" instance={instance} />],
        [page.autostart, spec.autostart ? yes : no],
        [page.restart, page.restartPolicy[spec.restart]],
        labels.length > 0 && [
          page.labels,
          <LabelGroup key="labels" numLabels={20}>
            {labels.map(([key, value]) => (
              <Label key={key} variant="outline">
                {value === '' ? key : `${key}=${value}`}
              </Label>
            ))}
          </LabelGroup>,
        ],
        [page.created, <Moment key="created" at={instance.createdAt} />],
      ]}
    />
  )
}

/** What goes when it is deleted, and what stays with others. */
function DiskUse({ disk: { ownBytes, sharedBytes } }: { readonly disk: NonNullable<Instance['disk']> }) {
  const text = useText(forkText)
  const { bytesText } = useNumbers()
  const own = bytesText(ownBytes)
  return sharedBytes === 0 ? text.diskOwn(own) : text.diskOf(own, bytesText(sharedBytes))
}

function Acceleration({ instance: { acceleration } }: { readonly instance: Instance }) {
  const { page } = useText(instanceText)
  const say = useSaid()
  if (acceleration === null) return page.notRunning
  return (
    <>
      {page[acceleration.kind]}
      <p className="app-hint">
        {say(acceleration.reason)}. {acceleration.isolation === 'none' && page.isolationNone}
      </p>
    </>
  )
}

/** Each on a line of its own. What a guest says of itself is shown as text and nothing else. */
function Plain({ texts }: { readonly texts: readonly string[] }) {
  return texts.map((text) => <div key={text}>{text}</div>)
}
