# shellcheck shell=bash
# Compose v2 and buildx from Debian trixie, on the release before it; sourced after apt.sh.
# The second source is the machine's own one with the release name replaced, so no address
# stands here, and its low priority keeps every other package where it is.

TRIXIE_PRIORITY=100
TRIXIE_FILES=(/etc/apt/preferences.d/parley-trixie /etc/apt/sources.list.d/parley-trixie)

release_name() { . /etc/os-release && echo "$VERSION_CODENAME"; }

# The source file that names the main archive; either format.
debian_source() {
  # grep fails where one of these does not exist, whatever it found in the others.
  { grep -lE "^(Suites:|deb ).*\b$(release_name)\b" /etc/apt/sources.list.d/*.sources \
    /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null || true; } | head -n 1
}

add_trixie() {
  local source
  [ "$(release_name)" = trixie ] && return
  source=$(debian_source)
  [ -n "$source" ] || { echo "No apt source names $(release_name)." >&2; return 1; }
  sed "s/\b$(release_name)/trixie/g" "$source" >"${TRIXIE_FILES[1]}.${source##*.}"
  printf 'Package: *\nPin: release n=trixie*\nPin-Priority: %s\n' "$TRIXIE_PRIORITY" \
    >"${TRIXIE_FILES[0]}"
  apt_update
}

remove_trixie() { rm -f "${TRIXIE_FILES[0]}" "${TRIXIE_FILES[1]}".{list,sources}; }

install_compose() {
  docker compose version >/dev/null 2>&1 && docker buildx version >/dev/null 2>&1 && return
  add_trixie
  install_packages -t trixie docker-compose docker-buildx
}
