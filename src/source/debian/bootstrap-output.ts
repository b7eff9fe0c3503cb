/** How many packages dpkg has set up, from all that mmdebstrap has written so far. */
export function packagesDone(output: string): number {
  return output.match(/^Setting up /gm)?.length ?? 0
}

const phases: readonly (readonly [mark: RegExp, phase: string])[] = [
  [/^I: cleaning /m, 'cleaning up'],
  [/^I: running --customize-hook/m, 'setting up the system'],
  [/^I: installing remaining /m, 'installing packages'],
  [/^I: installing essential /m, 'installing the essential packages'],
  [/^I: extracting /m, 'extracting the essential packages'],
]

/** What mmdebstrap does now, in words for people; undefined while it prepares. */
export function lastPhase(output: string): string | undefined {
  return phases.find(([mark]) => mark.test(output))?.[1]
}
