#!/bin/sh
# The journeys are driven in WebKit, on a screen of its own; pictures are taken by Firefox too. On Debian what is missing is
# installed; an engine that cannot be had is told by the run, which goes on with the other one.
set -eu
. "$(dirname "$0")/../helpers/debian_packages.sh"
missing=""
command -v WebKitWebDriver >/dev/null 2>&1 || missing="$missing webkit2gtk-driver"
command -v Xvfb >/dev/null 2>&1 || missing="$missing xvfb"
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing="$missing firefox-esr"
if [ -z "$missing" ]; then exit 0; fi
if ! can_install; then
  echo "Not found:$missing. Install them (Debian: apt-get install$missing) and run make engines again." >&2
  exit 0
fi
# The names are words of their own.
# shellcheck disable=SC2086
install_packages $missing
