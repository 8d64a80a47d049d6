#!/bin/sh
# The store tests start Debian's PostgreSQL with PostGIS; both are installed when missing.
set -eu
for bin in /usr/lib/postgresql/*/bin; do
  version=$(basename "$(dirname "$bin")")
  if [ -x "$bin/initdb" ] && [ -f "/usr/share/postgresql/$version/extension/postgis.control" ]; then exit 0; fi
done
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root="no"; fi
fi
if [ "$as_root" = "no" ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "PostgreSQL with PostGIS was not found. Install it (Debian: apt-get install postgresql postgresql-postgis) and run make test again." >&2
  exit 1
fi
echo "Installing Debian's postgresql and postgis …"
$as_root apt-get update -qq
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql postgresql-postgis >/dev/null
