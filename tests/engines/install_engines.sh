#!/bin/sh
# The journeys are driven in WebKit, on a screen of its own; pictures are taken by Firefox too. On Debian what is missing is
# installed; an engine that cannot be had is told by the run, which goes on with the other one.
set -eu
missing=""
command -v WebKitWebDriver >/dev/null 2>&1 || missing="$missing webkit2gtk-driver"
command -v Xvfb >/dev/null 2>&1 || missing="$missing xvfb"
command -v firefox-esr >/dev/null 2>&1 || command -v firefox >/dev/null 2>&1 || missing="$missing firefox-esr"
if [ -z "$missing" ]; then exit 0; fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
  if command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"; else as_root="no"; fi
fi
if [ "$as_root" = "no" ] || ! command -v apt-get >/dev/null 2>&1; then
  echo "Not found:$missing. Install them (Debian: apt-get install$missing) and run make engines again." >&2
  exit 0
fi
echo "Installing Debian's$missing …"
$as_root apt-get update -qq
# The names are words of their own.
# shellcheck disable=SC2086
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
