# Stands in for Waybar: on each signal $2, prints the current contents of the file $1. Exits at the end of standard input.
exec 3<&0
/bin/sh -c 'read -r line' <&3 3<&- &
input=$!
# Signals meant for a real bar, sent to every process of this name.
trap '' USR1 USR2
other=35
while [ "$other" -lt "$2" ]; do trap '' "$other"; other=$((other + 1)); done
trap 'IFS= read -r line <"$1" && printf "%s\n" "$line"' "$2"
echo ready
# A trapped signal interrupts wait while the process that it waits for is still running.
while kill -0 "$input" 2>/dev/null; do wait "$input"; done
