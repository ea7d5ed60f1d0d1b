//! What a memory says is what is said without one.

use std::sync::Arc;

use super::Memory;
use crate::{Analysis, Config, FileId, FileReport, LINTS, Overrides, SourceFile};

/// Statements that speak of one another, in pieces that are often changed and often meet.
const LINES: &[&str] = &[
    "systemd.services.a.serviceConfig.Type = \"oneshot\";",
    "systemd.services.a.serviceConfig = { RemainAfterExit = true; ExecStart = \"/bin/a\"; };",
    "systemd.services.a.startAt = \"daily\";",
    "systemd.services.a.after = [ \"b.service\" ];",
    "systemd.services.a = { description = \"a\"; serviceConfig.Type = \"simple\"; };",
    "systemd.services.a.wantedBy = [ \"multi-user.target\" ];",
    "systemd.services.a.serviceConfig.Restart = lib.mkForce \"always\";",
    "systemd.services.a.enable = false;",
    "systemd.services.a.confinement.enable = true;",
    "systemd.services.a.serviceConfig.ProtectSystem = true;",
    "systemd.services.b.after = [ \"c.service\" \"network-online.target\" ];",
    "systemd.services.b = { bindsTo = [ \"a.service\" ]; script = \"true\"; };",
    "systemd.services.b.serviceConfig = { Type = \"dbus\"; ExecStart = [ \"/x\" \"/y\" ]; };",
    "systemd.services.c.before = [ \"b.service\" \"sysinit.target\" ];",
    "systemd.services.c = { after = [ \"a.service\" \"syslog.target\" ]; script = \"curl x\"; };",
    "systemd.services.c.postStop = \"echo done\";",
    "systemd.services.${name}.serviceConfig.Type = \"notify\";",
    "systemd.services.\"c@\".script = \"true\";",
    "systemd.timers.a = { wantedBy = [ \"timers.target\" ]; timerConfig.OnCalendar = \"daily\"; };",
    "systemd.timers.a.timerConfig.Unit = \"b.service\";",
    "systemd.timers.b.timerConfig = { OnUnitActiveSec = \"1h\"; Persistent = true; };",
    "systemd.timers.c = { timerConfig.Unit = \"c.target\"; wantedBy = [ \"timers.target\" ]; };",
    "systemd.targets.c = { };",
    "systemd.sockets.c = { listenStreams = [ \"1\" ]; socketConfig.Accept = true; };",
    "systemd.sockets.a = { wantedBy = [ \"sockets.target\" ]; socketConfig.SocketMode = \"0660\"; };",
    "systemd.paths.a.pathConfig.MakeDirectory = true;",
    "systemd.paths.c.pathConfig.PathChanged = \"/c\";",
    "systemd.targets.timers.wants = [ \"b.timer\" \"c.socket\" \"c.path\" ];",
    "systemd.slices.a--b = { };",
    "systemd.services.a.serviceConfig.Slice = \"a--b.slice\";",
    "systemd.mounts = [ ];",
    "systemd.packages = [ pkgs.x ];",
    "environment.etc.\"systemd/system/d.service\".text = \"[Service]\\nType=dbus\\n\";",
    "security.acme.certs.\"x.org\".dnsProvider = \"cloudflare\";",
    "security.acme.certs.\"x.org\".webroot = \"/var/www\";",
    "security.acme.certs.\"y.org\" = { domain = \"*.y.org\"; reloadServices = [ \"a.service\" ]; };",
    "security.acme.defaults.email = \"a@x.org\";",
    "security.acme.acceptTerms = false;",
    "services.nginx.virtualHosts.\"x.org\".enableACME = true;",
    "systemd.services.a.serviceConfig.LoadCredential = [ \"k:/var/lib/acme/x.org/key.pem\" ];",
    "systemd.services.b.wantedBy = [ \"acme-finished-x.org.target\" ];",
    "systemd.services.b.preStart = \"systemctl start c; cat /var/lib/acme/y.org/key.pem\";",
    "security.sudo.extraRules = [ { users = [ \"u\" ]; commands = [ \"ALL\" ]; } ];",
    "security.doas.extraRules = [ { users = [ \"u\" ]; noPass = true; } ];",
    "security.sudo.enable = false;",
    "security.rngd.enable = true;",
    "fileSystems.\"/x\" = { fsType = \"tmpfs\"; };",
    "fileSystems.\"/x\".options = [ \"mode=755\" ];",
    "system.stateVersion = \"23.11\";",
    "system.nssDatabases.passwd = [ \"sss\" ];",
    "services.x.passwordFile = ./secret;",
    "imports = [ ./b.nix ./c.nix ];",
    "imports = [ ./d.nix <nixpkgs/nixos/x.nix> ];",
    "${option}.x = 1;",
    "services.x = // 1;",
    "# cfglint: allow(dependency-cycle) -- as it should be",
    "# cfglint: allow(systemd)",
    "options.services.x.passwordFile = lib.mkOption { };",
];

const NAMES: &[&str] = &["a.nix", "b.nix", "c.nix", "d.nix", "tests/e.nix"];

/// Numbers that are the same in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }
}

/// A text and how it changes.
struct Texts(Vec<Vec<&'static str>>);

impl Texts {
    fn change(&mut self, place: usize, random: &mut Random) {
        let lines = &mut self.0[place];
        let line = LINES[random.below(LINES.len())];
        match (random.below(5), lines.len()) {
            (0 | 1, _) | (_, 0) => lines.insert(random.below(lines.len() + 1), line),
            (2, length) => lines[random.below(length)] = line,
            (_, length) => _ = lines.remove(random.below(length)),
        }
        lines.truncate(14);
    }

    fn report(&self, place: usize, analysis: &Analysis) -> FileReport {
        let body = self.0[place].join("\n  ");
        let text = format!("{{ config, lib, pkgs, name, option, ... }}:\n{{\n  {body}\n}}\n");
        let mut report = analysis.file(&SourceFile::new(FileId(place as u32), NAMES[place], text));
        let imports = report.module.imports.iter().filter_map(|import| import.path.clone());
        report.missing_imports = imports.filter(|path| &**path == "./d.nix").take(1).collect();
        report
    }
}

fn analysis(release: Option<&str>) -> Analysis {
    let select = LINTS.iter().map(|lint| lint.name.to_owned()).collect();
    let release = release.and_then(|it| it.parse().ok());
    let overrides = Overrides { select, release, ..Overrides::default() };
    Analysis::new(Arc::new(Config::from_overrides(&overrides).expect("these are lints")))
}

#[test]
fn after_any_change_the_same_is_said_as_without_a_memory() {
    let mut seen = std::collections::BTreeSet::new();
    for (seed, release) in [(1, None), (2, Some("23.11")), (3, Some("25.11"))] {
        let (analysis, mut random) = (analysis(release), Random(seed));
        let mut texts = Texts(vec![Vec::new(); NAMES.len()]);
        for _ in 0..40 {
            texts.change(random.below(NAMES.len()), &mut random);
        }
        let mut reports: Vec<FileReport> =
            (0..NAMES.len()).map(|place| texts.report(place, &analysis)).collect();
        let mut memory = Memory::default();
        analysis.workspace_again(&reports, &mut memory, &[]);
        for step in 0..400 {
            // Now and then several files change at once.
            let mut changed: Vec<usize> =
                (0..1 + random.below(8) / 7).map(|_| random.below(NAMES.len())).collect();
            changed.sort_unstable();
            changed.dedup();
            let before: Vec<Vec<_>> =
                (0..NAMES.len()).map(|place| memory.of(place).to_vec()).collect();
            for &place in &changed {
                texts.change(place, &mut random);
                reports[place] = texts.report(place, &analysis);
            }
            let news = analysis.workspace_again(&reports, &mut memory, &changed);
            let fresh = analysis.workspace(&reports);
            assert_eq!(memory.all(&reports), fresh, "seed {seed}, step {step}: {:#?}", texts.0);
            for (place, before) in before.iter().enumerate() {
                let is_told = news.contains(&place);
                assert!(is_told || memory.of(place) == before, "seed {seed}, step {step}");
            }
            seen.extend(fresh.iter().map(|it| it.lint));
        }
    }
    // It would be easy to agree on nothing.
    let joined: Vec<_> = LINTS.iter().filter(|it| it.scope != crate::Scope::File).collect();
    let met = joined.iter().filter(|it| seen.contains(it.name)).count();
    assert!(met * 2 > joined.len(), "only {met} of {} lints found something", joined.len());
}
