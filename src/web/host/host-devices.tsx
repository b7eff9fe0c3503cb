import { Alert, Card, CardBody, CardTitle } from '@patternfly/react-core'
import { Table, Tbody, Td, Th, Thead, Tr } from '@patternfly/react-table'
import { useQuery } from '@tanstack/react-query'
import type { HostDeviceReport, JudgedPciDevice, JudgedUsbDevice } from '../../model/host/device-report.ts'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { Answer } from '../parts/answer.tsx'
import { hostText } from '../text/host.ts'
import { useSaid, useText } from '../text/use-text.ts'

/** Devices by IOMMU group, since those of a group can only be given together; and what stands in the way of each. */
export function HostDevices() {
  const text = useText(hostText)
  const daemon = useDaemon()
  return (
    <Answer of={useQuery(read.hostDevices(daemon))}>
      {(report) => (
        <>
          {!report.iommu.enabled && (
            <Alert component="p" isInline variant="info" title={text.noIommu} className="app-gap" />
          )}
          <PciGroups report={report} />
          <Card className="app-gap">
            <CardTitle component="h2">{text.usb}</CardTitle>
            <CardBody>{report.usb.length === 0 ? text.noUsb : <UsbTable devices={report.usb} />}</CardBody>
          </Card>
        </>
      )}
    </Answer>
  )
}

function PciGroups({ report: { pci } }: { readonly report: HostDeviceReport }) {
  const text = useText(hostText)
  const groups = [...Map.groupBy(pci, ({ iommuGroup }) => iommuGroup)].toSorted(
    ([one], [other]) => (one ?? Infinity) - (other ?? Infinity),
  )
  return groups.map(([id, devices]) => (
    <Card key={id} className="app-gap">
      <CardTitle component="h2">{id === null ? text.noGroup : text.group(id)}</CardTitle>
      <CardBody>
        <PciTable devices={devices} label={id === null ? text.noGroup : text.group(id)} />
      </CardBody>
    </Card>
  ))
}

function PciTable({ devices, label }: { readonly devices: readonly JudgedPciDevice[]; readonly label: string }) {
  const text = useText(hostText)
  const say = useSaid()
  return (
    <Table variant="compact" borders={false} aria-label={label} gridBreakPoint="grid-md">
      <Thead>
        <Tr>
          <Th>{text.address}</Th>
          <Th>{text.device}</Th>
          <Th>{text.driver}</Th>
          <Th>{text.forGuests}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {devices.map(({ address, ids, name, driver, uses, virtualFunctions, obstacles }) => (
          <Tr key={address}>
            <Td dataLabel={text.address} className="app-mono">
              {address}
            </Td>
            <Td dataLabel={text.device}>
              {name ?? ids}
              {uses.map((use) => (
                <div key={use} className="app-hint">
                  {say(use)}
                </div>
              ))}
              {virtualFunctions && (
                <div className="app-hint">{text.virtualFunctions(virtualFunctions.on, virtualFunctions.most)}</div>
              )}
            </Td>
            <Td dataLabel={text.driver}>{driver ?? '–'}</Td>
            <Td dataLabel={text.forGuests}>
              <Obstacles obstacles={obstacles} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}

function UsbTable({ devices }: { readonly devices: readonly JudgedUsbDevice[] }) {
  const text = useText(hostText)
  return (
    <Table variant="compact" borders={false} aria-label={text.usb} gridBreakPoint="grid-md">
      <Thead>
        <Tr>
          <Th>{text.port}</Th>
          <Th>{text.device}</Th>
          <Th>{text.forGuests}</Th>
        </Tr>
      </Thead>
      <Tbody>
        {devices.map(({ port, ids, name, obstacles }) => (
          <Tr key={port}>
            <Td dataLabel={text.port} className="app-mono">
              {port}
            </Td>
            <Td dataLabel={text.device}>{name ?? ids}</Td>
            <Td dataLabel={text.forGuests}>
              <Obstacles obstacles={obstacles} />
            </Td>
          </Tr>
        ))}
      </Tbody>
    </Table>
  )
}

function Obstacles({ obstacles }: { readonly obstacles: readonly string[] }) {
  const text = useText(hostText)
  const say = useSaid()
  if (obstacles.length === 0) return text.canBeGiven
  return obstacles.map((obstacle) => (
    <div key={obstacle} className="app-hint">
      {say(obstacle)}
    </div>
  ))
}
