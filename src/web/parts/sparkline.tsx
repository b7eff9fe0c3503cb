const width = 48
const height = 18

/** The shape of the last values; what they are now stands beside it as text. `most` is the top of the scale. */
export function Sparkline({ values, most }: { readonly values: readonly number[]; readonly most?: number }) {
  if (values.length < 2) return <svg className="app-spark" width={width} height={height} aria-hidden="true" />
  const top = most ?? Math.max(...values, 1e-9)
  const points = values.map((value, index) => {
    const x = (index / (values.length - 1)) * width
    const y = height - 1.5 - (Math.min(value, top) / top) * (height - 3)
    return `${x.toFixed(1)},${y.toFixed(1)}`
  })
  return (
    <svg className="app-spark" width={width} height={height} aria-hidden="true">
      <polyline points={points.join(' ')} />
    </svg>
  )
}
