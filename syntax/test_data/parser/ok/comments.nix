# line
{ /* block */ a = /**/ 1; /** doc */ b = 2; /***/ c = 3; # last
  d = 4 /* two
  lines */ ;
}
# tail
