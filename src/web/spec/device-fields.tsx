import { useQuery } from '@tanstack/react-query'
import { useDaemon } from '../data/daemon.ts'
import { read } from '../data/read.ts'
import { specText } from '../text/spec.ts'
import { useText } from '../text/use-text.ts'
import { RowsField } from './rows-field.tsx'

/** Network cards, further disks and devices of the host. */
export function DeviceFields() {
  const text = useText(specText)
  const daemon = useDaemon()
  const volumes = useQuery(read.volumes(daemon)).data?.items ?? []
  return (
    <>
      <RowsField
        name="nics"
        label={text.nics}
        add={text.addNic}
        standard={[{ network: 'user' }]}
        fresh={{ network: 'user' }}
        columns={[
          { key: 'network', label: text.network, options: ['user', 'isolated', 'sriov'] },
          { key: 'model', label: text.card, options: ['virtio', 'e1000e'] },
          { key: 'forward', label: text.forward, isList: true, example: '8080:80' },
          { key: 'mac', label: text.mac, example: '52:54:00:12:34:56' },
          { key: 'device', label: text.vfCard, example: '0000:03:00.0', when: ({ network }) => network === 'sriov' },
        ]}
      />
      <RowsField
        name="disks"
        label={text.disks}
        add={text.addDisk}
        standard={[]}
        fresh={{ size: '10GiB' }}
        columns={[
          { key: 'size', label: text.diskSize, example: '10GiB' },
          { key: 'volume', label: text.volume, options: volumes.map(({ name }) => name) },
          { key: 'file', label: text.file, example: '/srv/disk.qcow2' },
          { key: 'format', label: text.format, options: ['qcow2', 'raw'], when: ({ file }) => file !== undefined },
          { key: 'bus', label: text.bus, options: ['virtio', 'nvme'] },
        ]}
      />
      <RowsField
        name="hostdevs"
        label={text.hostdevs}
        add={text.addHostdev}
        standard={[]}
        fresh={{}}
        columns={[
          { key: 'pci', label: text.pci, example: '0000:03:00.0' },
          { key: 'usb', label: text.usb, example: '046d:c52b' },
        ]}
      />
    </>
  )
}
