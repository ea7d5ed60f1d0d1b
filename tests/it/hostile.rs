//! Texts that somebody has made to keep a linter busy: work grows as the text does.
//!
//! What is counted are nodes that are visited, bytes that are read and facts that are compared
//! (`cfglint_syntax::work`), as a clock says something else on every machine.

use std::sync::Arc;

use cfglint_lints::{Analysis, Applicability, Config, FileId, Overrides, SourceFile, fix_files};
use cfglint_syntax::work;

/// A text with a beginning, pieces with their numbers, and an end.
fn repeated(length: usize, start: &str, piece: impl Fn(usize) -> String, end: &str) -> String {
    let mut text = start.to_owned();
    for number in 0.. {
        if text.len() >= length {
            break;
        }
        text += &piece(number);
    }
    text + end
}

/// Texts of about this length, by name. In each of them most words are at fault, or may be.
pub(crate) fn texts(length: usize) -> Vec<(String, String)> {
    let service = "systemd.services.a";
    let mut texts = Vec::new();
    let mut add = |start: &str, piece: &dyn Fn(usize) -> String, end: &str| {
        let name = format!("{start}{}…", piece(0));
        texts.push((name, repeated(length, start, piece, end)));
    };
    // Chains and nesting.
    for piece in [
        "a.",
        "1+",
        "a: ",
        "!",
        "[",
        "{a={a=",
        "(",
        "\"${",
        "''${",
        "if ",
        "let ",
        "with x; ",
        "a -> ",
        "a.a or ",
        "f (",
        "{ a = 1; } // ",
        "(lib.mkIf c ",
        "(lib.mkMerge [ ",
        "a ++ ",
    ] {
        add("", &|_| piece.to_owned(), "a");
    }
    let closed = |open: &str, close: &str| {
        let depth = length / (open.len() + close.len());
        let text = format!("{}{{ a = 1; }}{}", open.repeat(depth), close.repeat(depth));
        (format!("{open}…{close}"), format!("{{ lib, c, ... }}: {{ config = {text}; }}"))
    };
    let nested = [closed("(lib.mkIf c ", ")"), closed("(lib.mkMerge [ ", " ])")];
    // Many of a kind, on one line and on many.
    add("{ ", &|it| format!("a{it} = 1; "), "}");
    add("{ ", &|_| "a = 1; ".to_owned(), "}");
    add("{ a = [ ", &|_| "x ".to_owned(), "]; }");
    add("{ a = \"", &|_| "${x} ".to_owned(), "\"; }");
    for end in ["", "\n"] {
        let output = "serviceConfig.StandardOutput = \"syslog\"";
        add("{ ", &|it| format!("systemd.services.s{it}.{output}; {end}"), "}");
        add("{ ", &|_| format!("{service}.wantedBy = [ \"b.target\" ]; {end}"), "}");
        add(
            &format!("{{ {service}.after = [ "),
            &|it| format!("\"u{}.service\" {end}", it % 9),
            "]; }",
        );
        add(
            &format!("{{ {service}.serviceConfig = {{ "),
            &|it| format!("Foo{it} = 1; {end}"),
            "}; }",
        );
    }
    // One value with a mistake in every word.
    let exec = format!("{{ x, ... }}: {{ {service}.serviceConfig.ExecStart = \"/bin/x ");
    for piece in ["$a$b ", "%q ", "\\\\x ", "| y ", "${x} | "] {
        add(&exec, &|_| piece.to_owned(), "\"; }");
    }
    add(&format!("{{ {service}.unitConfig.After = \""), &|it| format!("u{it} "), "\"; }");
    add(&format!("{{ {service}.serviceConfig.SystemCallFilter = \""), &|_| "x ".into(), "\"; }");
    add(
        &format!("{{ {service}.serviceConfig.ExecStart = [ "),
        &|it| format!("\"x{it} | y\" "),
        "]; }",
    );
    add("{ systemd.timers.a.timerConfig.OnCalendar = [ ", &|_| "\"9:61\" ".into(), "]; }");
    add(
        "{ systemd.units.\"a.service\".text = ''\n[Service]\n",
        &|_| "StandardOutput=syslog\n".to_owned(),
        "''; }",
    );
    add(&format!("{{ x, ... }}: {{ {service}.script = ''\n"), &|_| "  ${x} | y\n".into(), "''; }");
    // Services that are each at fault, and certificates.
    let confined = "confinement.enable = true; serviceConfig.ExecStart = \"x | y\";";
    add("{ ", &|it| format!("systemd.services.s{it} = {{ {confined} }}; "), "}");
    add(
        "{ ",
        &|it| {
            let path = |name: &str| format!("\"/var/lib/acme/{name}{it}/");
            format!(
                "services.nginx.virtualHosts.h{it} = {{ sslCertificate = {}cert.pem\"; sslCertificateKey = {}key.pem\"; }}; ",
                path("c"),
                path("d")
            )
        },
        "}",
    );
    // One unit that is spoken of again and again, by one machine and by many.
    let again = "{ systemd.services.a.serviceConfig.Restart = \"always\"; } ";
    add("{ lib, ... }: lib.mkMerge [ ", &|_| again.to_owned(), "]");
    add("{ nodes = { ", &|it| format!("n{it} = {again}; "), "}; }");
    add(&format!("{{ x, ... }}: {{ {service} = {{ inherit "), &|it| format!("v{it} "), "; }; }");
    // What is looked for in all that is said.
    for fault in ["MountFlags = \"private\"", "PermissionsStartOnly = true"] {
        add("{ ", &|it| format!("systemd.services.s{it}.serviceConfig.{fault}; "), "}");
    }
    add(
        "{ ",
        &|it| {
            let after =
                format!("systemd.services.s{it}.after = [ \"acme-finished-c{it}.target\" ];");
            format!("{after} security.acme.certs.c{it}.webroot = \"/\"; ")
        },
        "}",
    );
    add(
        "{ lib, ... }: { options.a = lib.mkOption { type = lib.types.enum [ ",
        &|it| format!("\"a{it}\" "),
        "]; }; }",
    );
    // Comments that allow something.
    add("# cfglint: allow(", &|it| format!("syslog-outpux{it}, "), ")\n{ }");
    add("{\n", &|_| "# cfglint: allow(syslog-output)\na = [ ];\n".to_owned(), "}");
    texts.extend(nested);
    texts
}

/// The steps that it takes to find everything and to mend it, and the length of the text.
fn work_on(analysis: &Analysis, text: &str) -> (u64, u64) {
    let file = SourceFile::new(FileId(0), "a.nix", text);
    let before = work::steps();
    analysis.workspace(&[analysis.file(&file)]);
    let found = work::steps();
    fix_files(analysis, &[file], Applicability::Unsafe);
    (found - before, work::steps() - found)
}

#[test]
fn four_times_the_text_is_four_times_the_work() {
    let analysis = Analysis::new(Arc::new(Config::default()));
    let (short, long) = (texts(4_000), texts(16_000));
    assert!(short.len() > 40);
    let mut slow = Vec::new();
    for ((name, short), (_, long)) in short.iter().zip(&long) {
        let ((lint, fix), (lint_long, fix_long)) =
            (work_on(&analysis, short), work_on(&analysis, long));
        // How often a list that is not yet long is searched from its start is left to chance.
        for (what, one, four) in [("linting", lint, lint_long), ("fixing", fix, fix_long)] {
            if four > 6 * one + 10_000 {
                slow.push(format!("{what} {name}: {one} steps, then {four}"));
            }
        }
    }
    assert!(slow.is_empty(), "{}", slow.join("\n"));
}

/// The files of so many machines, each of which says what it wants of the same units.
fn machines(count: usize) -> Vec<SourceFile> {
    let unit = |number: usize| {
        format!(
            "{{\n  systemd.services.backup = {{\n    after = [ \"a{number}.mount\" ];\n    \
             serviceConfig = {{ Type = \"oneshot\"; User = \"u{number}\"; ExecStart = \"/bin/b\"; }};\n  }};\n  \
             systemd.timers.backup.timerConfig.OnCalendar = \"daily\";\n}}\n"
        )
    };
    let host = "{ imports = [ ./unit.nix ]; system.stateVersion = \"24.05\"; }";
    let files = (0..count).flat_map(|number| {
        let file = |name: &str| format!("m{number}/{name}.nix");
        [(file("host"), host.to_owned()), (file("unit"), unit(number))]
    });
    let numbered = files.zip(0..);
    numbered.map(|((name, text), id)| SourceFile::new(FileId(id), name, text)).collect()
}

#[test]
fn four_times_the_machines_are_four_times_the_work() {
    let all = Overrides { select: vec!["all".to_owned()], ..Overrides::default() };
    let analysis = Analysis::new(Arc::new(Config::from_overrides(&all).unwrap()));
    let work = |count| {
        let reports: Vec<_> = machines(count).iter().map(|file| analysis.file(file)).collect();
        let before = work::steps();
        analysis.workspace(&reports);
        work::steps() - before
    };
    let (one, four) = (work(50), work(200));
    assert!(one > 1_000, "{one}");
    assert!(four <= 6 * one, "{one} steps, then {four}");
}
