/** Each script asks `stroj complete -- WORDS`, so that it never has to be renewed. */
export const scripts = {
  bash: `# bash completion for stroj
_stroj() {
  local line=\${COMP_LINE:0:COMP_POINT} words current prefix value
  read -ra words <<<"$line"
  [[ $line == *[[:space:]] ]] && words+=('')
  current=\${words[-1]}
  # bash completes only what stands after the last = or :
  prefix=\${current%"\${current##*[=:]}"}
  COMPREPLY=()
  while IFS=$'\\t' read -r value _; do
    if [[ $value == :file ]]; then
      compopt -o default
    else
      [[ $value == *= ]] && compopt -o nospace
      COMPREPLY+=("\${value#"$prefix"}")
    fi
  done < <("$1" complete -- "\${words[@]:1}" 2>/dev/null)
}
complete -F _stroj stroj
`,
  zsh: `#compdef stroj
# zsh completion for stroj
_stroj() {
  local -a values open
  local line value
  while IFS= read -r line; do
    if [[ $line == :file ]]; then
      _files
      return
    fi
    value=\${\${line%%$'\\t'*}//:/\\\\:}
    [[ $line == *$'\\t'* ]] && value+=":\${line#*$'\\t'}"
    if [[ \${line%%$'\\t'*} == *= ]]; then open+=("$value"); else values+=("$value"); fi
  done < <("\${words[1]}" complete -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  (( $#values )) && _describe -V stroj values
  (( $#open )) && _describe -V stroj open -S ''
}
if [[ $funcstack[1] == _stroj ]]; then _stroj "$@"; else compdef _stroj stroj; fi
`,
  fish: `# fish completion for stroj
function __stroj_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    test (count $current) -eq 0; and set current ''
    set -l answer ($words[1] complete -- $words[2..-1] $current 2>/dev/null)
    if contains -- :file $answer
        __fish_complete_path $current
    else if test (count $answer) -gt 0
        printf '%s\\n' $answer
    end
end
complete -c stroj -f -a '(__stroj_complete)'
`,
} as const
