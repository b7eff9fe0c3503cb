import 'uplot/dist/uPlot.min.css'
import { use, useEffect, useRef } from 'react'
import uPlot from 'uplot'
import { PreferencesContext } from '../app/preferences.tsx'
import { insideText } from '../text/inside.ts'
import { partsText } from '../text/parts.ts'
import { useText } from '../text/use-text.ts'

type Series = { readonly name: string; readonly values: readonly (number | null)[] }
type Props = {
  readonly title: string
  /** Seconds since 1970. */
  readonly times: readonly number[]
  /** How far back it goes, in seconds. */
  readonly span: number
  readonly series: readonly Series[]
  readonly format: (value: number) => string
  /** Top of the scale; by default what the values need. */
  readonly most?: number
  /** Whether units are powers of 1024. */
  readonly isBinary?: boolean
}

const height = 170
const colours = ['--app-line-1', '--app-line-2']

/** Curves over time. What they say last and at most stands below as text, for those who do not see them. */
export function TimeChart({ title, times, span, series, format, most, isBinary = false }: Props) {
  const { charts: text } = useText(insideText)
  const { theme, language } = use(PreferencesContext)
  const { unknown } = useText(partsText)
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(undefined)
  const names = series.map(({ name }) => name).join('\n')
  useEffect(() => {
    if (!place.current) return
    const drawn = new uPlot(
      optionsOf({ place: place.current, names: names.split('\n'), format, most, isBinary, span, language }),
      [[]],
      place.current,
    )
    chart.current = drawn
    const resizes = new ResizeObserver(([entry]) => {
      drawn.setSize({ width: Math.max(200, entry?.contentRect.width ?? 0), height })
    })
    resizes.observe(place.current)
    return () => {
      resizes.disconnect()
      drawn.destroy()
    }
  }, [names, format, most, theme, isBinary, span, language])
  useEffect(() => {
    const last = times.at(-1) ?? 0
    chart.current?.setData([[...times], ...series.map(({ values }) => [...values])])
    chart.current?.setScale('x', { min: last - span, max: last })
  }, [times, series, span, names, format, most, theme, isBinary, language])
  const summaryOf = (name: string, values: Series['values']) => {
    const known = values.filter((value) => value !== null)
    const words = known.length === 0 ? unknown : format(known.at(-1) ?? 0)
    return text.summary(name, words, known.length === 0 ? unknown : format(Math.max(...known)))
  }
  return (
    <figure>
      <figcaption>{title}</figcaption>
      <div ref={place} aria-hidden="true" />
      <p className="app-hint">
        {series.map(({ name, values }, index) => (
          <span key={name} className={`app-legend app-legend-${index + 1}`}>
            {summaryOf(name, values)}
          </span>
        ))}
      </p>
    </figure>
  )
}

type Drawing = {
  readonly place: HTMLElement
  readonly names: readonly string[]
  readonly format: (value: number) => string
  readonly most: number | undefined
  readonly isBinary: boolean
  readonly span: number
  readonly language: string
}

const powersOfTwo = Array.from({ length: 50 }, (_, power) => 2 ** power)
const daySeconds = 86_400

function optionsOf({ place, names, format, most, isBinary, span, language }: Drawing): uPlot.Options {
  const style = getComputedStyle(place)
  const colour = (name: string) => style.getPropertyValue(name).trim()
  const axis = {
    stroke: colour('--app-axis'),
    grid: { stroke: colour('--app-grid'), width: 1 },
    ticks: { stroke: colour('--app-grid'), width: 1 },
    font: `12px ${style.fontFamily}`,
  }
  return {
    width: Math.max(200, place.clientWidth),
    height,
    legend: { show: false },
    cursor: { y: false, points: { size: 6 } },
    scales: { x: { time: true }, y: { range: (_, _min, max) => [0, most ?? Math.max(max, 1e-9) * 1.1] } },
    axes: [
      { ...axis, space: 70, values: (_, ticks) => ticks.map((tick) => timeText(tick, span, language)) },
      {
        ...axis,
        size: 72,
        values: (_, ticks) => ticks.map(format),
        ...(isBinary && { incrs: powersOfTwo }),
      },
    ],
    series: [
      {},
      ...names.map((label, index) => ({
        label,
        stroke: colour(colours[index] ?? '--app-line-1'),
        width: 1.5,
        points: { show: false },
      })),
    ],
  }
}

function timeText(seconds: number, span: number, language: string): string {
  const date = new Date(seconds * 1000)
  return span > daySeconds
    ? date.toLocaleDateString(language, { day: 'numeric', month: 'short' })
    : date.toLocaleTimeString(language, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
}
