#!/bin/sh
# Before nginx starts, runs what lies in /docker-entrypoint.d in the order of its name: *.envsh is
# sourced, *.sh is run, and one that fails stops the start.
set -e

say() { [ -n "${NGINX_ENTRYPOINT_QUIET_LOGS:-}" ] || echo "$0: $*"; }

prepare() {
  find /docker-entrypoint.d/ -follow -type f | sort -V | while read -r script; do
    if [ ! -x "$script" ]; then
      say "ignoring $script, not executable"
      continue
    fi
    # shellcheck disable=SC1090
    case "$script" in
      *.envsh) say "sourcing $script" && . "$script" ;;
      *.sh) say "running $script" && "$script" ;;
      *) say "ignoring $script" ;;
    esac
  done
}

case "${1:-}" in
  nginx | nginx-debug) prepare ;;
esac
exec "$@"
