# shellcheck shell=bash
# Debian packages, for the scripts beside this folder; sourced, not run.

APT_LOG=${APT_LOG:-/tmp/parley-apt.log}
LOCK_WAIT_S=600 # another installation on the same machine may take minutes

on_debian_as_root() { [ "$(id -u)" = 0 ] && [ -e /etc/debian_version ]; }

apt_quietly() {
  DEBIAN_FRONTEND=noninteractive apt-get -q -y -o "DPkg::Lock::Timeout=$LOCK_WAIT_S" "$@" \
    </dev/null >>"$APT_LOG" 2>&1
}

# Refreshing the package lists takes a lock that apt does not wait for by itself.
apt_update() {
  local tries
  for tries in 1 2 3 4 5; do
    apt_quietly update && return
    sleep $((tries * 2))
  done
  tail -n 20 "$APT_LOG" >&2
  return 1
}

# A package's service must not start by itself: the tests start the program on ports of their own.
without_services() {
  local policy=/usr/sbin/policy-rc.d status=0
  [ -e "$policy" ] && { "$@"; return; }
  printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod +x "$policy"
  "$@" || status=$?
  rm -f "$policy"
  return "$status"
}

install_packages() {
  echo "Installing: $*"
  without_services apt_quietly install --no-install-recommends "$@" && return
  # The lists may be absent (a fresh container) or stale (a version that is gone).
  apt_update && without_services apt_quietly install --no-install-recommends "$@" && return
  tail -n 20 "$APT_LOG" >&2
  return 1
}
