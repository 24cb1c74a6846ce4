#!/bin/sh
# Puts the program under a prefix and takes it away again. It touches no file that it did not put there, and keeps a list
# of those with their checksums: what was changed since is left alone.
set -eu
umask 022

usage() {
  cat <<'END'
usage: ./install.sh [--prefix DIR] [--uninstall]

Puts waybar-llm-bridge, its units for systemd, its manual and its completions under DIR,
~/.local unless you say otherwise. --uninstall removes from there what was put there.

example: ./install.sh --prefix /usr/local
END
}

fail() {
  echo "install.sh: $1" >&2
  exit "${2:-1}"
}

here=$(cd "$(dirname "$0")" && pwd)
prefix=
verb=install
while [ $# -gt 0 ]; do
  case $1 in
    --prefix)
      [ $# -gt 1 ] || fail "--prefix takes a folder; see ./install.sh --help" 64
      prefix=$2
      shift
      ;;
    --prefix=*) prefix=${1#*=} ;;
    --uninstall) verb=uninstall ;;
    -h | --help)
      usage
      exit
      ;;
    *) fail "there is no option '$1'; see ./install.sh --help" 64 ;;
  esac
  shift
done

[ -n "${HOME:-}" ] || [ -n "$prefix" ] || fail "HOME is not set: name a folder with --prefix" 64
prefix=${prefix:-$HOME/.local}
case $prefix in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac
case $prefix in
  *[\"\'\\[:cntrl:]]*) fail "systemd starts no program with a quote, a backslash or a control character in its path" 64 ;;
esac
while [ "$prefix" != "${prefix%/}" ]; do prefix=${prefix%/}; done
[ -n "$prefix" ] || fail "--prefix / would mix the program with the system; try /usr/local" 64

# Where systemd looks for units that are not the user's own.
if [ "$prefix" = "${HOME:-}/.local" ]; then units=share/systemd/user; else units=lib/systemd/user; fi

notes=share/waybar-llm-bridge
files=$prefix/$notes/installed-files
folders=$prefix/$notes/made-folders

checksum() {
  sha256sum <"$1" | cut -d ' ' -f 1
}

# The checksum that a file under the prefix had when it was put there; nothing for one that was not.
recorded() {
  if [ -e "$files" ]; then awk -v file="$1" '$2 == file { print $1 }' "$files"; fi
}

is_as_it_was_put() {
  [ -f "$prefix/$1" ] && [ ! -L "$prefix/$1" ] && [ "$(recorded "$1")" = "$(checksum "$prefix/$1")" ]
}

# A path as one word of ExecStart=.
quoted() {
  case $1 in
    *[!A-Za-z0-9+,./:=@_-]*) printf '"%s"' "$(printf %s "$1" | sed 's/%/%%/g')" ;;
    *) printf %s "$1" ;;
  esac
}

fill_in() {
  executable=$(quoted "$prefix/bin/waybar-llm-bridge") awk '{
    at = index($0, "@executable@")
    if (at) $0 = substr($0, 1, at - 1) ENVIRON["executable"] substr($0, at + length("@executable@"))
    print
  }' "$1"
}

# All that is to be put there, as it will be.
stage_all() {
  cp -R "$here/bin" "$here/share" "$stage"
  mkdir -p "$stage/$units"
  for unit in "$here"/lib/systemd/user/*; do fill_in "$unit" >"$stage/$units/${unit##*/}"; done
  (cd "$stage" && find . -type f | sed 's|^\./||' | LC_ALL=C sort) >"$stage/.files"
}

refuse_conflicts() {
  while read -r file; do
    target=$prefix/$file
    if [ ! -e "$target" ] && [ ! -L "$target" ]; then continue; fi
    if is_as_it_was_put "$file"; then continue; fi
    if [ ! -L "$target" ] && cmp -s "$target" "$stage/$file"; then continue; fi
    fail "$target is not as install.sh would have put it; move it away first"
  done <"$stage/.files"
}

# Makes a folder under the prefix, and notes each that was missing.
make_folder() {
  if [ -d "$prefix/$1" ]; then return; fi
  if [ "$1" != . ]; then
    make_folder "$(dirname "$1")"
    mkdir "$prefix/$1"
  else
    mkdir -p "$prefix"
  fi
  echo "$1" >>"$stage/.folders"
}

put_all() {
  : >"$stage/.folders"
  make_folder "$notes"
  while read -r file; do
    make_folder "$(dirname "$file")"
    case $file in bin/*) mode=755 ;; *) mode=644 ;; esac
    # By rename: a running program's file cannot be written to.
    new=$prefix/$file.$$.new
    cp "$stage/$file" "$new"
    chmod "$mode" "$new"
    mv -f "$new" "$prefix/$file"
    echo "$(checksum "$stage/$file") $file" >>"$stage/.sums"
  done <"$stage/.files"
}

remove_what_an_earlier_version_had() {
  [ -e "$files" ] || return 0
  while read -r _ file; do
    if ! grep -Fqx "$file" "$stage/.files" && is_as_it_was_put "$file"; then rm "$prefix/$file"; fi
  done <"$files"
}

install_all() {
  [ -x "$here/bin/waybar-llm-bridge" ] || fail "run it in the folder that it came in"
  stage=$(mktemp -d)
  new=$stage/none
  trap 'rm -rf "$stage" "$new"' EXIT
  stage_all
  refuse_conflicts
  put_all
  remove_what_an_earlier_version_had
  cat "$stage/.folders" >>"$folders"
  cp "$stage/.sums" "$files"
  cat <<END
waybar-llm-bridge is in $prefix/bin. To run the daemon with your session:
  systemctl --user daemon-reload
  systemctl --user enable --now llm-bridge.socket llm-bridge.service
END
  case :${PATH:-}: in
    *:"$prefix/bin":*) ;;
    *) echo "$prefix/bin is not in your PATH." ;;
  esac
}

# What enabling left: without the unit it would lead nowhere.
disable() {
  for link in "${XDG_CONFIG_HOME:-${HOME:-}/.config}"/systemd/user/*.wants/llm-bridge.*; do
    if [ "$(readlink "$link")" = "$prefix/$units/${link##*/}" ]; then rm "$link"; fi
  done
}

uninstall_all() {
  [ -e "$files" ] || fail "nothing under $prefix was put there by install.sh"
  while read -r _ file; do
    if is_as_it_was_put "$file"; then
      rm "$prefix/$file"
    elif [ -e "$prefix/$file" ]; then
      echo "left alone, for it was changed: $prefix/$file"
    fi
  done <"$files"
  disable
  # The deepest first; one that holds something else stays.
  made=$(awk '{ print length($0), $0 }' "$folders" | sort -rn | cut -d ' ' -f 2-)
  rm "$files" "$folders"
  for folder in $made; do
    if [ "$folder" = . ]; then folder=; fi
    rmdir "$prefix${folder:+/$folder}" 2>/dev/null || true
  done
  cat <<END
waybar-llm-bridge is gone from $prefix. If its daemon still runs:
  systemctl --user stop llm-bridge.socket llm-bridge.service
  systemctl --user daemon-reload
END
}

"${verb}_all"
