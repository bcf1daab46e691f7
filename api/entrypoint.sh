#!/bin/sh
# Starts the API: tables first, once, then the server, which takes this process's place so that
# signals reach it.
set -eu
umask 077
flask --app parley prepare
exec gunicorn --config gunicorn.conf.py "parley:create_app()" "$@"
