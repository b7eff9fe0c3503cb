import { formatBytes } from '../../../kit/bytes.ts'
import type { HostCheck } from '../../../model/host/report.ts'
import { findDebianMirror } from './apt-sources.ts'
import type { Circumstances } from './circumstances.ts'
import { install } from './install.ts'
import { judgeOf } from '../../../model/host/judge.ts'

const { ok, warning, missing } = judgeOf('images')

const gibibyte = 2 ** 30
/** A Debian image takes about 1 GiB while it is built, and as much as its guest writes afterwards. */
const usefulFreeBytes = 4 * gibibyte
const leastFreeBytes = gibibyte / 2
/** sun_path has 108 bytes with its final zero (unix(7)). */
const longestSocketBytes = 107

/** What builds images, and where everything is kept. */
export function imageChecks(circumstances: Circumstances): readonly HostCheck[] {
  return [
    bootstrap(circumstances),
    packages(circumstances),
    rights(circumstances),
    space(circumstances),
    sockets(circumstances),
  ]
}

function bootstrap({ hasMmdebstrap }: Circumstances): HostCheck {
  if (hasMmdebstrap) return ok('mmdebstrap', 'found', 'The image `debian` can be built.')
  return missing('mmdebstrap', 'not found', 'The image `debian` cannot be built.', {
    fix: install('mmdebstrap'),
    change: 'tools',
  })
}

function packages({ hasApt, debianKeyring, aptSources }: Circumstances): HostCheck {
  const name = 'Debian packages'
  if (!hasApt) return missing(name, 'apt-get not found', 'Images are built from Debian packages, which apt fetches.')
  const mirror = findDebianMirror(aptSources)
  if (!debianKeyring) {
    const meaning = 'Debian packages cannot be verified, so no image is built.'
    return missing(name, 'the keys of Debian are not here', meaning, {
      fix: install('debian-archive-keyring'),
      change: null,
    })
  }
  if (mirror !== undefined) return ok(name, mirror, 'Images are built from the mirror that apt is configured with.')
  return ok(name, 'apt knows no Debian mirror', 'Images are built from http://deb.debian.org/debian.')
}

function rights({ isRoot, user, users }: Circumstances): HostCheck {
  const name = 'building'
  if (isRoot) return ok(name, 'as root', 'Images are built in namespaces of their own.')
  if (!users.namespaces) {
    const fix = 'sudo sysctl kernel.unprivileged_userns_clone=1 user.max_user_namespaces=10000'
    return missing(name, 'no user namespaces', 'This kernel denies them to ordinary users, so no image is built.', {
      fix,
      change: 'user-namespaces',
    })
  }
  if (!users.newuidmap)
    return missing(name, 'newuidmap not found', 'Without it only root can build images.', {
      fix: install('uidmap'),
      change: 'tools',
    })
  if (users.ranges) return ok(name, `as ${user}, without root`, 'Images are built in a user namespace.')
  const meaning = `User ${user} has no range in /etc/subuid and /etc/subgid, so no image is built.`
  const fix = `sudo usermod --add-subuids 100000-165535 --add-subgids 100000-165535 ${user}`
  return missing(name, 'no subordinate users', meaning, { fix, change: 'subordinate-ids' })
}

function space({ stateFolder, freeBytes }: Circumstances): HostCheck {
  const found = `${formatBytes(freeBytes)} free in ${stateFolder}`
  const meaning = 'Images and disks lie there; a guest whose disk cannot grow is paused.'
  if (freeBytes >= usefulFreeBytes) return ok('disk space', found, meaning)
  const tell = freeBytes >= leastFreeBytes ? warning : missing
  return tell('disk space', found, `${meaning} Free some space, or set STROJ_HOME to another disk.`, {
    fix: 'stroj image ls',
    change: null,
  })
}

function sockets({ longestSocketPath }: Circumstances): HostCheck {
  const bytes = new TextEncoder().encode(longestSocketPath).length
  const found = longestSocketPath.replace(/\/i\/x+\/.*$/, '')
  if (bytes <= longestSocketBytes) return ok('sockets', found, 'The path is short enough for unix sockets.')
  const meaning = `Socket paths in it have up to ${bytes} bytes, and Linux allows ${longestSocketBytes}.`
  return missing('sockets', found, `${meaning} Set XDG_RUNTIME_DIR or STROJ_HOME to a shorter path.`)
}
