#!/bin/sh
# A stand-in for a Waybar that has no handlers yet: the signal would kill it.
echo ready
read -r line
