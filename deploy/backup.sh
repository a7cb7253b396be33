#!/bin/sh
# A backup when the service starts and every night at two. Copy /backups to another place: docs/deploy.md.
set -eu
while true; do
    if python manage.py backup --to /backups --keep "${KEEP:-30}"; then
        wait=$(( $(date -d 'tomorrow 02:00' +%s) - $(date +%s) ))
    else
        echo "The backup failed; it is tried again in an hour." >&2
        wait=3600
    fi
    sleep "$wait"
done
