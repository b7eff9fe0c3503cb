# shellcheck shell=sh disable=SC2154,SC2016
# The packages of the lockfile, Node 24 among them. Sourced with $root set.

install_packages() {
  command -v npm >/dev/null || fail 'npm is missing. Install Node.js 20 or newer with npm, then start again.'
  say 'Installing the packages of package-lock.json with npm, Node 24 among them (about 400 MB, half a minute).'
  # The build needs the development packages, whatever NODE_ENV says.
  if ! (cd "$root" && npm ci --include=dev --include=optional --no-progress) >"$log" 2>&1; then
    say 'npm ci failed:'
    show_log '^npm (error|ERR!) [A-Za-z0-9]'
    if log_has 'ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNREFUSED|ECONNRESET|network'; then
      say 'The npm registry cannot be reached. Look at the network and at `npm config get registry`, then start again.'
    fi
    exit 1
  fi
  find_node
  # npm passes over an optional package that it could not get.
  [ -n "$node" ] || fail "There is no Node 24 for this machine ($(uname -m)). stroj runs on x86_64 and aarch64 Linux."
}
