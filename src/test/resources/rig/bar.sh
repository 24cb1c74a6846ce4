#!/bin/sh
# Runs with a session bus of its own: a headless sway, which starts waybar, and the reader of the bars' $1 labels.
cd "$(dirname "$0")" || exit 1
sway -c sway.conf </dev/null >sway.log 2>&1 &
exec /usr/bin/python3 label.py "$1"
