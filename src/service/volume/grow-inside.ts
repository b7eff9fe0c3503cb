import type { ExecResult } from '../../model/instance.ts'

/**
 * What a guest runs to give the room of a disk that has grown to the file system on it: on the whole disk, or on its last
 * partition, which grows first. $1 is the serial number of the disk. It says in its last line what was done, and never
 * more than can be known: exit code 3 is "nothing to grow", 4 "a program is missing".
 */
export const growInside = `
for entry in /sys/block/*; do
  [ "$(cat "$entry/serial" 2>/dev/null)" = "$1" ] && name=\${entry##*/}
done
[ -n "$name" ] || { echo "the guest has no disk $1"; exit 3; }
target=$name
for entry in "/sys/block/$name/$name"*; do
  [ -r "$entry/partition" ] && number=$(cat "$entry/partition") && target=\${entry##*/}
done
fail() { echo "its partition could not grow"; exit 5; }
has() { command -v "$1" >/dev/null 2>&1; }
need() { has "$1" || { echo "the guest has no $1"; exit 4; }; }
need blkid
growfs=/lib/systemd/systemd-growfs
mounted=$(sed -n "s#^/dev/$target \\([^ ]*\\) .*#\\1#p" /proc/mounts | head -n 1)
type=$(blkid -o value -s TYPE "/dev/$target" 2>/dev/null)
[ -n "$type" ] || type=$(blkid "/dev/$target" 2>/dev/null | sed -n 's/.*TYPE="\\([^"]*\\)".*/\\1/p')
case $type in
  ext2|ext3|ext4) has resize2fs || [ -n "$mounted" ] && has "$growfs" || need resize2fs ;;
  xfs) need xfs_growfs ;;
  '') echo "there is no file system on it"; exit 3 ;;
  *) echo "its $type is not grown by stroj"; exit 3 ;;
esac
if [ -n "$number" ]; then
  if has growpart; then growpart "/dev/$name" "$number" >&2 || [ $? = 1 ] || fail
  else
    need sfdisk
    # The copy of a GPT lies at the old end of the disk.
    sfdisk --relocate gpt-bak-std "/dev/$name" >&2 || true
    echo ', +' | sfdisk --no-reread --force -N "$number" "/dev/$name" >&2 || fail
    partx --update --nr "$number" "/dev/$name" >&2 || fail
  fi
fi
case $type in
  xfs)
    [ -n "$mounted" ] || { echo "its xfs grows only while it is mounted"; exit 3; }
    xfs_growfs "$mounted" >&2 || { echo "xfs_growfs failed"; exit 5; } ;;
  *)
    if has resize2fs; then resize2fs "/dev/$target" >&2; else "$growfs" "$mounted" >&2; fi || { echo "resize2fs failed"; exit 5; } ;;
esac
echo "its $type on /dev/$target was grown"
`

/** The last line that the guest wrote, made harmless: all text of a guest is hostile. */
export function toldBy({ exitCode, stdout }: ExecResult): string {
  const text = new TextDecoder().decode(Uint8Array.from(atob(stdout), (character) => character.charCodeAt(0)))
  const last = text
    .trim()
    .split('\n')
    .at(-1)
    ?.replaceAll(/[^\x20-\x7e]/g, '?')
    .slice(0, 200)
  const told = last === undefined || last === '' ? `the guest ended with code ${exitCode}` : last
  return exitCode === 0 ? told : `its file system was not grown: ${told}`
}
