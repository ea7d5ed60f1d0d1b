//! Hostile texts on the command line: it ends, says no more than it has to, and writes nothing wrong.

use crate::hostile::texts;
use crate::sandbox::Sandbox;

/// One line on which every service has a mistake.
fn line(count: usize) -> String {
    let one = |it| format!("systemd.services.s{it}.serviceConfig.StandardOutput = \"syslog\"; ");
    format!("{{ {}}}\n", (100_000..100_000 + count).map(one).collect::<String>())
}

#[test]
fn every_report_is_as_long_as_there_is_to_say() {
    let formats = "human concise json json-lines sarif github gitlab junit";
    for format in formats.split(' ') {
        let length = |count| {
            let sandbox = Sandbox::new(&[("a.nix", &line(count))]);
            let run = sandbox.run(&format!("check --no-cache --format {format}"));
            assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{format}");
            run.stdout.len()
        };
        let (one, four) = (length(100), length(400));
        assert!(four < 5 * one, "{format}: {one} bytes for 100 findings, {four} for 400");
    }
}

#[test]
fn a_long_line_is_shown_in_part() {
    let sandbox = Sandbox::new(&[("a.nix", &line(100))]);
    let run = sandbox.run("check --no-cache");
    let longest = run.stdout.lines().map(|line| line.chars().count()).max();
    assert!(longest.is_some_and(|it| it < 300), "{longest:?}");
    let at = line(100).find("s100050").unwrap() + "s100050.serviceConfig.".len();
    assert!(run.stdout.contains(&format!("a.nix:1:{}\n", at + 1)), "{}", run.stdout);
    let shown = run.stdout.split("\n\n").find(|it| it.contains(&format!("a.nix:1:{}\n", at + 1)));
    let shown = shown.unwrap();
    // The place is marked, and the fix shows what is around it.
    let (source, marks) =
        shown.lines().zip(shown.lines().skip(1)).find(|(_, marks)| marks.contains("^^^")).unwrap();
    let column = |text: &str, part: &str| text.find(part).map(|byte| text[..byte].chars().count());
    let service = column(source, "s100050.serviceConfig.").unwrap();
    let key = service + "s100050.serviceConfig.".len();
    assert_eq!(column(marks, "^"), Some(key), "{shown}");
    assert!(shown.contains("- …") && shown.contains("= \"journal\""), "{shown}");
}

#[test]
fn every_command_ends() {
    let texts = texts(3_000);
    for arguments in [
        "units . --format svg",
        "check --no-cache --select all --diff --unsafe-fixes",
        "check --no-cache --select all --add-allows=x",
        "check --no-cache --select all --fix --unsafe-fixes",
    ] {
        let sandbox = Sandbox::new(&[]);
        for (number, (_, text)) in texts.iter().enumerate() {
            sandbox.write(&format!("{number}.nix"), text);
        }
        let run = sandbox.run(arguments);
        assert!(matches!(run.code, 0 | 1), "{arguments}: {}", run.shown());
    }
    for (name, text) in texts.iter().filter(|(_, text)| text.contains("systemd")) {
        let sandbox = Sandbox::new(&[("a.nix", text)]);
        let run = sandbox.run("model --units a.nix");
        assert_eq!(run.code, 0, "{name}: {}", run.shown());
    }
}

#[test]
fn ten_thousand_files_that_import_each_other() {
    let sandbox = Sandbox::new(&[("flake.nix", "{ outputs = _: { }; }\n")]);
    for number in 0..10_000 {
        let next = (number + 1) % 10_000;
        std::fs::write(
            sandbox.path(&format!("{number}.nix")),
            format!("{{ imports = [ ./{next}.nix ]; }}\n"),
        )
        .unwrap();
    }
    let run = sandbox.run("check 0.nix --no-cache");
    assert_eq!((run.code, run.shown().as_str()), (0, "exit code: 0\n"));
}
