//! Where `socket-accept-template` speaks, and where it is silent.

use super::SOCKET_ACCEPT_TEMPLATE;
use crate::testing::check;

#[test]
fn no_template() {
    check(
        &SOCKET_ACCEPT_TEMPLATE,
        r#"
{
  systemd.sockets.a = { listenStreams = [ "7" ]; socketConfig.Accept = true; };
                                                            # ^^^^^^ error: `a.socket` cannot be started: it needs `a@.service`, and there is only `a.service`
                                                            #      | help: with `Accept`, each connection gets an instance of a template
  systemd.services.a.script = "a";
}
"#,
    );
}

#[test]
fn only_a_template() {
    check(
        &SOCKET_ACCEPT_TEMPLATE,
        r#"
{ systemd.sockets.a.listenStreams = [ "7" ]; }
                  # ^^^^^^^^^^^^^ error: `a.socket` cannot be started: it needs `a.service`, and there is only `a@.service`
                  #             | help: set `Accept = true` for one instance for each connection
#-- other.nix
{ systemd.services."a@".serviceConfig.ExecStart = "/bin/a"; }
"#,
    );
}

#[test]
fn refused() {
    check(
        &SOCKET_ACCEPT_TEMPLATE,
        r#"
{
  systemd.sockets.a = { listenStreams = [ "7" ]; socketConfig = { Accept = true; Service = "b.service"; }; };
                                                                # ^^^^^^ error: systemd refuses `a.socket`: with `Accept` it cannot have a `Service`
  systemd.sockets.b = { listenDatagrams = [ "7" ]; socketConfig.Accept = "yes"; };
                                                              # ^^^^^^ error: systemd refuses `b.socket`: a datagram socket has no connections to accept
}
"#,
    );
}

#[test]
fn others() {
    check(
        &SOCKET_ACCEPT_TEMPLATE,
        r#"
{ config, ... }: {
  systemd.sockets.a = { listenStreams = [ "7" ]; socketConfig.Accept = true; };
  systemd.services."a@".script = "a";
  systemd.sockets.b = { listenStreams = [ "7" ]; socketConfig.Accept = true; };
  systemd.services.b.after = [ "x.service" ];
  systemd.sockets.c.listenStreams = [ "7" ];
  systemd.services.c.script = "c";
  systemd.sockets.d = { listenStreams = [ "7" ]; socketConfig.Accept = config.d; };
  systemd.services.d.script = "d";
  systemd.sockets.e = { listenStreams = [ "7" ]; socketConfig.Accept = false; };
}
"#,
    );
}
