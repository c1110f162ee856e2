# Debian 12 in a folder, for the scripts that source this: made fresh, with this machine's apt sources, resolver and CA
# certificates and nothing else of it. Works as root.

# Sources of packages are the machine's own: the first that serves bookworm makes the system.
chroot_mirror() {
  # shellcheck disable=SC2016
  apt-get indextargets --format '$(RELEASE) $(REPO_URI)' 'Created-By: Packages' | awk '$1 == "bookworm" { print $2; exit }'
}

chroot_make() { # ROOT
  local root=$1 mirror file
  [ "$(id -u)" -eq 0 ] || { echo "a chroot is made by root" >&2; return 1; }
  mirror=$(chroot_mirror)
  [ -n "$mirror" ] || { echo "no apt source of this machine serves bookworm" >&2; return 1; }
  debootstrap --variant=minbase bookworm "$root" "$mirror" >"$root.log" 2>&1 || { tail -n 20 "$root.log" >&2; return 1; }
  rm -f "$root.log" "$root/etc/apt/sources.list"
  for file in sources.list sources.list.d auth.conf auth.conf.d keyrings trusted.gpg trusted.gpg.d preferences.d; do
    [ ! -e "/etc/apt/$file" ] || cp -rL "/etc/apt/$file" "$root/etc/apt/"
  done
  cp -rL /usr/share/keyrings/. "$root/usr/share/keyrings/"
  # It lives for an hour: nothing in it has to survive a power cut.
  echo force-unsafe-io >"$root/etc/dpkg/dpkg.cfg.d/unsafe-io"
  # Of apt's settings only how to reach the sources (a proxy, certificates), no hooks of other programs.
  for file in /etc/apt/apt.conf.d/*; do
    if grep -qE '^ *Acquire' "$file"; then cp -L "$file" "$root/etc/apt/apt.conf.d/"; fi
  done
  for file in /etc/resolv.conf /etc/hosts; do cp -L "$file" "$root$file"; done
  mkdir -p "$root/etc/ssl/certs"
  if [ -e /etc/ssl/certs/ca-certificates.crt ]; then
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/certs/"
    # Debian's package ca-certificates, which npm brings along, writes that file anew: here it stays.
    cp -L /etc/ssl/certs/ca-certificates.crt "$root/etc/ssl/machine.crt"
  fi
}

# Runs `bash -c COMMAND` inside, in namespaces of its own: what it mounts and starts ends with it.
chroot_run() { # ROOT NETWORK(on|off) COMMAND
  local root=$1 network=() proxy
  [ "$2" = on ] || network=(--net)
  proxy=$(env | grep -iE '^(https?|no)_proxy=' || true)
  # shellcheck disable=SC2016,SC2086
  unshare --mount --pid --fork "${network[@]}" -- bash -c '
    set -e
    root=$1 command=$2
    mount --make-rprivate /
    mount -t proc proc "$root/proc"
    mount --rbind /dev "$root/dev"
    shift 2
    # npm trusts a list of its own unless it is told of certificates beside it.
    exec chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
      NODE_EXTRA_CA_CERTS=/etc/ssl/machine.crt "$@" bash -c "$command"
  ' bash "$root" "$3" $proxy
}

chroot_remove() { # ROOT
  [ -z "$1" ] || rm -rf --one-file-system "$1" "$1.log"
}
