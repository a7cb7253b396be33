#!/bin/sh
# A backup every night at two, and one when the service starts. Copy /backups to another place: docs/deploy.md.
set -eu
while true; do
    python manage.py backup --to /backups --keep "${KEEP_DAYS:-30}" || echo "The backup failed; it is tried again in an hour." >&2
    now=$(date +%s)
    next=$(date -d 'tomorrow 02:00' +%s)
    sleep $((next - now))
done
