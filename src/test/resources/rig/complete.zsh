# Types $2 and a tab in an interactive zsh that has sourced the script $1; prints the resulting line.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PS1='' COLUMNS=500; autoload -Uz compinit; compinit -u -D; source ${(q)1}
show() { print -r -- \"[\$BUFFER]\" }; zle -N show; bindkey '^X^X' show; print -r rea''dy"
zpty -r shell seen '*ready*'
zpty -w -n shell "$2"$'\t\x18\x18'
zpty -r shell seen '*\[*\]*'
print -r -- ${${seen##*\[}%%\]*}
zpty -d shell
