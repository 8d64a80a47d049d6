#!/bin/sh
# The browser tests drive the system's Chromium; on Debian it is installed when missing.
set -eu
. "$(dirname "$0")/../helpers/debian_packages.sh"
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
if ! can_install; then
  echo "No Chromium was found. Install it (Debian: apt-get install chromium) and run make test again." >&2
  exit 1
fi
install_packages chromium
