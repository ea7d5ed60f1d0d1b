//! Which files a run sees.

use super::SYSLOG;
use crate::sandbox::Sandbox;

const SERVICE: &str = "{ systemd.services.pull.serviceConfig.RemainAfterExit = true; }\n";
const TIMER: &str = "{ systemd.timers.pull.timerConfig.OnCalendar = \"daily\"; }\n";

#[test]
fn facts_of_all_given_files_are_joined() {
    let sandbox = Sandbox::new(&[("service.nix", SERVICE), ("timer.nix", TIMER)]);
    assert_eq!(sandbox.run("check service.nix").code, 0);
    assert_eq!(sandbox.run("check timer.nix").code, 0);
    let run = sandbox.run("check service.nix timer.nix --format concise");
    assert!(run.stdout.starts_with("service.nix:1:39: error[remain-after-exit-timer]"));
}

#[test]
fn imports_are_followed_inside_the_project() {
    let machine = "{ imports = [ ../service.nix ./timers ]; }\n";
    let files = [
        ("flake.nix", "{ outputs = _: { }; }\n"),
        ("hosts/machine.nix", machine),
        ("service.nix", SERVICE),
        ("hosts/timers/default.nix", TIMER),
    ];
    let sandbox = Sandbox::new(&files);
    let run = sandbox.run("check hosts/machine.nix --format concise");
    assert_eq!(run.stdout, "", "both places lie in files that nobody asked about");
    let run = sandbox.run("check hosts/machine.nix hosts/timers --format concise");
    assert!(
        run.stdout.starts_with("service.nix:1:39: error[remain-after-exit-timer]"),
        "{}",
        run.stdout
    );
    let sandbox = Sandbox::new(&files[1..]);
    let run = sandbox.run("check hosts/machine.nix hosts/timers");
    assert_eq!(run.stdout, "", "without a mark of a project, other folders are not read");
}

#[test]
fn the_rest_of_the_project_can_take_part() {
    let sandbox = Sandbox::new(&[
        ("cfglint.toml", "exclude = ['old']\n"),
        ("services/pull.nix", SERVICE),
        ("timers/pull.nix", TIMER),
        ("old/syslog.nix", SYSLOG),
        ("syslog.nix", SYSLOG),
    ]);
    let run = |arguments: &str| sandbox.run(&format!("check {arguments} --format concise")).stdout;
    assert_eq!(run("timers/pull.nix"), "");
    let found = run("timers/pull.nix --with-project");
    assert!(found.starts_with("services/pull.nix:1:39: error[remain-after-exit-timer]"), "{found}");
    assert_eq!(found.lines().count(), 1, "nobody asked about the others: {found}");
}

#[test]
fn imports_that_functions_make_are_followed() {
    for imports in [
        "map (name: ./timers + \"/${name}.nix\") [ \"a\" ]",
        "[ (./. + \"/timers/a.nix\") ]",
        "lib.flatten [ [ ./timers/a.nix ] ]",
        "let all = [ ./timers/a.nix ]; in all",
        "[ (import ./timers/a.nix) ]",
    ] {
        let service = format!("{{ lib, ... }}: {{ imports = {imports}; {}", &SERVICE[1..]);
        let sandbox = Sandbox::new(&[
            ("flake.nix", "{ outputs = _: { }; }\n"),
            ("machine.nix", service.as_str()),
            ("timers/a.nix", TIMER),
        ]);
        let run = sandbox.run("check machine.nix --format concise");
        let expected = "error[remain-after-exit-timer]";
        assert_eq!(run.stdout.matches(expected).count(), 1, "{imports}: {}", run.stdout);
    }
}

#[test]
fn a_cycle_of_imports_ends() {
    let sandbox = Sandbox::new(&[
        ("cfglint.toml", ""),
        ("a.nix", "{ imports = [ ./b.nix ]; }"),
        ("b.nix", "{ imports = [ ./a.nix ./b.nix ]; }"),
    ]);
    assert_eq!(sandbox.run("check a.nix").code, 0);
}

#[test]
fn ignored_files_are_left_out_unless_they_are_named() {
    let sandbox = Sandbox::new(&[
        (".gitignore", "generated/\n"),
        ("generated/a.nix", SYSLOG),
        ("b.txt", SYSLOG),
    ]);
    let run = sandbox.run("check");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert_eq!(run.stderr, "cfglint: there is no .nix file to lint\n");
    assert_eq!(sandbox.run("check generated/a.nix").code, 1);
    assert_eq!(sandbox.run("check b.txt").code, 1);
}

#[test]
fn a_file_is_read_once_however_it_is_named() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let run = sandbox.run("check a.nix ./a.nix . --format concise");
    assert_eq!(run.stdout.lines().count(), 1, "{}", run.stdout);
}

#[test]
fn files_are_named_as_given() {
    let sandbox = Sandbox::new(&[("x/a.nix", SYSLOG)]);
    let name = |paths: &str| {
        let stdout = sandbox.run(&format!("check {paths} --format concise")).stdout;
        stdout.split(':').next().unwrap_or_default().to_owned()
    };
    assert_eq!(name("."), "x/a.nix");
    assert_eq!(name("x"), "x/a.nix");
    assert_eq!(name("./x/a.nix"), "x/a.nix");
    assert_eq!(name("x/../x"), "x/../x/a.nix");
}

#[test]
fn standard_input_has_the_place_that_its_name_says() {
    let sandbox = Sandbox::new(&[
        ("cfglint.toml", "per-file.\"hosts/*\".ignore = ['systemd']\n"),
        ("timer.nix", TIMER),
    ]);
    let run = |name: &str, text: &str| {
        sandbox
            .run_with_input(&format!("check - --stdin-filename {name} --format concise"), text)
            .stdout
    };
    assert!(run("a.nix", SYSLOG).starts_with("a.nix:2:36: warning[syslog-output]"));
    assert_eq!(run("hosts/a.nix", SYSLOG), "");
    let importing = format!("{{ imports = [ ./timer.nix ]; {}", &SERVICE[1..]);
    assert!(run("a.nix", &importing).contains("remain-after-exit-timer"));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let names: Vec<String> = (0..40).map(|number| format!("{number}.nix")).collect();
    let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), SYSLOG)).collect();
    let sandbox = Sandbox::new(&files);
    let one = sandbox.run("check --jobs 1 --no-cache").shown();
    assert!(one.contains("40 warnings"));
    assert_eq!(one, sandbox.run("check --jobs 3 --no-cache").shown());
}

#[test]
fn imports_that_lead_nowhere_are_reported() {
    let flake = ("flake.nix", "{ outputs = _: { }; }\n");
    let hosts = "{ imports = [ ../there.nix ../gone.nix ../vendor/a.nix ../secrets.nix ]; }\n";
    let files = [
        flake,
        ("there.nix", "{ }\n"),
        ("hosts/default.nix", hosts),
        (".gitignore", "secrets.nix\n"),
        ("syslog.nix", SYSLOG),
    ];
    let sandbox = Sandbox::new(&files);
    std::fs::create_dir(sandbox.path("vendor")).unwrap();
    let run = sandbox.run("check hosts --format concise");
    let expected = "hosts/default.nix:1:28: error[missing-import] there is no file `../gone.nix`; whatever imports this module fails";
    assert_eq!(run.stdout.lines().next(), Some(expected), "{}", run.stdout);
    assert_eq!(run.stdout.matches("missing-import").count(), 1, "{}", run.stdout);
    // It is still known after other findings of the run are mended.
    let run = sandbox.run("check . --fix --format concise");
    assert!(run.stdout.contains(expected), "{}", run.stdout);
    assert!(!run.stdout.contains("syslog-output"), "{}", run.stdout);
    // Of a text without a place nobody knows what is around it.
    let text = "{ imports = [ ./there.nix ./gone.nix ]; }\n";
    assert_eq!(sandbox.run_with_input("check - --format concise", text).stdout, "");
    let named = "check - --stdin-filename a.nix --format concise";
    assert!(sandbox.run_with_input(named, text).stdout.starts_with("a.nix:1:27: error[missing"));
}
