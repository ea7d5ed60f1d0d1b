let a = "x"; n = 1; in [
  "" "plain" "esc \n \t \r \\ \" \${a} $ $$ $${a} \a"
  "in ${a} and ${a + "nested ${a}"} $"
  ''''
  ''one line''
  ''
    lines
      indented
    ''${escaped} ''' quote ''\n ''\t $ $$ $${a} ' '
    ${a} and ${toString n}
  ''
  ''  spaces ${"x"}''
  "multi
   line"
]
