{ unknown, ... }: let x = "multi\n  line"; in { a = ''
    before ${x}
      ${unknown.s}
    after
  ''; b = ''${x}''; c = ''
    ${x}
      y''; }
