import { accessFaults } from './access-faults.ts'
import { daemonFaults } from './daemon-faults.ts'
import { consoleFaults } from './console-faults.ts'
import type { FaultEntry } from './fault-entry.ts'
import { installFaults } from './install-faults.ts'
import { hostFaults } from './host/fault-catalogue.ts'
import { type RefusalKind, refusalHint } from './refusal.ts'
import { leftByCrash } from './left-by-crash.ts'
import { volumeFaults } from './volume-faults.ts'
import { snapshotFaults } from './snapshot-faults.ts'
import { sizeFaults } from './size-faults.ts'
import { suspendFaults } from './suspend-faults.ts'
import { temporaryFaults } from './temporary-faults.ts'
import { warmFaults } from './warm-faults.ts'

/** Every failure a person can meet. Codes are permanent; each has its page in docs/fault/ (generated). */
export const catalogue = {
  'spec.invalid': {
    status: 422,
    text: (d: { issues: readonly { path: string; message: string }[] }) =>
      `The spec is not valid: ${d.issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')}.`,
    hint: () => 'Correct the named keys; `stroj explain` and docs/spec.md describe them all.',
  },
  'spec.file-invalid': {
    status: 422,
    text: (d: { file: string; report: string }) => `The spec file ${d.file} cannot be used.\n${d.report}`,
    hint: () => 'docs/spec.md describes every key, with examples.',
  },
  'request.invalid': {
    status: 422,
    text: (d: { issues: readonly { path: string; message: string }[] }) =>
      `The request is not valid: ${d.issues.map(({ path, message }) => (path === '' ? message : `${path}: ${message}`)).join('; ')}.`,
  },
  'request.not-found': { status: 404, text: (d: { path: string }) => `There is nothing at ${d.path}.` },
  'request.malformed': {
    status: 400,
    text: (d: { reason: string }) => `The request cannot be read: ${d.reason}.`,
    hint: () => 'docs/api.md shows how requests are written.',
  },
  'request.too-large': {
    status: 413,
    text: (d: { limit: string }) => `The body of the request is larger than ${d.limit}.`,
  },
  'request.wrong-type': {
    status: 415,
    text: (d: { found: string }) => `The body of the request is ${d.found}; only application/json is taken.`,
  },
  'request.wrong-host': {
    status: 421,
    text: (d: { host: string }) => `The request is for the host "${d.host}", and this is not it.`,
    hint: () => 'On the unix socket the Host header is `localhost` or `stroj`.',
  },
  'request.foreign-origin': {
    status: 403,
    text: (d: { origin: string }) => `A page of ${d.origin} may not speak to the daemon.`,
  },
  'request.no-upgrade': {
    status: 426,
    text: (d: { path: string }) => `${d.path} is a WebSocket; ask for it with \`Upgrade: websocket\`.`,
  },
  'request.stale': {
    status: 412,
    text: (d: { name: string }) => `Instance "${d.name}" has changed since it was read.`,
    hint: () => 'Read it again and repeat the change.',
  },
  'request.reused-key': {
    status: 422,
    text: (d: { key: string }) => `The idempotency key "${d.key}" was used for a different request.`,
    hint: () => 'Use a new key for a new request.',
  },
  'instance.not-found': {
    status: 404,
    text: (d: { name: string; near?: string | undefined }) =>
      `There is no instance "${d.name}".${d.near === undefined ? '' : ` Did you mean "${d.near}"?`}`,
    hint: () => 'List them with `stroj ls`.',
  },
  'instance.exists': {
    status: 409,
    text: (d: { name: string }) => `An instance named "${d.name}" exists already.`,
    hint: (d: { name: string }) => `Choose another name, or remove it with \`stroj rm ${d.name}\`.`,
  },
  'instance.wrong-state': {
    status: 409,
    text: (d: { name: string; state: string; action: string }) =>
      `Instance "${d.name}" is ${d.state}, so it cannot be asked to ${d.action}.`,
    hint: (d: { name: string }) => `\`stroj show ${d.name}\` lists the actions that are possible now.`,
  },
  'instance.busy': {
    status: 409,
    text: (d: { name: string; action: string }) => `"${d.name}" is being changed (${d.action}).`,
    hint: () => 'Wait for that operation to end; `stroj operation ls` shows it.',
  },
  'instance.start-failed': {
    status: 502,
    text: (d: { name: string; reason: string }) => `Instance "${d.name}" did not start: ${d.reason}.`,
    hint: (d: { name: string }) => `The instance is stopped. \`stroj logs --engine ${d.name}\` has what QEMU said.`,
  },
  'instance.unresponsive': {
    status: 504,
    text: (d: { name: string; action: string }) => `QEMU of instance "${d.name}" did not answer in time (${d.action}).`,
    hint: (d: { name: string }) => `Try again, or end it with \`stroj kill ${d.name}\`.`,
  },
  ...consoleFaults,
  'instance.disk-file-missing': {
    status: 422,
    text: (d: { file: string; reason: string; kind?: RefusalKind | undefined }) =>
      `The file ${d.file} cannot be used: ${d.reason}.`,
    hint: (d: { kind?: RefusalKind | undefined }) => refusalHint(d.kind ?? 'unreadable'),
  },
  'instance.disk-too-small': {
    status: 422,
    text: (d: { disk: string; image: string }) => `A disk of ${d.disk} is smaller than the image (${d.image}).`,
    hint: () => 'Give at least the size of the image, or leave the size out.',
  },
  'instance.firmware-mismatch': {
    status: 422,
    text: (d: { firmware: string; image: string; boot: string }) =>
      `Image "${d.image}" cannot be booted with firmware ${d.firmware}; it knows ${d.boot}.`,
    hint: () => 'Leave `firmware` out to take what fits the image.',
  },
  'instance.image-architecture': {
    status: 422,
    text: (d: { image: string; has: string; arch: string }) =>
      `Image "${d.image}" is for ${d.has}, and the spec asks for a guest of ${d.arch}.`,
    hint: (d: { has: string }) =>
      `Leave \`arch\` out for a guest of ${d.has}, or take another image: \`stroj image ls\`.`,
  },
  'instance.path-too-long': {
    status: 422,
    text: (d: { path: string; bytes: number }) =>
      `The socket path ${d.path} has ${d.bytes} bytes, and Linux allows 107 (unix(7)).`,
    hint: () => 'Set XDG_RUNTIME_DIR or STROJ_HOME to a shorter path.',
  },
  'instance.port-in-use': {
    status: 409,
    text: (d: { forward: string; reason: string }) => `The port forward ${d.forward} cannot be opened: ${d.reason}.`,
    hint: () => 'Choose another host port, or stop what listens there (`ss -ltnp` shows it).',
  },
  'instance.cpu-unknown': {
    status: 422,
    text: (d: { what: 'model' | 'feature'; name: string; arch: string; near?: string | undefined }) =>
      `QEMU has no CPU ${d.what} "${d.name}" for ${d.arch}.${d.near === undefined ? '' : ` Did you mean "${d.near}"?`}`,
    hint: (d: { what: 'model' | 'feature'; arch: string }) =>
      `\`stroj host cpus --arch ${d.arch}${d.what === 'feature' ? ' --features' : ''}\` lists them.`,
  },
  'instance.change-refused': {
    status: 422,
    text: (d: { key: string; reason: string }) => `\`${d.key}\` cannot be changed: ${d.reason}.`,
  },
  ...installFaults,
  'agent.absent': {
    status: 409,
    text: (d: { name: string; image: string }) => `Instance "${d.name}" has no guest agent (image ${d.image}).`,
    hint: (d: { name: string }) => `Use \`stroj console ${d.name}\`, or install qemu-guest-agent in the guest.`,
  },
  'agent.silent': {
    status: 504,
    text: (d: { name: string; waitedMs: number }) =>
      `The guest agent of instance "${d.name}" did not answer within ${Math.round(d.waitedMs / 1000)} seconds.`,
    hint: (d: { name: string }) => `The guest may still be booting; look with \`stroj logs -f ${d.name}\`.`,
  },
  'exec.timeout': {
    status: 504,
    text: (d: { name: string; timeoutMs: number }) =>
      `The command in instance "${d.name}" ran longer than ${d.timeoutMs / 1000} seconds and was killed.`,
    hint: () => 'Give it more time with --timeout.',
  },
  'exec.not-found': {
    status: 422,
    text: (d: { name: string; command: string; reason: string }) =>
      `The guest of instance "${d.name}" could not run "${d.command}": ${d.reason}.`,
    hint: () => 'Give the full path, or check that the program is installed in the guest.',
  },
  'image.not-found': {
    status: 404,
    text: (d: { image: string; near?: string | undefined }) =>
      `There is no image "${d.image}".${d.near === undefined ? '' : ` Did you mean "${d.near}"?`}`,
    hint: () => '`stroj image ls` lists the images here and those that can be built.',
  },
  'image.ambiguous': {
    status: 409,
    text: (d: { image: string; count: number }) => `"${d.image}" is the beginning of ${d.count} digests.`,
    hint: () => 'Give more letters of the digest.',
  },
  'image.in-use': {
    status: 409,
    text: (d: { image: string; users: readonly string[] }) => `Image "${d.image}" is used by ${d.users.join(', ')}.`,
    hint: () => 'Remove those instances first.',
  },
  'image.refused': {
    status: 422,
    text: (d: { path: string; reason: string; kind?: RefusalKind | undefined }) =>
      `The file ${d.path} is refused: ${d.reason}.`,
    hint: (d: { kind?: RefusalKind | undefined }) => refusalHint(d.kind),
  },
  'image.download-failed': {
    status: 502,
    text: (d: { url: string; reason: string }) => `${d.url} could not be downloaded: ${d.reason}.`,
    hint: () => 'What came so far is kept: ask again, and it goes on from there. `stroj image prune` removes it.',
  },
  'image.download-refused': {
    status: 422,
    text: (d: { url: string; reason: string }) => `${d.url} is not downloaded: ${d.reason}.`,
    hint: () => 'A mirror in your own network is named under `downloads.allow` in the settings of the daemon.',
  },
  'image.wrong-digest': {
    status: 502,
    text: (d: { url: string; wanted: string; found: string }) =>
      `What ${d.url} sent is not what was asked for: its digest is ${d.found}, and it should be ${d.wanted}.`,
    hint: () =>
      'Nothing of it was kept. Compare the digest with what the distribution publishes, or try another mirror.',
  },
  'image.bad-signature': {
    status: 502,
    text: (d: { url: string; reason: string }) => `The signature of ${d.url} does not hold: ${d.reason}.`,
    hint: () => 'Nothing was downloaded by it. Try another mirror, or upgrade the package that has the keys.',
  },
  'image.no-medium': {
    status: 422,
    text: (d: { image: string }) => `Image "${d.image}" is a disk, and no medium for a drive.`,
    hint: () => 'Use it as `image`, or name an installation medium: `stroj image ls --available`.',
  },
  'image.build-failed': {
    status: 502,
    text: (d: { recipe: string; reason: string }) => `Image "${d.recipe}" could not be built: ${d.reason}.`,
    hint: () => 'Nothing was left behind. Mend the cause and build again with `stroj image build`.',
  },
  ...volumeFaults,
  ...accessFaults,
  ...snapshotFaults,
  ...sizeFaults,
  ...suspendFaults,
  ...warmFaults,
  ...temporaryFaults,
  ...hostFaults,
  'operation.not-found': {
    status: 404,
    text: (d: { id: string }) => `There is no operation "${d.id}".`,
    hint: () => 'List them with `stroj operation ls`.',
  },
  'operation.not-cancellable': {
    status: 409,
    text: (d: { id: string; state: string }) => `Operation "${d.id}" is ${d.state} and cannot be cancelled.`,
  },
  'operation.cancelled': {
    status: 409,
    text: (d: { kind: string; target: string; left?: string | undefined }) =>
      `The operation ${d.kind} of "${d.target}" was cancelled${d.left === undefined ? '; what it had begun has been undone' : ''}.`,
    hint: (d: { left?: string | undefined }) => d.left ?? 'Nothing is left of it.',
  },
  'operation.interrupted': {
    status: 503,
    text: (d: { kind: string; target: string }) =>
      `The daemon ended during ${d.kind} of "${d.target}"; ${leftByCrash(d.kind)}.`,
    hint: () => 'Ask for it again.',
  },
  ...daemonFaults,
  'internal.error': {
    status: 500,
    text: (d: { reference: string }) => `stroj met an error that it does not understand (reference ${d.reference}).`,
    hint: () => 'The daemon log has the details; please report it: `stroj daemon status` shows where the log is.',
  },
} as const satisfies Record<string, FaultEntry>

export type Catalogue = typeof catalogue
export type FaultCode = keyof Catalogue
