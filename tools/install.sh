#!/usr/bin/env bash
# Installs what is missing of tools/packages.txt, as root or through sudo: `tools/install.sh GROUP…` (build when none is
# named). With everything there it only looks (a hundredth of a second); where packages come from is the machine's own.
set -euo pipefail
cd "$(dirname "$0")/.."

[ $# -gt 0 ] || set -- build

there() { # KIND WHAT
  case $1 in
    command) command -v "$2" >/dev/null || [ -x "/usr/sbin/$2" ] ;;
    header) compgen -G "/usr/include/$2" >/dev/null || compgen -G "/usr/include/*-linux-gnu/$2" >/dev/null ;;
    file) [ -e "$2" ] ;;
    *) echo "tools/packages.txt: \"$1\" is no way to look" >&2; exit 2 ;;
  esac
}

missing=()
while read -r group package kind what; do
  case $group in '' | '#'*) continue ;; esac
  case " $* " in *" $group "*) ;; *) continue ;; esac
  there "$kind" "$what" || missing+=("$package")
done <tools/packages.txt
[ ${#missing[@]} -gt 0 ] || exit 0

as_root=()
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "missing: ${missing[*]}; install them as root, or install sudo" >&2; exit 1; }
  as_root=(sudo)
fi
echo "installing: ${missing[*]}"
"${as_root[@]}" apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
