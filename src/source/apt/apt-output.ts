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

/** Why a mirror did not give the first thing that it did not give, in the words of apt; else its first complaint. */
export function complaint({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }): string {
  const refusal = /^Err:\d+ (\S+).*\n {2}(.+)$/m.exec(stdout)
  if (refusal !== null) return `${refusal[1]}: ${refusal[2]}`
  const lines = stderr.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('dlstatus:'))
  const first = lines.find((line) => line.startsWith('E: ')) ?? lines.find((line) => line.startsWith('W: '))
  return (first ?? lines.at(-1) ?? 'apt-get failed without a word').replace(/^[EW]: /, '').trim()
}

const silence =
  /could not (?:resolve|connect)|failure resolving|unable to connect|connection (?:failed|refused|timed out|reset|closed)|cannot initiate the connection|network is unreachable|no route to host|something wicked|[45]\d\d {1,2}\S/i

/** Whether a complaint of apt means that a mirror did not answer, or not with what a mirror has. */
export function isUnreachable(reason: string): boolean {
  return silence.test(reason)
}

/** Whether a mirror has the release file of one day and the lists of another (apt-pkg/acquire-item.cc). */
export function isBetweenUpdates(reason: string): boolean {
  return /File has unexpected size|Hash Sum mismatch|Mirror sync in progress/.test(reason)
}
