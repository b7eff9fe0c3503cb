import { Label } from '@patternfly/react-core'
import { CircleIcon } from '@patternfly/react-icons/dist/esm/icons/circle-icon'
import { ExclamationCircleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-circle-icon'
import { ExclamationTriangleIcon } from '@patternfly/react-icons/dist/esm/icons/exclamation-triangle-icon'
import { InProgressIcon } from '@patternfly/react-icons/dist/esm/icons/in-progress-icon'
import { PauseCircleIcon } from '@patternfly/react-icons/dist/esm/icons/pause-circle-icon'
import { PlayCircleIcon } from '@patternfly/react-icons/dist/esm/icons/play-circle-icon'
import type { InstanceState } from '../../model/instance.ts'
import { instanceText } from '../text/instance.ts'
import { useText } from '../text/use-text.ts'

const looks = {
  stopped: { color: 'grey', Icon: CircleIcon },
  starting: { color: 'blue', Icon: InProgressIcon },
  running: { color: 'green', Icon: PlayCircleIcon },
  paused: { color: 'yellow', Icon: PauseCircleIcon },
  parked: { color: 'grey', Icon: PauseCircleIcon },
  suspended: { color: 'grey', Icon: PauseCircleIcon },
  stopping: { color: 'blue', Icon: InProgressIcon },
  unresponsive: { color: 'orange', Icon: ExclamationTriangleIcon },
  failed: { color: 'red', Icon: ExclamationCircleIcon },
} as const

export function StateLabel({ state }: { readonly state: InstanceState }) {
  const text = useText(instanceText)
  const { color, Icon } = looks[state.kind]
  return (
    <Label color={color} icon={<Icon />} isCompact>
      {text.state[state.kind]}
    </Label>
  )
}
