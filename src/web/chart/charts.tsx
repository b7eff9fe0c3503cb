import { ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Instance } from '../../model/instance.ts'
import type { UsageSample } from '../../model/usage.ts'
import { useDaemon } from '../data/daemon.ts'
import { useIsLive } from '../data/live.tsx'
import { Answer } from '../parts/answer.tsx'
import { useNumbers } from '../parts/use-numbers.ts'
import { insideText } from '../text/inside.ts'
import { useText } from '../text/use-text.ts'
import { TimeChart } from './time-chart.tsx'

const spans = [600, 3600, 86_400, 604_800] as const
type Span = (typeof spans)[number]

/** Samples of a longer time come more seldom. In milliseconds. */
const everyMs: Readonly<Record<Span, number>> = { 600: 2000, 3600: 10_000, 86_400: 60_000, 604_800: 300_000 }

/** What an instance has used of the host, over the time that is chosen. */
export function Charts({ instance }: { readonly instance: Instance }) {
  const { charts: text } = useText(insideText)
  const daemon = useDaemon()
  const isLive = useIsLive()
  const [span, setSpan] = useState<Span>(600)
  const answer = useQuery({
    queryKey: ['usage', instance.name, span],
    queryFn: ({ signal }) => daemon.instanceUsage(instance.name, { span, signal }),
    refetchInterval: isLive ? everyMs[span] : false,
  })
  return (
    <>
      <ToggleGroup aria-label={text.span} isCompact className="app-gap">
        {spans.map((one) => (
          <ToggleGroupItem key={one} text={text.spans[one]} isSelected={span === one} onChange={() => setSpan(one)} />
        ))}
      </ToggleGroup>
      <Answer of={answer}>
        {({ items }) =>
          items.length === 0 ? <p>{text.none}</p> : <Four samples={items} span={span} memory={instance.spec.memory} />
        }
      </Answer>
    </>
  )
}

function Four({
  samples,
  span,
  memory,
}: {
  readonly samples: readonly UsageSample[]
  readonly span: Span
  readonly memory: number
}) {
  const { charts: text } = useText(insideText)
  const { bytesText, percentText, rateText } = useNumbers()
  const pick = (key: Exclude<keyof UsageSample, 'at'>) => samples.map((sample) => sample[key])
  const times = samples.map(({ at }) => Date.parse(at) / 1000)
  return (
    <div className="app-charts">
      <TimeChart
        title={text.cpu}
        times={times}
        span={span}
        format={percentText}
        series={[{ name: text.cpu, values: pick('cpuPercent') }]}
      />
      <TimeChart
        title={text.memory}
        times={times}
        span={span}
        format={bytesText}
        most={memory}
        isBinary
        series={[{ name: text.memory, values: pick('memoryBytes') }]}
      />
      <TimeChart
        title={text.disk}
        isBinary
        times={times}
        span={span}
        format={rateText}
        series={[
          { name: text.read, values: pick('diskReadBytesPerSecond') },
          { name: text.written, values: pick('diskWriteBytesPerSecond') },
        ]}
      />
      {/* The guest counts what goes over its network, and may have nothing that tells. */}
      <TimeChart
        title={text.network}
        isBinary
        times={times}
        span={span}
        format={rateText}
        series={[
          { name: text.received, values: pick('netReceivedBytesPerSecond') },
          { name: text.sent, values: pick('netSentBytesPerSecond') },
        ]}
      />
    </div>
  )
}
