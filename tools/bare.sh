#!/usr/bin/env bash
# Proves that this repository needs nothing but a Debian 12: in a fresh one it runs `make run` and `make test` on what
# is committed (HEAD), with the reference data beside it where there is some. As root; KEEP=1 leaves the folder.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/chroot.sh

tools/install.sh bare
root=$(mktemp -d /var/tmp/manara-bare.XXXXXX)
chmod 755 "$root"  # it becomes "/", which other users than root walk through too (tests run as nobody)
if [ -n "${KEEP:-}" ]; then echo "the folder stays: $root"; else trap 'chroot_remove "$root"' EXIT; fi

began=$SECONDS
step() { echo "== $1 ($((SECONDS - began)) s)"; }

chroot_make "$root"
step "a fresh Debian 12"
mkdir -p "$root/srv/manara"
git archive HEAD | tar -x -C "$root/srv/manara"
if [ -d ../shared ]; then cp -r ../shared "$root/srv/shared"; fi
chroot_run "$root" on "cd /srv/manara && tools/install.sh build"
step "packages installed"
for target in run test; do
  from=$SECONDS
  chroot_run "$root" on "cd /srv/manara && make $target"
  step "make $target: $((SECONDS - from)) s"
done
