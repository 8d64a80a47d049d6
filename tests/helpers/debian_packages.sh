# Read by the scripts that install what tests need: Debian's packages, installed by whoever may.

# Says whether packages can be installed here: by root, or by a sudo that asks nothing.
can_install() {
  command -v apt-get >/dev/null 2>&1 || return 1
  as_root=""
  [ "$(id -u)" -eq 0 ] && return 0
  as_root="sudo -n"
  command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null
}

# Installs packages after can_install said that it can.
install_packages() {
  echo "Installing Debian's $* …"
  $as_root apt-get update -qq
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
}
