#!/bin/sh
# The browser tests drive the system's Chromium; on Debian it is installed when missing.
set -eu
for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null 2>&1; then exit 0; fi
done
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root="no"; fi
fi
if [ "$as_root" = "no" ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "No Chromium was found. Install it (Debian: apt-get install chromium) and run make test again." >&2
  exit 1
fi
echo "Installing Debian's chromium …"
$as_root apt-get update -qq
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq --no-install-recommends chromium >/dev/null
