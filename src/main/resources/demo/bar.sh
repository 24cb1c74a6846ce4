# Stands in for Waybar: at each signal $2 it prints what the file $1 holds then. Ends with its standard input.
exec 3<&0
/bin/sh -c 'read -r line' <&3 3<&- &
input=$!
# Signals meant for a real bar, sent to every process of this name.
trap '' USR1 USR2
other=35
while [ "$other" -lt "$2" ]; do trap '' "$other"; other=$((other + 1)); done
trap 'IFS= read -r line <"$1" && printf "%s\n" "$line"' "$2"
echo ready
# A trapped signal ends wait, not the process waited for.
while kill -0 "$input" 2>/dev/null; do wait "$input"; done
