//! What modules become as unit files, and where each byte of it comes from.

use expect_test::{Expect, expect};

mod store_paths;

use super::setting;
use crate::model::Module;

/// `unit [Section] Directive=value <source of the value's bytes>`, one line each.
#[track_caller]
fn check(text: &str, expected: &Expect) {
    let parse = cfglint_syntax::parse(text);
    let module = Module::lower(parse.root(), text);
    let mut found = String::new();
    for definition in &module.definitions {
        let Some(setting) = setting(definition) else {
            continue;
        };
        let lines = setting.assignments(text);
        for line in &lines.lines {
            let value = line.value.as_deref().unwrap_or("<unknown>").escape_debug().to_string();
            let range = match &line.value {
                Some(value) => line.source_range(parse.root(), 0..value.len()),
                None => line.range,
            };
            let conditions: String = line
                .conditions()
                .map(|it| format!(" {}{}", if it.is_negated { "unless " } else { "if " }, it.text))
                .collect();
            found.push_str(&format!(
                "{:?} {} [{}] {}={value} <{}>{conditions}\n",
                setting.unit.manager,
                setting.unit.file_name(),
                line.section,
                line.directive,
                &text[range],
            ));
        }
        if !lines.is_complete {
            found.push_str(&format!(
                "{:?} {} [{}] {} …\n",
                setting.unit.manager,
                setting.unit.file_name(),
                setting.section,
                setting.directive
            ));
        }
    }
    expected.assert_eq(&found);
}

#[test]
fn kinds_of_values() {
    check(
        r#"{
  systemd.services.a.serviceConfig = {
    A = true; B = false; C = -3; D = 1.5; E = "a b"; F = [ "a" "b" ]; G = [ ]; H = "";
    I = null; J = [ null true 2 ]; K = [ [ 1 2 ] [ ] [ true false ] ]; L = ./file; M = /etc/x; N = "${./file}";
    O = x; P = { }; Q = y: y; R = { s = 1; }; S = /etc//x; T = "${/etc/x}"; U = ''
      one
      two
    '';
  };
}"#,
        &expect![[r#"
            System a.service [Service] A=true <true>
            System a.service [Service] B=false <false>
            System a.service [Service] C=-3 <-3>
            System a.service [Service] D=1.500000 <1.5>
            System a.service [Service] E=a b <a b>
            System a.service [Service] F=a <a>
            System a.service [Service] F=b <b>
            System a.service [Service] H= <"">
            System a.service [Service] I= <null>
            System a.service [Service] J= <null>
            System a.service [Service] J=true <true>
            System a.service [Service] J=2 <2>
            System a.service [Service] K=1 2 <[ 1 2 ]>
            System a.service [Service] K= <[ ]>
            System a.service [Service] K=1  <[ true false ]>
            System a.service [Service] L=￼ <./file>
            System a.service [Service] M=/etc/x </etc/x>
            System a.service [Service] N=\u{fffb} <"${./file}">
            System a.service [Service] O=<unknown> <x>
            System a.service [Service] O …
            System a.service [Service] P=<unknown> <{ }>
            System a.service [Service] P …
            System a.service [Service] Q=<unknown> <y: y>
            System a.service [Service] Q …
            System a.service [Service] R …
            System a.service [Service] S=￼ </etc//x>
            System a.service [Service] T=\u{fffb} <"${/etc/x}">
            System a.service [Service] U=one\ntwo\n <one
                  two
            >
        "#]],
    );
}

#[test]
fn options() {
    check(
        r#"{
  systemd.services.a = {
    description = "A"; documentation = [ "man:a(1)" ]; after = [ "b.service" "c.service" ];
    startLimitBurst = 5; wantedBy = [ "multi-user.target" ]; requiredBy = [ "x.target" ];
    environment = { A = "b \"c\""; B = null; C = "${x}"; D = y; }; path = [ x ];
    script = "echo"; scriptArgs = "%i"; preStart = ""; postStop = "${x}"; reload = "kill";
    startAt = [ "daily" "weekly" ]; restartIfChanged = false; stopIfChanged = true; enable = true;
    restartTriggers = [ x ]; unitConfig.After = "d.service"; confinement.enable = true;
    environment.${z} = "c";
  };
  systemd.sockets.s = { listenStreams = [ "80" ]; socketConfig.Accept = true; };
  systemd.user.services.h.Service = { A = null; B = [ "x" ]; ${z} = 1; };
  systemd.user.services.n.serviceConfig.A = null;
  boot.initrd.systemd.services.i.before = [ "x.service" ];
  systemd.network.networks."10-a" = {
    matchConfig.Name = "eth0"; DHCP = "yes"; address = [ "10.0.0.1/8" ]; networkConfig.IPv6AcceptRA = true; routes = [ ];
  };
  systemd.services.o = mkIf c { serviceConfig = mkMerge [ x { A = mkForce (mkIf d 1); } ]; };
  systemd.services."p-${q}".serviceConfig.ExecStart = [ "" ] ++ lib.optional e "f" ++ more;
}"#,
        &expect![[r#"
            System a.service [Unit] Description=A <A>
            System a.service [Unit] Documentation=man:a(1) <man:a(1)>
            System a.service [Unit] After=b.service <b.service>
            System a.service [Unit] After=c.service <c.service>
            System a.service [Unit] StartLimitBurst=5 <5>
            System a.service [Install] WantedBy=multi-user.target <multi-user.target>
            System a.service [Install] RequiredBy=x.target <x.target>
            System a.service [Service] Environment=\"A=b \\\"c\\\"\" <"b \"c\"">
            System a.service [Service] Environment=\"C=￼\" <"${x}">
            System a.service [Service] Environment=<unknown> <y>
            System a.service [Service] Environment …
            System a.service [Service] Environment=\"PATH=￼\" <[ x ]>
            System a.service [Service] ExecStart=￼ <"echo">
            System a.service [Service] ExecStart=%i <%i>
            System a.service [Service] ExecStopPost=<unknown> <"${x}">
            System a.service [Service] ExecStopPost …
            System a.service [Service] ExecReload=￼ <"kill">
            System a.timer [Timer] OnCalendar=daily <daily>
            System a.timer [Timer] OnCalendar=weekly <weekly>
            System a.service [Service] X-RestartIfChanged=false <false>
            System a.service [Unit] X-Restart-Triggers=￼ <[ x ]>
            System a.service [Unit] After=d.service <d.service>
            System a.service [Service]  …
            System a.service [Service] Environment …
            System s.socket [Socket] ListenStream=80 <80>
            System s.socket [Socket] Accept=true <true>
            Home h.service [Service] B=x <x>
            Home h.service [Service]  …
            User n.service [Service] A= <null>
            Initrd i.service [Unit] Before=x.service <x.service>
            System 10-a.network [Match] Name=eth0 <eth0>
            System 10-a.network [Network] DHCP=yes <yes>
            System 10-a.network [Network] Address=10.0.0.1/8 <10.0.0.1/8>
            System 10-a.network [Network] IPv6AcceptRA=true <true>
            System o.service [Service]  …
            System o.service [Service] A=1 <1> if c if d
            System p-${q}.service [Service] ExecStart= <"">
            System p-${q}.service [Service] ExecStart=f <f> if e
            System p-${q}.service [Service] ExecStart …
        "#]],
    );
}

#[test]
fn texts() {
    check(
        r#"{
  systemd.units."a.service".text = ''
    # comment
    [Service]
    ExecStart = /bin/a \
      ; no
      "b"
    ${x}
    A=${y}
    [Install]
    WantedBy=b
  '';
  environment.etc."systemd/system/a.service.d/b.conf".text = "[Service]\nA=\tb\\\n c\n";
  environment.etc."systemd/user/a.timer".source = ./x;
  environment.etc."systemd/journald.conf".text = "x";
}"#,
        &expect![[r#"
            System a.service [Service] ExecStart=/bin/a  \"b\" </bin/a \
                  ; no
                  "b">
            System a.service [] A=￼ <${y}>
            System a.service [Install] WantedBy=b <b>
            System a.service []  …
            System a.service [Service] A=b c <b\\\n c>
            User a.timer []  …
        "#]],
    );
}

#[test]
fn places_in_joined_texts() {
    check(
        r#"let name = "n"; other = "o${z}"; whole = "w"; in {
  systemd.services.a.serviceConfig = {
    A = "a ${name} b"; B = "${name}${x}c\"${other}"; C = "a" + name + "b"; D = whole; E = [ whole "${y}\n" ];
  };
  systemd.services.a.environment.F = "\"${name}\\";
}"#,
        &expect![[r#"
            System a.service [Service] A=a n b <a ${name} b>
            System a.service [Service] B=n￼c\"o￼ <${name}${x}c\"${other}>
            System a.service [Service] C=anb <a" + name + "b>
            System a.service [Service] D=w <w>
            System a.service [Service] E=w <w>
            System a.service [Service] E=￼\n <${y}\n>
            System a.service [Service] Environment=\"F=\\\"n\\\\\" <"\"${name}\\">
        "#]],
    );
}

mod project {
    use std::sync::Arc;

    use expect_test::{Expect, expect};

    use crate::unit_files::{UnitFiles, UnitManager};
    use crate::{Analysis, Config, FileId, FileReport, SourceFile};

    fn reports(texts: &[&str]) -> Vec<FileReport> {
        let analysis = Analysis::new(Arc::new(Config::default()));
        let sources = texts
            .iter()
            .zip(0..)
            .map(|(text, id)| SourceFile::new(FileId(id), format!("{id}.nix"), *text));
        sources.map(|source| analysis.file(&source)).collect()
    }

    #[track_caller]
    fn edges(texts: &[&str], expected: &Expect) {
        let reports = reports(texts);
        let edges = UnitFiles::new(&reports).edges().into_iter().map(|edge| {
            let text = &edge.fact.file.source.text;
            let parse = cfglint_syntax::parse(text);
            let place = &text[edge.range(parse.root())];
            let (from, to, kind) = (&edge.from, &edge.to, edge.kind);
            let mark = if edge.is_unconditional() { "" } else { " perhaps" };
            format!("{from} {kind:?} {to} <{place}>{mark}\n")
        });
        expected.assert_eq(&edges.collect::<String>());
    }

    /// What `a.service` lacks, as `0.nix` sees it: nothing, a command, and whether it is all known.
    #[track_caller]
    fn lacks_command(texts: &[&str]) -> (bool, bool, bool) {
        let reports = reports(texts);
        let units = UnitFiles::new(&reports);
        let unit = units.by_name(UnitManager::System, "a.service").unwrap();
        let view = unit.seen_from(&unit.members[0].fact);
        let is_silent = view.is_silent_on("Service", "ExecStart");
        (is_silent, view.is_known(), view.may_be_elsewhere(&units))
    }

    #[test]
    fn absence() {
        let silent = "{ systemd.services.a.serviceConfig.Type = \"oneshot\"; }";
        assert_eq!(lacks_command(&[silent]), (true, true, false));
        let command = "{ systemd.services.a.script = \"true\"; }";
        assert_eq!(lacks_command(&[silent, command]), (false, true, false));
        let text = "{ systemd.units.\"a.service\".text = \"[Service]\\nExecStart=/bin/a\"; }";
        assert_eq!(lacks_command(&[silent, text]), (false, true, false));
        let other = "{ systemd.units.\"a.service\".text = \"[Unit]\\nAfter=b\"; }";
        assert_eq!(lacks_command(&[silent, other]), (true, true, false));
        for unknown in [
            "{ systemd.services.a.serviceConfig = x; }",
            "{ systemd.services.a = x; }",
            "{ systemd.services.a.serviceConfig.${x} = 1; }",
            "{ environment.etc.\"systemd/system/a.service.d/b.conf\".source = ./x; }",
            "{ systemd.units.\"a.service\".text = x; }",
        ] {
            let (is_silent, is_known, _) = lacks_command(&[silent, unknown]);
            assert_eq!((is_silent, is_known), (false, false), "{unknown}");
        }
        let user = "{ systemd.user.services.a.script = \"true\"; }";
        assert_eq!(lacks_command(&[silent, user]), (true, true, false));
    }

    #[test]
    fn what_may_be_defined_elsewhere() {
        let only_wanted = "{ systemd.services.a.wantedBy = [ \"b.target\" ]; }";
        assert_eq!(lacks_command(&[only_wanted]), (true, true, true));
        let silent = "{ systemd.services.a.serviceConfig.Type = \"oneshot\"; }";
        let packages = "{ systemd.packages = [ x ]; }";
        assert_eq!(lacks_command(&[silent, packages]), (true, true, true));
        assert_eq!(lacks_command(&[silent, "{ systemd.packages = [ ]; }"]), (true, true, false));
        let drop_in = "{ systemd.services.a.overrideStrategy = \"asDropin\"; }";
        assert_eq!(lacks_command(&[silent, drop_in]), (true, true, true));
    }

    #[test]
    fn who_starts_whom() {
        edges(
            &[
                r#"{
  systemd.services.a = {
    after = [ "b.service" x ] ++ lib.optional c "c.service"; wantedBy = [ "multi-user.target" ]; startAt = "daily";
    unitConfig = { Requires = "d.service  e.service f"; OnFailure = "n@${y}.service"; };
  };
  systemd.timers.t.timerConfig = { OnBootSec = 5; Unit = "a.service"; };
  systemd.timers.off = { enable = false; timerConfig.OnBootSec = 5; };
  systemd.services."${z}".after = [ "a.service" ];
}"#,
                r#"{
  systemd.sockets.s.socketConfig.Accept = true;
  systemd.sockets.r.listenStreams = [ "80" ];
  systemd.paths.p.pathConfig = { PathExists = "/x"; Unit = q; };
  systemd.units."u.service" = { text = "[Unit]\nPartOf=a.service\n[Install]\nWantedBy=w.target\n"; };
  systemd.services.a.before = lib.mkForce [ "g.service" ];
  systemd.services.a.conflicts = lib.mkDefault [ "h.service" ];
  systemd.user.services.h.Install.WantedBy = [ "default.target" ];
}"#,
                r#"{ systemd.services.a.before = [ "hidden.service" ]; systemd.services.a.conflicts = [ "i.service" ]; }"#,
            ],
            &expect![[r#"
                a.service After b.service <b.service>
                a.service After c.service <c.service> perhaps
                multi-user.target Wants a.service <multi-user.target>
                a.service Requires d.service <d.service>
                a.service Requires e.service <e.service>
                a.service Before g.service <g.service>
                a.service Conflicts i.service <i.service>
                timers.target Wants a.timer <startAt>
                a.timer Triggers a.service <startAt>
                t.timer Triggers a.service <a.service>
                s.socket Triggers s@.service <Accept>
                r.socket Triggers r.service <listenStreams>
                u.service PartOf a.service <a.service>
                default.target Wants h.service <default.target>
            "#]],
        );
    }
}

#[test]
fn lists_of_units() {
    check(
        r#"
{ config, lib, ... }: {
  systemd.mounts = [
    { what = "server:/x"; where = "/data/a-b"; type = "nfs"; options = "ro"; mountConfig.LazyUnmount = true; }
    { what = ""; where = config.b; type = ""; options = ""; wantedBy = [ "c.target" ]; }
  ] ++ config.d ++ lib.optional config.e { where = "/f"; unitConfig.X = 1; };
  systemd.automounts = [ { where = "/data/a-b"; automountConfig = { TimeoutIdleSec = "1h"; }; } ];
  boot.initrd.systemd.automounts = [ { where = "/"; after = [ "g.service" ]; } ];
}"#,
        &expect![[r#"
            System data-a\x2db.mount [Mount] What=server:/x <server:/x>
            System data-a\x2db.mount [Mount] Where=/data/a-b </data/a-b>
            System data-a\x2db.mount [Mount] Type=nfs <nfs>
            System data-a\x2db.mount [Mount] Options=ro <ro>
            System data-a\x2db.mount [Mount] LazyUnmount=true <true>
            System ${…}.mount [Mount] What= <"">
            System ${…}.mount [Mount] Where=<unknown> <config.b>
            System ${…}.mount [Mount] Where …
            System ${…}.mount [Install] WantedBy=c.target <c.target>
            System f.mount [Mount] Where=/f </f> if config.e
            System f.mount [Unit] X=1 <1> if config.e
            System data-a\x2db.automount [Automount] Where=/data/a-b </data/a-b>
            System data-a\x2db.automount [Automount] TimeoutIdleSec=1h <1h>
            Initrd -.automount [Automount] Where=/ </>
            Initrd -.automount [Unit] After=g.service <g.service>
        "#]],
    );
}

#[test]
fn lists_of_sections() {
    check(
        r#"
{ config, ... }: {
  systemd.network.networks.a = {
    addresses = [ { Address = "b"; } { addressConfig = { Address = [ "c" "d" ]; }; } { addressConfig = config.e; } ];
    routes = [ { Gateway = "f"; ${config.g} = 1; } ] ++ config.h;
  };
  systemd.network.networks.i = { addresses = [ ]; routes = config.j; };
}"#,
        &expect![[r#"
            System a.network [Address] Address=b <b>
            System a.network [Address] Address=c <c>
            System a.network [Address] Address=d <d>
            System a.network [Address]  …
            System a.network [Route] Gateway=f <f>
            System a.network [Route]  …
            System a.network [Route]  …
            System i.network [Route]  …
        "#]],
    );
}
