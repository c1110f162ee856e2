#!/usr/bin/env bash
# One archive for who can't compile: the program, the libraries that it needs and Debian's base system may lack (found
# through $ORIGIN/lib, cmake/ManaraCompiler.cmake), content, licences, documentation. `--test` unpacks it in a fresh
# Debian 12 without network and uses it there (as root). Needs build/manara.
set -euo pipefail
cd "$(dirname "$0")/.."

version=$(sed -n 's/^project(manara VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
name=manara-$version-linux-x86_64
archive=dist/$name.tar.gz

pack() {
  local place=dist/$name
  rm -rf "$place" "$archive"
  mkdir -p "$place/lib"
  install -m 755 build/manara "$place/manara"
  # The C library stays the system's; everything else comes along, under the name that the loader asks for.
  ldd build/manara | awk '$2 == "=>" { print $1, $3 }' | while read -r asked file; do
    case $asked in libc.so.* | libm.so.* | libpthread.so.* | libdl.so.* | librt.so.* | libresolv.so.*) continue ;; esac
    install -m 644 "$file" "$place/lib/$asked"
  done
  cp -r content docs LICENSE NOTICE "$place/"
  [ ! -f README.md ] || cp README.md "$place/"
  [ ! -d samples ] || cp -r samples "$place/"
  mkdir "$place/licenses"
  for library in "$place"/lib/*; do
    package=$(dpkg-query -S "*/${library##*/}" 2>/dev/null | head -n 1 | cut -d: -f1) || true
    [ -z "$package" ] || cp -L "/usr/share/doc/$package/copyright" "$place/licenses/$package" 2>/dev/null || true
  done
  # The same content gives the same archive.
  tar --sort=name --mtime='2026-01-01 00:00Z' --owner=0 --group=0 --numeric-owner -C dist -cf - "$name" |
    gzip -9n >"$archive"
  rm -rf "$place"
  echo "$archive: $(du -h "$archive" | cut -f1)"
}

try() {
  . tools/chroot.sh
  tools/install.sh bare
  root=$(mktemp -d /var/tmp/manara-dist.XXXXXX)
  chmod 755 "$root"
  trap 'chroot_remove "$root"' EXIT
  chroot_make "$root"
  tar -xzf "$archive" -C "$root/srv"
  chroot_run "$root" off "
    set -e
    cd /srv/$name
    if ldd ./manara | grep -F 'not found'; then exit 1; fi
    ./manara --version
    ./manara feeds import --data /tmp/data content/starter
    ./manara scan --data /tmp/data /"
  echo "$archive runs in an empty Debian 12 without network"
}

[ -x build/manara ] || { echo "build/manara is not built: make dist" >&2; exit 1; }
case ${1:-} in
  --test) [ -f "$archive" ] || pack; try ;;
  '') pack ;;
  *) echo "usage: tools/dist.sh [--test]" >&2; exit 2 ;;
esac
