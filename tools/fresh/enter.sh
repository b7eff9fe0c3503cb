#!/bin/sh
# Runs $COMMAND as $ACCOUNT in the clone inside $BOX. Called by fresh.sh in a mount and PID namespace of its own.
set -eu

mount --make-rprivate /
mount --bind "$BOX" "$BOX"
mount -t proc proc "$BOX/proc"
mount --rbind /sys "$BOX/sys"
mount --rbind /dev "$BOX/dev"
mount -t tmpfs tmpfs "$BOX/run"
mount -t tmpfs tmpfs "$BOX/tmp"

home=/root
[ "$ACCOUNT" = root ] || home=/home/$ACCOUNT
for name in http_proxy https_proxy no_proxy STROJ_SETUP CI; do
  eval "value=\${$name-}"
  # shellcheck disable=SC2154
  [ -z "$value" ] || set -- "$@" "$name=$value"
done
set -- "HOME=$home" "USER=$ACCOUNT" "TERM=${TERM:-dumb}" LANG=C.UTF-8 \
  NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin "$@"

# No chroot(2) alone: whoever is in one may not make user namespaces, and a real system may.
mkdir -p "$BOX/.outside"
cd "$BOX"
pivot_root . .outside
umount -l /.outside
# Not exec: the first process of the namespace must outlive the command, and reap what it leaves.
env -i "$@" setpriv --reuid "$ACCOUNT" --regid "$ACCOUNT" --init-groups sh -c "cd $home/stroj && $COMMAND"
