import { Card, CardBody, CardTitle, Gallery } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { Instance } from '../../model/instance.ts'
import { formatPortForward } from '../../model/port-forward.ts'
import type { DiskLimits } from '../../model/spec-devices.ts'
import { useSession } from '../app/session-gate.tsx'
import { useDaemon } from '../data/daemon.ts'
import { useIsLive } from '../data/live.tsx'
import { read } from '../data/read.ts'
import { usePerform } from '../data/use-perform.tsx'
import { Confirm } from '../parts/confirm.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { RowMenu } from '../parts/row-menu.tsx'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'
import { volumeText } from '../text/volume.ts'
import { AttachVolume } from './attach-volume.tsx'
import { LimitVolume } from './limit-volume.tsx'
import { Media } from './media.tsx'

/** What an instance stores on, what is in its drive, and how it is connected. */
export function DisksTab({ instance }: { readonly instance: Instance }) {
  const { page } = useText(instanceText)
  return (
    <Gallery hasGutter minWidths={{ default: '100%' }} className="app-gap">
      <Disks instance={instance} />
      <Media instance={instance} />
      <Card>
        <CardTitle component="h2">{page.nics}</CardTitle>
        <CardBody>
          <Nics instance={instance} />
        </CardBody>
      </Card>
    </Gallery>
  )
}

function Disks({ instance: { name, spec, image } }: { readonly instance: Instance }) {
  const { page } = useText(instanceText)
  const { bytesText } = useNumbers()
  const daemon = useDaemon()
  const { role } = useSession()
  const isLive = useIsLive()
  const { perform } = usePerform()
  const words = useText(volumeText)
  const [asked, setAsked] = useState<string>()
  const [limited, setLimited] = useState<{ readonly volume: string; readonly limits: DiskLimits | undefined }>()
  const manifest = useQuery(read.images(daemon)).data?.images.find(({ digest }) => digest === image?.digest)?.manifest
  const firstBytes = spec.disk ?? manifest?.virtualSizeBytes ?? 0
  const hasFirst = firstBytes > 0
  return (
    <Card>
      <CardTitle component="h2">{page.disks}</CardTitle>
      <CardBody>
        {!hasFirst && spec.disks.length === 0 ? (
          <p>{page.noDisks}</p>
        ) : (
          <Table variant="compact" aria-label={page.disks} gridBreakPoint="grid-md">
            <Thead>
              <Tr>
                <Th>{page.where}</Th>
                <Th>{page.size}</Th>
                <Th>{page.bus}</Th>
                <Th screenReaderText={page.detach} />
              </Tr>
            </Thead>
            <Tbody>
              {hasFirst && <FirstDisk sizeBytes={firstBytes} image={image} />}
              {spec.disks.map((disk, index) => (
                <Tr key={index}>
                  <Td dataLabel={page.where}>
                    <DiskPlace disk={disk} />
                  </Td>
                  <Td dataLabel={page.size}>{'size' in disk ? bytesText(disk.size) : '–'}</Td>
                  <Td dataLabel={page.bus}>{disk.bus}</Td>
                  <Td isActionCell>
                    {'volume' in disk && (
                      <RowMenu
                        of={disk.volume}
                        entries={[
                          {
                            name: words.limit,
                            onChoose: () => setLimited({ volume: disk.volume, limits: disk.limits }),
                          },
                          { name: page.detach, onChoose: () => setAsked(disk.volume) },
                        ]}
                      />
                    )}
                  </Td>
                </Tr>
              ))}
            </Tbody>
          </Table>
        )}
        {role === 'full' && isLive && <AttachVolume name={name} />}
        {limited && <LimitVolume instance={name} {...limited} close={() => setLimited(undefined)} />}
        {asked !== undefined && (
          <Confirm
            title={page.detachSure(asked)}
            verb={page.detach}
            isDanger={false}
            onNo={() => setAsked(undefined)}
            onYes={() => {
              setAsked(undefined)
              void perform(() => daemon.detachVolume(asked, name))
            }}
          >
            {page.detachMeaning}
          </Confirm>
        )}
      </CardBody>
    </Card>
  )
}

function FirstDisk({ sizeBytes, image }: { readonly sizeBytes: number; readonly image: Instance['image'] }) {
  const { page } = useText(instanceText)
  const { bytesText } = useNumbers()
  return (
    <Tr>
      <Td dataLabel={page.where}>
        {page.firstDisk} {image && <span className="app-hint">({image.name})</span>}
      </Td>
      <Td dataLabel={page.size}>{bytesText(sizeBytes)}</Td>
      <Td dataLabel={page.bus}>virtio</Td>
      <Td />
    </Tr>
  )
}

function DiskPlace({ disk }: { readonly disk: Instance['spec']['disks'][number] }) {
  const { page } = useText(instanceText)
  return (
    <>
      {'volume' in disk && <Link to="/volumes">{disk.volume}</Link>}
      {'file' in disk && <code>{disk.file}</code>}
      {'size' in disk && page.newDisk}
      {'limits' in disk && disk.limits && <Limits limits={disk.limits} />}
      {'readOnly' in disk && disk.readOnly && <span className="app-hint"> ({page.readOnly})</span>}
    </>
  )
}

function Limits({ limits: { iops, bytesPerSecond } }: { readonly limits: DiskLimits }) {
  const text = useText(volumeText)
  const { bytesText } = useNumbers()
  const rate = bytesPerSecond === undefined ? undefined : bytesText(bytesPerSecond)
  return <div className="app-hint">{text.limited(iops?.toString(), rate)}</div>
}

function Nics({ instance: { spec, macs } }: { readonly instance: Instance }) {
  const { page } = useText(instanceText)
  if (spec.nics.length === 0) return <p>{page.noNics}</p>
  return (
    <Table variant="compact" aria-label={page.nics} gridBreakPoint="grid-md">
      <Thead>
        <Tr>
          <Th>{page.network}</Th>
          <Th>{page.forward}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {spec.nics.map(({ network, model, forward, device }, index) => (
          <Tr key={index}>
            <Td dataLabel={page.network}>
              {model}: {page.networkKind[network]}{' '}
              <span className="app-hint">
                {device} {macs[index]}
              </span>
            </Td>
            <Td dataLabel={page.forward}>
              {forward.length === 0
                ? page.noForward
                : forward.map((one) => <div key={formatPortForward(one)}>{formatPortForward(one)}</div>)}
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}
