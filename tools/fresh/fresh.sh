#!/bin/sh
# Tries the last commit as a new user would: in a Debian 12 that has nothing but Node and npm, with a fresh clone.
#
#   npm run fresh                                 the two commands of the README, with `tiny` for the first
#   npm run fresh -- './stroj version'            these commands instead, each in a shell of its own
#   npm run fresh -- --user './stroj doctor'      as an ordinary user without sudo
#   npm run fresh -- --sudo './stroj run tiny'    as one who may sudo
#   npm run fresh -- --keep '...'                 leaves the folder, and says where it is
#
# Needs root, mmdebstrap, and a Node 20 or newer with npm on PATH. Nothing of it stays but the first system's archive, in
# .cache/fresh, which makes the next time quick. DEBIAN_MIRROR names another mirror.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}
account=root sudo='' keep=''
while [ $# -gt 0 ]; do
  case $1 in
    --user) account=ana ;;
    --sudo) account=ana sudo=yes ;;
    --keep) keep=yes ;;
    --) ;;
    *) break ;;
  esac
  shift
done
[ $# -gt 0 ] || set -- './stroj run tiny --rm -- uname -a' 'npm test'

say() { printf 'fresh: %s\n' "$*" >&2; }
[ "$(id -u)" = 0 ] || { say 'needs root, for mounts and chroot.'; exit 1; }
command -v mmdebstrap >/dev/null || { say 'needs mmdebstrap.'; exit 1; }

# Within npm scripts, PATH begins with this project's own Node; a new user has that of the system.
PATH=$(printf %s "$PATH" | tr : '\n' | grep -v node_modules | paste -s -d :)
host_node=$(command -v node)
host_npm=$(dirname "$(dirname "$(readlink -f "$(command -v npm)")")")

archive=$root/.cache/fresh/bookworm.tar
if [ ! -e "$archive" ]; then
  say "Making a Debian 12 from $mirror (half a minute, once)."
  mkdir -p "$(dirname "$archive")"
  mmdebstrap --variant=minbase --include=ca-certificates,sudo --quiet bookworm "${archive%.tar}.part.tar" "$mirror"
  mv "${archive%.tar}.part.tar" "$archive"
fi

box=$(mktemp -d "${TMPDIR:-/tmp}/stroj-fresh.XXXXXX")
[ -n "$keep" ] || trap 'rm -rf --one-file-system "$box"' EXIT
trap 'exit 130' INT TERM
tar -C "$box" -xf "$archive" --exclude='./dev/*'

install -D "$host_node" "$box/usr/local/bin/node"
mkdir -p "$box/usr/local/lib/node_modules"
cp -a "$host_npm" "$box/usr/local/lib/node_modules/npm"
ln -s ../lib/node_modules/npm/bin/npm-cli.js "$box/usr/local/bin/npm"
# What a network needs: names, proxies in the environment, certificates of the place, the registry.
cp -L /etc/resolv.conf "$box/etc/resolv.conf"
cp -L /etc/ssl/certs/ca-certificates.crt "$box/etc/ssl/certs/ca-certificates.crt"
printf 'registry=%s\ncafile=/etc/ssl/certs/ca-certificates.crt\n' "$(npm config get registry 2>/dev/null)" >"$box/etc/npmrc"

chroot "$box" useradd --create-home --shell /bin/bash ana
[ -z "$sudo" ] || echo 'ana ALL=(ALL) NOPASSWD: ALL' >"$box/etc/sudoers.d/ana"
home=$box/root
[ "$account" = root ] || home=$box/home/ana
git clone --quiet --no-hardlinks "$root" "$home/stroj"
chroot "$box" chown -R "$account:" "${home#"$box"}/stroj"

# A PID namespace of its own: when its first process ends, every daemon and guest in it ends too.
for command; do
  say "\$ $command"
  begun=$(date +%s)
  code=0
  BOX=$box ACCOUNT=$account COMMAND=$command unshare --mount --pid --fork --kill-child \
    sh "$root/tools/fresh/enter.sh" || code=$?
  say "exit code $code after $(($(date +%s) - begun)) s"
  [ "$code" = 0 ] || break
done
[ -z "$keep" ] || say "It is in $box."
exit "$code"
