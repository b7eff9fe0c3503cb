/** One package file that apt would fetch. */
export type PackageFile = {
  readonly uri: string
  /** As apt names it in its cache; a colon in the version is written %3a. */
  readonly file: string
  readonly sizeBytes: number
  readonly sha256: string
}

/** The lines of `apt-get --print-uris -o Acquire::ForceHash=SHA256`; others are left out. */
export function parsePrintedUris(text: string): readonly PackageFile[] {
  return text.split('\n').flatMap((line) => {
    const match = /^'([^']+)' ([A-Za-z0-9.+~%_-]+\.deb) (\d+) SHA256:([0-9a-f]{64})$/.exec(line.trim())
    const [, uri, file, size, sha256] = match ?? []
    if (uri === undefined || file === undefined || sha256 === undefined) return []
    return [{ uri, file, sizeBytes: Number(size), sha256 }]
  })
}

/** `name=version`, as apt-get takes it, from a file name `name_version_architecture.deb`. */
export function packageVersion(file: string): string {
  const [name = '', version = ''] = file.split('_')
  return `${name}=${version.replaceAll('%3a', ':')}`
}

/** Percent from the last status line in a piece of apt's output (`APT::Status-Fd`), if there is one. */
export function downloadPercent(text: string): number | undefined {
  const last = [...text.matchAll(/^dlstatus:\d+:(\d+(?:\.\d+)?):/gm)].at(-1)
  return last === undefined ? undefined : Math.min(100, Number(last[1]))
}

/** Whether apt has heard anything from a mirror. */
export function hasAnswer(text: string): boolean {
  return /^(?:Get|Hit):\d+ /m.test(text)
}

/** The first complaint of apt without its marks, or its last line. */
export function complaint(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('dlstatus:'))
  const first = lines.find((line) => line.startsWith('E: ')) ?? lines.find((line) => line.startsWith('W: '))
  return (first ?? lines.at(-1) ?? 'apt-get failed without a word').replace(/^[EW]: /, '').trim()
}

/** Whether a complaint of apt means that no mirror answered, rather than that it answered wrongly. */
export function isUnreachable(stderr: string): boolean {
  return /could not (?:resolve|connect)|temporary failure resolving|unable to connect|connection (?:failed|refused|timed out|reset)|cannot initiate the connection|network is unreachable|no route to host|failed to fetch|something wicked/i.test(
    stderr,
  )
}
