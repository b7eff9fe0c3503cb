#!/bin/sh
# Sets up what is missing: the packages of the lockfile, the build, and for some commands the programs of the system.
# setup.sh [COMMAND]: for that command of stroj; `test` stands for the tests. Can be cut off at any time and run again.
# STROJ_SETUP=skip leaves the system alone.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
. "$root/tools/setup/needs.sh"
. "$root/tools/setup/say.sh"
. "$root/tools/setup/packages.sh"
. "$root/tools/setup/system.sh"

trap 'say "Interrupted. The next start goes on from here."; exit 130' INT TERM

build() {
  say 'Building stroj from its sources.'
  mkdir -p "$root/dist" && touch "$root/dist/.building"
  if ! (cd "$root" && "$node" tools/build.ts) >"$log" 2>&1; then
    say 'The build failed:'
    show_log 'error|Error'
    exit 1
  fi
  # Dated before the build began, so that a file saved meanwhile counts as newer.
  touch -r "$root/dist/.building" "$root/dist/.built" && rm -f "$root/dist/.building"
}

# One set-up at a time; whoever waited finds the work done.
mkdir -p "$root/.cache" || fail "$root cannot be written to. Run the set-up as its owner."
exec 9>"$root/.cache/setup.lock"
if command -v flock >/dev/null && ! flock -n 9; then
  say 'Another set-up is running; waiting for it.'
  flock 9
fi

# Programs started here must not hold the lock longer than this script.
{
  packages_are_current || install_packages
  build_is_current || build
  system_is_ready "${1-}" || install_system "${1-}"
} 9>&-
