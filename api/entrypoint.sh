#!/bin/sh
# Starts the API: tables first, once, then the server, which takes this process's place so that
# signals reach it.
set -eu
umask 077
# glibc would keep ever more of what is freed, once it has seen larger blocks: 2 MB after the start.
export MALLOC_TRIM_THRESHOLD_="${MALLOC_TRIM_THRESHOLD_:-65536}"
flask --app parley prepare
exec gunicorn --config gunicorn.conf.py "parley:create_app()" "$@"
