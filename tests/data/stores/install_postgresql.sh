#!/bin/sh
# The store tests start Debian's PostgreSQL with PostGIS; both are installed when missing.
set -eu
. "$(dirname "$0")/../../helpers/debian_packages.sh"
for bin in /usr/lib/postgresql/*/bin; do
  version=$(basename "$(dirname "$bin")")
  if [ -x "$bin/initdb" ] && [ -f "/usr/share/postgresql/$version/extension/postgis.control" ]; then exit 0; fi
done
if ! can_install; then
  echo "PostgreSQL with PostGIS was not found. Install it (Debian: apt-get install postgresql postgresql-postgis) and run make test again." >&2
  exit 1
fi
install_packages postgresql postgresql-postgis
