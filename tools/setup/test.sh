#!/bin/sh
# `npm test` on a fresh clone: sets up what is missing, then runs every gate and every test; `npm run test:lab` only the lab, `test:web` only the web app, `test:crash` every crash point.
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
sh "$root/tools/setup/setup.sh" test || exit
. "$root/tools/setup/needs.sh"
find_node
cd "$root" && exec "$node" tools/check/check.ts "$@"
