# shellcheck shell=sh disable=SC2154
# How the set-up speaks: whole sentences on stderr. What programs print goes to the log, and is shown when they fail.
# Sourced with $root set.

log=$root/.cache/setup.log

say() {
  printf 'stroj: %s\n' "$*" >&2
}

fail() {
  say "$@"
  exit 1
}

# show_log PATTERN: the lines of the log that tell why, or its end where none matches.
show_log() {
  { grep -E -e "$1" "$log" || cat "$log"; } | uniq | tail -n 12 | sed 's/^ */  /' >&2
  say "The whole output is in $log."
}

log_has() {
  grep -q -E -e "$1" "$log"
}
