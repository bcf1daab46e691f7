#!/bin/sh
# Renders every template of NGINX_ENVSUBST_TEMPLATE_DIR into NGINX_ENVSUBST_OUTPUT_DIR, replacing
# only variables that are set and whose name matches NGINX_ENVSUBST_FILTER.
set -e

templates=${NGINX_ENVSUBST_TEMPLATE_DIR:-/etc/nginx/templates}
suffix=${NGINX_ENVSUBST_TEMPLATE_SUFFIX:-.template}
output=${NGINX_ENVSUBST_OUTPUT_DIR:-/etc/nginx/conf.d}

[ -d "$templates" ] || exit 0
if [ ! -w "$output" ]; then
  echo "$0: $output is not writable, nothing was rendered" >&2
  exit 0
fi

names=$(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/\1/p' | grep -E "${NGINX_ENVSUBST_FILTER:-}" |
  sed 's/.*/${&}/' | tr '\n' ' ')
cd "$templates"
find . -follow -type f -name "*$suffix" | while read -r template; do
  mkdir -p "$output/$(dirname "$template")"
  envsubst "$names" <"$template" >"$output/${template%"$suffix"}"
done
