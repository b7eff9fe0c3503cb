# shellcheck shell=sh disable=SC2086,SC2154,SC2016
# QEMU and the other programs, through apt. Sourced with $root set, after needs.sh and say.sh.

# install_system COMMAND
install_system() {
  find_missing_packages "$1"
  # One package may bring several of the things that are missing.
  missing=$(printf '%s\n' $missing | sort -u | tr '\n' ' ')
  command -v apt-get >/dev/null || say_by_hand
  say "Missing on this system: ${missing% }."
  become_root
  say "Installing with apt-get${as_root:+, as root through sudo} (a minute or two)."
  : >"$log"
  lists_are_new=
  has_package_lists || update_lists
  try_install || { heal && try_install; } || say_why_apt_failed
  find_missing_packages "$1"
  [ -z "$missing" ] || fail "apt-get ended well, and yet these are missing:$missing. The log is $log."
}

say_by_hand() {
  say 'This is no Debian or Ubuntu, so nothing is installed for you. These are needed (program or file, Debian package):'
  printf '%s' "$system_needs" | sed -n 's/^./  &/p' >&2
  fail 'Install them, or set STROJ_SETUP=skip to go on without. `./stroj doctor` then shows what works.'
}

# Sets $as_root to what must stand before a command that needs root.
become_root() {
  as_root=
  [ "$(id -u)" != 0 ] || return 0
  command -v sudo >/dev/null || fail "Run this as root, then start again: $(by_hand)"
  as_root='sudo -n'
  sudo -n true 2>/dev/null && return
  as_root=sudo
  { [ -t 0 ] && [ -t 2 ]; } || fail "Run this, then start again: $(by_hand)"
}

by_hand() {
  sudo=${as_root:+sudo }
  printf '%s' "${sudo}apt-get update && ${sudo}apt-get install --no-install-recommends ${missing% }"
}

apt() {
  # -n would be lost in a quoted word, so $as_root is split on purpose.
  $as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get --yes --no-install-recommends \
    -o DPkg::Lock::Timeout=120 -o Acquire::Retries=2 -o Acquire::http::Timeout=20 -o Acquire::https::Timeout=20 "$@"
}

has_package_lists() {
  for list in /var/lib/apt/lists/*_Packages*; do
    [ ! -e "$list" ] || return 0
  done
  return 1
}

update_lists() {
  say 'Reading the package lists (apt-get update).'
  # A foreign source that fails is no reason to stop: whether ours were read, the installation shows.
  apt update >>"$log" 2>&1 || true
  lists_are_new=yes
}

# apt tells its progress on stdout among its other output, since sudo closes every other descriptor.
try_install() {
  status=$root/.cache/setup.status
  rm -f "$status"
  { apt -o APT::Status-Fd=1 install $missing 2>&1 && : >"$status"; } | log_and_show_progress
  [ -e "$status" ] && rm -f "$status"
}

log_and_show_progress() {
  while IFS= read -r line; do
    case $line in
      dlstatus:*) show_progress 'fetching  ' "${line#dlstatus:*:}" ;;
      pmstatus:*) show_progress 'installing' "${line#pmstatus:*:}" ;;
      *) printf '%s\n' "$line" >>"$log" ;;
    esac
  done
  [ ! -t 2 ] || printf '\r\033[K' >&2
}

# show_progress VERB [ARCHITECTURE:]PERCENT:TEXT: keeps one line on a terminal up to date.
show_progress() {
  [ -t 2 ] || return 0
  case $2 in [a-z]*:*) set -- "$1" "${2#*:}" ;; esac
  printf '\r\033[K  %s %3s %%  %.60s' "$1" "${2%%.*}" "${2#*:}" >&2
}

# Mends what makes a first try fail: an installation that was cut off, lists that are out of date. False when it is neither.
heal() {
  if log_has 'dpkg --configure -a'; then
    say 'An earlier installation was cut off; finishing it (dpkg --configure -a).'
    $as_root env DEBIAN_FRONTEND=noninteractive dpkg --configure -a >>"$log" 2>&1
  elif log_has '--fix-broken'; then
    say 'An earlier installation was cut off; finishing it (apt-get --fix-broken install).'
    apt --fix-broken install >>"$log" 2>&1
  elif [ -z "$lists_are_new" ]; then
    update_lists
  else
    return 1
  fi
}

unreachable='Could not resolve|Temporary failure resolving|Could not connect|Connection (timed out|refused|failed)|Network is unreachable'

say_why_apt_failed() {
  say 'apt-get could not install them:'
  if log_has "$unreachable"; then
    show_log "$unreachable"
    say 'The Debian mirror cannot be reached. Look at the network and at the apt sources of this host, then start again.'
  elif log_has 'No space left|enough free space'; then
    show_log 'No space left|enough free space'
    say 'The disk is full. The packages need about 400 MB under /usr.'
  else
    show_log '^E:'
  fi
  fail "By hand: $(by_hand)"
}
