export type Mount = {
  /** Major and minor number of its block device, such as 8:1; the major number is 0 when it stands on none, or on several. */
  readonly device: string
  /** The folder of the file system that is seen at the mount point. */
  readonly folder: string
  readonly point: string
  readonly type: string
  readonly source: string
  /** Options of the file system; for cgroup these are its controllers. */
  readonly options: readonly string[]
}

/** /proc/self/mountinfo (proc_pid_mountinfo(5)). Lines that it cannot have are passed over. */
export function parseMounts(text: string): readonly Mount[] {
  return text.split('\n').flatMap((line) => {
    const [front = '', back] = line.split(' - ', 2)
    const [, , device = '', folder = '', point = ''] = front.split(' ')
    const [type, source, options = ''] = back?.split(' ') ?? []
    if (device === '' || folder === '' || point === '') return []
    if (type === undefined || source === undefined) return []
    return [
      {
        device,
        folder: unescapeOctal(folder),
        point: unescapeOctal(point),
        type,
        source: unescapeOctal(source),
        options: options.split(','),
      },
    ]
  })
}

/** The kernel writes space, tab, newline and backslash as \040 and so on. */
function unescapeOctal(text: string): string {
  return text.replaceAll(/\\([0-3][0-7]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8)))
}
