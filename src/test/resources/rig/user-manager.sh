#!/bin/sh
# Becomes a systemd that manages user UID's services, where PID 1 is another program. To be run by root in a mount
# namespace of its own: unshare -m user-manager.sh NAME UID. NAME becomes the name of its control
# group, so that the caller can remove the group.
set -eu
name=$1 user=$2

# What sd_booted(3) looks for.
mkdir -p /run/systemd
mount -t tmpfs none /run/systemd
mkdir /run/systemd/system

for hierarchy in $(awk '$3 == "cgroup" || $3 == "cgroup2" { print $2 }' /proc/self/mounts); do
  group=$hierarchy/$name
  mkdir "$group" 2>/dev/null || continue
  for file in cpuset.cpus cpuset.mems; do
    if [ -e "$hierarchy/$file" ] && [ -e "$group/$file" ]; then cat "$hierarchy/$file" >"$group/$file"; fi
  done
  chown -R "$user:$user" "$group"
  echo $$ >"$group/cgroup.procs"
done

exec setpriv --reuid "$user" --regid "$user" --clear-groups /usr/lib/systemd/systemd --user
