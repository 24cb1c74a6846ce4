#!/bin/sh
# Runs a headless sway with a session bus of its own, whose address it prints.
cd "$(dirname "$0")" || exit 1
echo "bus $DBUS_SESSION_BUS_ADDRESS"
exec sway -c desktop.conf </dev/null >sway.log 2>&1
