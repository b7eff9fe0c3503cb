const meanings: Readonly<Record<string, string>> = {
  'versions.yaml': 'versions of stroj, its daemon and Node.js',
  'daemon.yaml': 'the daemon, and where its files are',
  'doctor.txt': 'what stroj found on this host, and what mends it',
  'host.yaml': 'the same for programs, with the facts',
  'settings.yaml': 'the settings of the daemon; of URLs the host only',
  'operations.yaml': 'the last operations',
  'events.yaml': 'the last events since the daemon was started',
  'images.yaml': 'images',
  'volumes.yaml': 'volumes',
  'pools.yaml': 'pools',
  'warm.yaml': 'guests that are kept warm',
  'usage.yaml': 'what instances use now',
  'files.txt': 'names, sizes, owners and modes of the files of the daemon',
  'daemon.log': 'the end of the log of the daemon',
  'troubles.txt': 'what could not be found out, and why',
  'instance.yaml': 'an instance and its spec',
  'snapshots.yaml': 'its snapshots',
  'command.txt': 'the command line of its QEMU, one word a line',
  'start.yaml': 'what its next start would run',
  'engine.log': 'the end of what QEMU said',
}

/** What one file of a bundle is, by the last part of its path. */
export function meaningOf(path: string): string {
  return meanings[path.slice(path.lastIndexOf('/') + 1)] ?? ''
}

export function readmeText(paths: readonly string[]): string {
  const width = Math.max(...paths.map(({ length }) => length), 0)
  const lines = paths.map((path) => `  ${path.padEnd(width)}  ${meaningOf(path)}`)
  return `This is what \`stroj support bundle\` has gathered for a report of a problem.

${lines.join('\n')}

Not in it: what guests print, their disks and memory, passphrases, tokens and keys. "(removed)" stands where a spec has a
hash of a password, a line for the shell of a guest, an SSH key, a label, an argument of a kernel that is not known to be
harmless, or the rest of a URL; and where the same, or what looks like it, was found anywhere else. What stays are names of
instances, users, files and devices, and addresses of this host. Read it before you give it to somebody.
`
}
