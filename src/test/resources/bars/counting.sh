#!/bin/sh
# A stand-in for Waybar that the tests start under its name: appends a line to the file $1 at each signal $2.
trap 'echo signalled >>"$1"' "$2"
trap 'kill "$sleeper"; exit 0' TERM
sleep 60 &
sleeper=$!
echo ready
# A trapped signal ends wait, not the sleep.
while kill -0 "$sleeper"; do wait "$sleeper"; done
