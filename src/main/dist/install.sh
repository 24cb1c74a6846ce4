#!/bin/sh
# Installs the program under a prefix, or removes it from there. It never overwrites or removes a file that it did not
# install or that has been changed since. For that, it keeps a list of its files with their checksums. --uninstall also
# removes the links that enabled the units.
set -eu
umask 022

usage() {
  cat <<'END'
usage: ./install.sh [--prefix DIR] [--uninstall]

Installs waybar-llm-bridge, its manual and its completions under DIR (default: ~/.local). The
systemd units go there too if systemd looks for units there, as in ~/.local and /usr/local, and
otherwise to ~/.local/share/systemd/user. --uninstall removes what was installed.

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
      [ $# -gt 1 ] || fail "--prefix requires a directory; see ./install.sh --help" 64
      prefix=$2
      shift
      ;;
    --prefix=*) prefix=${1#*=} ;;
    --uninstall) verb=uninstall ;;
    -h | --help)
      usage
      exit
      ;;
    *) fail "unknown option '$1'; see ./install.sh --help" 64 ;;
  esac
  shift
done

[ -n "${HOME:-}" ] || [ -n "$prefix" ] || fail "HOME is not set; specify a directory with --prefix" 64
prefix=${prefix:-$HOME/.local}
case $prefix in
  /*) ;;
  *) prefix=$PWD/$prefix ;;
esac
case $prefix in
  *[\"\'\\[:cntrl:]]*) fail "systemd cannot start a program whose path contains a quote, a backslash or a control character" 64 ;;
esac
while [ "$prefix" != "${prefix%/}" ]; do prefix=${prefix%/}; done
[ -n "$prefix" ] || fail "--prefix / would mix the program with the system; try /usr/local" 64

# Prints the directories in which systemd looks for a user's units: those of the running manager, which has another
# environment than this shell, or those that a manager would use.
unit_path() {
  systemctl --user show --property=UnitPath --value 2>/dev/null | grep . ||
    systemd-analyze --user unit-paths 2>/dev/null ||
    echo "${HOME:-}/.local/share/systemd/user /usr/local/lib/systemd/user /usr/lib/systemd/user"
}

# Chooses the directory for the units: a name in the lists below.
choose_units() {
  looked_up=" $(unit_path | tr '\n' ' ') "
  data=${XDG_DATA_HOME:-${HOME:-}/.local/share}
  for directory in "$prefix/lib" "$prefix/share" "$data" "${HOME:-}/.local/share"; do
    case $looked_up in
      *" $directory/systemd/user "*)
        units=${directory#"$prefix"/}/systemd/user
        return
        ;;
    esac
  done
  units=lib/systemd/user
}

notes=share/waybar-llm-bridge
files=$prefix/$notes/installed-files
directories=$prefix/$notes/created-directories

# A name in the list of files or directories is relative to the prefix or absolute. Prints its path.
located() {
  case $1 in
    /*) printf %s "$1" ;;
    .) printf %s "$prefix" ;;
    *) printf %s "$prefix/$1" ;;
  esac
}

# Prints the path of a file before it is installed.
staged() {
  case $1 in
    /*) printf %s "$stage/absolute$1" ;;
    *) printf %s "$stage/relative/$1" ;;
  esac
}

checksum() {
  sha256sum <"$1" | cut -d ' ' -f 1
}

# Prints the checksum that a file under the prefix had when it was installed, or nothing if it was not installed.
recorded() {
  [ -e "$files" ] || return 0
  file=$1 awk '{ sum = $1; sub(/^[^ ]+ /, "") } $0 == ENVIRON["file"] { print sum }' "$files"
}

is_unmodified() {
  path=$(located "$1")
  [ -f "$path" ] && [ ! -L "$path" ] && [ "$(recorded "$1")" = "$(checksum "$path")" ]
}

# Quotes a path as one word of ExecStart=.
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

# Prepares all files in their final form.
stage_all() {
  mkdir -p "$stage/relative" "$stage/absolute" "$(staged "$units")"
  cp -R "$here/bin" "$here/share" "$stage/relative"
  for unit in "$here"/lib/systemd/user/*; do fill_in "$unit" >"$(staged "$units/${unit##*/}")"; done
  {
    cd "$stage/relative" && find . -type f | sed 's|^\./||'
    cd "$stage/absolute" && find . -type f | sed 's|^\.||'
  } | LC_ALL=C sort >"$stage/.files"
}

refuse_conflicts() {
  while read -r file; do
    target=$(located "$file")
    if [ ! -e "$target" ] && [ ! -L "$target" ]; then continue; fi
    if is_unmodified "$file"; then continue; fi
    if [ ! -L "$target" ] && cmp -s "$target" "$(staged "$file")"; then continue; fi
    fail "$target was not installed by install.sh or was changed since; move it elsewhere first"
  done <"$stage/.files"
}

# Version 0.2.0 kept the list of directories under another name.
rename_old_list() {
  if [ -e "$prefix/$notes/made-folders" ]; then mv "$prefix/$notes/made-folders" "$directories"; fi
}

# Creates a directory, and records each one that was missing.
make_directory() {
  if [ -d "$(located "$1")" ]; then return; fi
  if [ "$1" != . ]; then
    make_directory "$(dirname "$1")"
    mkdir "$(located "$1")"
  else
    mkdir -p "$prefix"
  fi
  echo "$1" >>"$stage/.directories"
}

put_all() {
  : >"$stage/.directories"
  make_directory "$notes"
  while read -r file; do
    make_directory "$(dirname "$file")"
    case $file in bin/*) mode=755 ;; *) mode=644 ;; esac
    # By rename, because the file of a running program cannot be written to.
    target=$(located "$file")
    new=$target.$$.new
    cp "$(staged "$file")" "$new"
    chmod "$mode" "$new"
    mv -f "$new" "$target"
    echo "$(checksum "$(staged "$file")") $file" >>"$stage/.sums"
  done <"$stage/.files"
}

remove_obsolete_files() {
  [ -e "$files" ] || return 0
  while read -r _ file; do
    if ! grep -Fqx "$file" "$stage/.files" && is_unmodified "$file"; then rm "$(located "$file")"; fi
  done <"$files"
}

install_all() {
  [ -x "$here/bin/waybar-llm-bridge" ] ||
    fail "bin/waybar-llm-bridge not found next to install.sh; run install.sh from the unpacked archive"
  stage=$(mktemp -d)
  new=$stage/none
  choose_units
  trap 'rm -rf "$stage" "$new"' EXIT
  stage_all
  refuse_conflicts
  put_all
  remove_obsolete_files
  rename_old_list
  cat "$stage/.directories" >>"$directories"
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
  case $looked_up in
    *" $(located "$units") "*) ;;
    *) echo "systemd does not look for units in $(located "$units"); install-service writes them where it does." ;;
  esac
}

# Removes the links that enabling a unit created, which would be broken without it.
disable() {
  for link in "${XDG_CONFIG_HOME:-${HOME:-}/.config}"/systemd/user/*.wants/"${1##*/}"; do
    if [ "$(readlink "$link")" = "$1" ]; then rm "$link"; fi
  done
}

uninstall_all() {
  [ -e "$files" ] || fail "nothing to uninstall under $prefix"
  while read -r _ file; do
    target=$(located "$file")
    case $file in */systemd/user/*) disable "$target" ;; esac
    if is_unmodified "$file"; then
      rm "$target"
    elif [ -e "$target" ]; then
      echo "kept, because it was changed: $target"
    fi
  done <"$files"
  rename_old_list
  # The deepest directories first. A directory that contains anything else is kept.
  created=$(awk '{ print length($0), $0 }' "$directories" | sort -rn | cut -d ' ' -f 2-)
  rm "$files" "$directories"
  echo "$created" | while IFS= read -r directory; do
    rmdir "$(located "$directory")" 2>/dev/null || true
  done
  cat <<END
waybar-llm-bridge was removed from $prefix. If its daemon is still running:
  systemctl --user stop llm-bridge.socket llm-bridge.service
  systemctl --user daemon-reload
END
}

"${verb}_all"
