//! Graphs of small projects.

use std::sync::Arc;

use expect_test::{Expect, expect};

use crate::unit_files::{UnitGraph, UnitManager};
use crate::{Analysis, Config, FileId, SourceFile};

fn graph(texts: &[&str]) -> UnitGraph {
    let analysis = Analysis::new(Arc::new(Config::default()));
    let sources = texts
        .iter()
        .zip(0..)
        .map(|(text, id)| SourceFile::new(FileId(id), format!("{id}.nix"), *text));
    let reports: Vec<_> = sources.map(|source| analysis.file(&source)).collect();
    UnitGraph::new(&reports, &analysis.workspace(&reports))
}

/// The links of circles.
#[track_caller]
fn circles(texts: &[&str], expected: &Expect) {
    let graph = graph(texts);
    let name = |number: usize| &graph.nodes[number].name;
    let links = graph.edges.iter().filter(|it| it.is_in_cycle);
    let shown = links.map(|it| {
        let files: Vec<String> = it.places.iter().map(|it| it.file.0.to_string()).collect();
        format!("{} {:?} {} <{}>\n", name(it.from), it.kind, name(it.to), files.join(" "))
    });
    expected.assert_eq(&shown.collect::<String>());
}

#[track_caller]
fn described(texts: &[&str], unit: &str, expected: &Expect) {
    let graph = graph(texts);
    let number = graph.find(UnitManager::System, unit).unwrap();
    expected.assert_eq(&graph.describe(number));
}

#[test]
fn circles_go_across_files_and_through_timers() {
    circles(
        &[
            r#"{ systemd.services.a.after = [ "b.service" "x.service" ]; }"#,
            r#"{ systemd.services.b.after = [ "c.service" ]; systemd.services.a.before = [ "c.service" ]; }"#,
            r#"{ systemd.timers.t.timerConfig = { OnBootSec = 5; }; systemd.services.t.before = [ "t.timer" ]; }"#,
        ],
        &expect![[r#"
            a.service After b.service <0>
            a.service Before c.service <1>
            b.service After c.service <1>
            t.service Before t.timer <2>
            t.timer Triggers t.service <2>
        "#]],
    );
}

#[test]
fn units_that_want_each_other_are_no_circle() {
    let text = r#"{ systemd.services.a = { wants = [ "b.service" ]; after = [ "b.service" "a.service" ]; };
      systemd.services.b.requires = [ "a.service" ]; systemd.user.services.b.after = [ "a.service" ]; }"#;
    circles(&[text], &expect![[""]]);
}

#[test]
fn what_cannot_count_together_is_no_circle() {
    circles(
        &[r#"{ systemd.services.a.after = lib.mkIf c [ "b.service" ];
               systemd.services.b.after = lib.mkIf (!c) [ "a.service" ]; }"#],
        &expect![[""]],
    );
    // Each link meets the next, but not all of them do.
    circles(
        &[r#"{ systemd.services.a.after = lib.mkIf c [ "b.service" ];
               systemd.services.b.after = [ "c.service" ];
               systemd.services.c.after = lib.mkIf (!c) [ "a.service" ]; }"#],
        &expect![[""]],
    );
}

#[test]
fn findings_are_at_their_units_and_relations() {
    let graph = graph(&[r#"{
      systemd.services.a = { serviceConfig.StandardOutput = "syslog"; script = "true"; };
      systemd.services.b = { script = "true"; after = [ "c.service" "c.service" ]; };
      systemd.services.c.script = "true";
    }"#]);
    let marked = graph.nodes.iter().filter(|it| !it.findings.is_empty());
    let names: Vec<&str> = marked.map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["a.service", "b.service"]);
    let marked = graph.edges.iter().filter(|it| !it.findings.is_empty());
    let ends: Vec<&str> = marked.map(|it| graph.nodes[it.to].name.as_str()).collect();
    assert_eq!(ends, ["c.service"]);
}

#[test]
fn a_part_has_the_neighbours_and_what_is_between_them() {
    let text = r#"{ systemd.services.a.after = [ "b.service" ]; systemd.services.b.after = [ "c.service" ];
      systemd.services.c.after = [ "d.service" ]; systemd.services.z.script = ""; }"#;
    let mut part = graph(&[text]);
    assert!(!part.focus("nothing.service", 1));
    assert_eq!(part, graph(&[text]));
    assert!(part.focus("b.service", 1));
    let names: Vec<&str> = part.nodes.iter().map(|it| it.name.as_str()).collect();
    assert_eq!(names, ["a.service", "b.service", "c.service"]);
    assert_eq!(part.edges.len(), 2);
    part.retain(|it| it.is_defined && it.name != "a.service");
    assert_eq!(part.nodes.len(), 2);
    assert_eq!((part.edges[0].from, part.edges[0].to), (0, 1));
}

#[test]
fn a_unit_in_sentences() {
    let texts = [
        r#"{
          systemd.services.backup = {
            after = [ "network-online.target" ] ++ lib.optional c "db.service"; partOf = [ "db.service" ];
            wants = [ "network-online.target" ]; startAt = "daily"; onFailure = [ "mail.service" ];
          };
          systemd.services."na`me".wantedBy = lib.mkIf d [ "multi-user.target" ];
        }"#,
        r#"{ systemd.services.web.requires = [ "backup.service" ]; systemd.services.web.before = [ "backup.service" ]; }"#,
    ];
    described(
        &texts,
        "backup.service",
        &expect![[r#"
            **`backup.service`**
            - is started by `backup.timer` (triggers), `web.service` (requires)
            - starts `mail.service` (on failure), `network-online.target` (wants)
            - waits for `db.service` (perhaps), `network-online.target`, `web.service`
            - stops with `db.service`"#]],
    );
    described(
        &texts,
        "na`me.service",
        &expect![[r#"
        **`` na`me.service ``**
        - is started by `multi-user.target` (wants, perhaps)"#]],
    );
    let alone = r#"{ systemd.services.alone.script = "true"; }"#;
    described(&[alone], "alone.service", &expect![[r#"**`alone.service`**"#]]);
    let circle =
        r#"{ systemd.services.a = { after = [ "b.service" ]; before = [ "b.service" ]; }; }"#;
    described(
        &[circle],
        "b.service",
        &expect![[r#"
        **`b.service`**
        - waits for `a.service`
        - is waited for by `a.service`
        - is in a circle of units that wait for each other: systemd leaves one of them out when they start together"#]],
    );
}

#[test]
fn the_order_of_the_files_does_not_matter() {
    let one = r#"{ systemd.services.b.after = [ "a.service" ]; systemd.services.a.wants = [ "c.service" ]; }"#;
    let other = r#"{ systemd.services.a.after = [ "d.service" ]; }"#;
    let shape = |graph: UnitGraph| {
        let nodes: Vec<String> = graph.nodes.into_iter().map(|it| it.name).collect();
        let edges: Vec<_> = graph.edges.iter().map(|it| (it.from, it.to, it.kind)).collect();
        (nodes, edges)
    };
    assert_eq!(shape(graph(&[one, other])), shape(graph(&[other, one])));
}
