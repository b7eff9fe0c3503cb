/** Milliseconds of repeated runs, in the order they were made. */
export type Runs = readonly number[]

/** The value below which `share` of the runs lie (nearest rank). */
export function percentile(runs: Runs, share: number): number {
  const sorted = runs.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

export type Measure = { readonly name: string; readonly runs: Runs }

/** A table of one comparison; the ratio is of medians against the first row, all from one run of the program. */
export function table(title: string, counted: string, measures: readonly Measure[]): string {
  const [base] = measures
  const rows = measures.map(({ name, runs }) => {
    const p50 = percentile(runs, 0.5)
    const ratio = base ? p50 / percentile(base.runs, 0.5) : 1
    return [
      name,
      String(runs.length),
      ...[Math.min(...runs), p50, percentile(runs, 0.99)].map(ms),
      `${ratio.toFixed(2)} x`,
    ]
  })
  return `${title}\n  counted: ${counted}\n${align([['', 'runs', 'min', 'p50', 'p99', 'p50 over the first'], ...rows])}\n`
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`
}

function align(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map(
      (row) =>
        `  ${row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ')}`,
    )
    .join('\n')
}

/** How long one call takes, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
