//! Where `unknown-escape` speaks, and where it is silent.

use super::UNKNOWN_ESCAPE;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &UNKNOWN_ESCAPE,
        r#"
{
  systemd.services.a.serviceConfig.ExecStart = "/bin/a '\\.html'";
                                                      # ^^^ warning: systemd knows no escape `\.`: the backslash stays
                                                      #   | help: write two backslashes for one
  systemd.services.b.serviceConfig.ExecStart = ''/bin/b 50\% \$HOME'';
                                                        # ^^ warning: systemd knows no escape `\%`: the backslash stays
                                                        #  | help: write `%%` for a percent sign
                                                           # ^^ warning: systemd knows no escape `\$`: the backslash stays
                                                           #  | help: write `$$` for a dollar sign
  systemd.services.c.serviceConfig.ExecStart = "/bin/c a\\ b";
                                                      # ^^^ warning: a backslash does not take a blank into a word: the backslash stays
                                                      #   | help: write the word in quotes
}
#-- unsafe fix
{
  systemd.services.a.serviceConfig.ExecStart = "/bin/a '\\\\.html'";
  systemd.services.b.serviceConfig.ExecStart = ''/bin/b 50%% $$HOME'';
  systemd.services.c.serviceConfig.ExecStart = "/bin/c a\\ b";
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &UNKNOWN_ESCAPE,
        r#"
{ pkgs, ... }: {
  systemd.services.a.serviceConfig.ExecStart = "/bin/a \\n \\x41 \\\\ a \\; b";
  systemd.services.b.serviceConfig.ExecStart = "/bin/b \\
    --x";
}
"#,
    );
}

#[test]
fn elsewhere() {
    check(
        &UNKNOWN_ESCAPE,
        r#"
{
  systemd.services.a.script = "a \\.";
  systemd.services.b.environment.C = "\\.";
}
"#,
    );
}
