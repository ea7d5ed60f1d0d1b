//! Where `socket-without-listen` speaks, and where it is silent.

use super::SOCKET_WITHOUT_LISTEN;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &SOCKET_WITHOUT_LISTEN,
        r#"
{
  systemd.services.a.serviceConfig.ExecStart = "/bin/a";
  systemd.sockets.a = { wantedBy = [ "sockets.target" ]; socketConfig.Accept = false; };
                      # ^^^^^^^^ error: systemd refuses `a.socket`: it does not say where it listens
                      #        | help: set `ListenStream` or another of its kind
  systemd.services."b@".script = "b";
  systemd.sockets.b.socketConfig.Accept = true;
                               # ^^^^^^ error: systemd refuses `b.socket`: it does not say where it listens
                               #      | help: set `ListenStream` or another of its kind
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &SOCKET_WITHOUT_LISTEN,
        r#"
{ systemd.user.sockets.a = { Install.WantedBy = [ "sockets.target" ]; Socket.Service = "b.service"; }; }
                                   # ^^^^^^^^ error: systemd refuses `a.socket`: it does not say where it listens
                                   #        | help: set `ListenStream` or another of its kind
#-- other.nix
{ systemd.user.services.b.Service.ExecStart = "/bin/b"; }
"#,
    );
}

#[test]
fn sockets_that_listen() {
    check(
        &SOCKET_WITHOUT_LISTEN,
        r#"
{ config, ... }: {
  systemd.services.g.script = "g";
  systemd.sockets.g = { wantedBy = [ "sockets.target" ]; listenStreams = [ "7" ]; };
  systemd.services.h.script = "h";
  systemd.sockets.h = { wantedBy = [ "sockets.target" ]; socketConfig.ListenFIFO = config.h; };
  systemd.services.i.script = "i";
  systemd.sockets.i = { wantedBy = [ "sockets.target" ]; socketConfig = config.i; };
  systemd.services.j.script = "j";
  systemd.sockets.j.wantedBy = [ "sockets.target" ];
  systemd.services.k.script = "k";
  systemd.sockets.k = { enable = false; wantedBy = [ "sockets.target" ]; };
}
#-- other.nix
{ lib, ... }: { systemd.sockets.j.listenDatagrams = lib.optional true "8"; }
"#,
    );
}

#[test]
fn sockets_of_others() {
    check(
        &SOCKET_WITHOUT_LISTEN,
        r#"
{ lib, ... }: {
  systemd.sockets.docker.socketConfig.SocketMode = "0660";
  systemd.sockets.nix-daemon.wantedBy = [ "sockets.target" ];
  systemd.services.a.serviceConfig.ExecStart = [ "" "/bin/a" ];
  systemd.sockets.a.socketConfig.SocketMode = "0660";
  systemd.services.b.serviceConfig.ExecStart = lib.mkForce "/bin/b";
  systemd.sockets.b.socketConfig.SocketMode = "0660";
  systemd.services.c.serviceConfig.ExecStart = "/bin/c";
  systemd.sockets.c = { overrideStrategy = "asDropin"; socketConfig.SocketMode = "0660"; };
}
"#,
    );
}

#[test]
fn packages_bring_sockets() {
    check(
        &SOCKET_WITHOUT_LISTEN,
        r#"
{ pkgs, ... }: {
  systemd.services.a.serviceConfig.ExecStart = "/bin/a";
  systemd.sockets.a.wantedBy = [ "sockets.target" ];
}
#-- other.nix
{ pkgs, ... }: { systemd.packages = [ pkgs.a ]; }
"#,
    );
}
