//! `units`: pictures of a project.

use expect_test::expect;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::sandbox::Sandbox;

const A: &str = r#"{
  imports = [ ./b.nix ];
  systemd.services.db = {
    after = [ "move.service" "network.target" ];
    wantedBy = [ "multi-user.target" ];
  };
  systemd.services.web = {
    requires = [ "db.service" ];
    after = [ "db.service" ];
    serviceConfig.StandardOutput = "syslog";
  };
}
"#;
const B: &str = r#"{ lib, config, ... }:
{
  systemd.services.move.after = lib.mkIf config.x [ "web.service" ];
  systemd.user.services."a<b>&\"c".script = "true";
}
"#;

fn project() -> Sandbox {
    Sandbox::new(&[("a.nix", A), ("b.nix", B)])
}

#[test]
fn as_text() {
    expect![[r#"
        db.service  a.nix:4
          After move.service  a.nix:4  in a circle
          After network.target  a.nix:4
          ! warning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them
        move.service  b.nix:3
          After web.service perhaps  b.nix:3  in a circle
          ! warning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them
        multi-user.target
          Wants db.service  a.nix:5
        web.service  a.nix:8
          Requires db.service  a.nix:8
          After db.service  a.nix:9  in a circle
          ! warning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them
          ! warning[syslog-output] a.nix:10: StandardOutput = "syslog" is obsolete; systemd uses "journal" and warns at boot
        a<b>&"c.service (user)  b.nix:4
        exit code: 0
    "#]].assert_eq(&project().run("units").shown());
}

#[test]
fn as_dot() {
    let drawn = project().run("units --format dot").stdout;
    for line in drawn.lines() {
        let mut is_open = false;
        let mut is_escaped = false;
        for it in line.chars() {
            match it {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = is_open,
                '"' => is_open = !is_open,
                _ => {}
            }
        }
        assert!(!is_open, "{line}");
        assert!(line.ends_with([';', '{', '}']), "{line}");
    }
    expect![[r#"
        digraph units {
          rankdir=LR;
          node [shape=box, fontname="monospace"];
          edge [fontname="monospace", fontsize=10];
          n0 [label="db.service", tooltip="db.service\na.nix:4\nwarning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them", color="red", penwidth=2];
          n1 [label="move.service", tooltip="move.service\nb.nix:3"];
          n2 [label="multi-user.target", tooltip="multi-user.target\nonly named here", style=dashed, fontcolor="gray40"];
          n3 [label="network.target", tooltip="network.target\nonly named here", style=dashed, fontcolor="gray40"];
          n4 [label="web.service", tooltip="web.service\na.nix:8\nwarning[syslog-output] a.nix:10: StandardOutput = \"syslog\" is obsolete; systemd uses \"journal\" and warns at boot", color="red", penwidth=2];
          n5 [label="a<b>&\"c.service\nuser", tooltip="a<b>&\"c.service\nuser\nb.nix:4"];
          n0 -> n1 [label="After", style=dotted, tooltip="db.service After move.service (a.nix:4)\nin a circle of units that wait for each other\nwarning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them", color="red", penwidth=2];
          n0 -> n3 [label="After", style=dotted, tooltip="db.service After network.target (a.nix:4)"];
          n1 -> n4 [label="After", style=dotted, tooltip="move.service After web.service, perhaps (b.nix:3)\nin a circle of units that wait for each other\nwarning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them", color="red", penwidth=2];
          n2 -> n0 [label="Wants", style=solid, tooltip="multi-user.target Wants db.service (a.nix:5)"];
          n4 -> n0 [label="Requires", style=bold, tooltip="web.service Requires db.service (a.nix:8)"];
          n4 -> n0 [label="After", style=dotted, tooltip="web.service After db.service (a.nix:9)\nin a circle of units that wait for each other\nwarning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them", color="red", penwidth=2];
        }
    "#]].assert_eq(&drawn);
}

#[test]
fn as_mermaid() {
    expect![[r#"
        flowchart LR
          classDef wrong stroke:#cf222e,stroke-width:3px
          classDef hint stroke:#bf8700
          classDef named stroke-dasharray:4 3
          n0["db.service"]:::wrong
          n1["move.service"]
          n2["multi-user.target"]:::named
          n3["network.target"]:::named
          n4["web.service"]:::wrong
          n5["a#60;b#62;#38;#34;c.service<br>user"]
          n0 -.->|After| n1
          n0 -.->|After| n3
          n1 -.->|After| n4
          n2 -->|Wants| n0
          n4 ==>|Requires| n0
          n4 -.->|After| n0
          linkStyle 0,2,5 stroke:#cf222e,stroke-width:3px
    "#]]
    .assert_eq(&project().run("units --format mermaid").stdout);
}

/// Boxes of units as left, top, right and bottom, and how many lines there are.
fn read(svg: &str) -> (Vec<[f64; 4]>, usize) {
    let mut reader = Reader::from_str(svg);
    let (mut boxes, mut lines) = (Vec::new(), 0);
    let mut class = String::new();
    let attribute = |it: &BytesStart<'_>, name: &str| {
        let found = it.try_get_attribute(name).unwrap();
        found.map(|it| it.value.into_owned())
    };
    loop {
        match reader.read_event().unwrap() {
            Event::Start(it) if it.name().as_ref() == "g" => {
                class = attribute(&it, "class").unwrap();
                lines += usize::from(class.starts_with("edge"));
            }
            Event::Empty(it) if it.name().as_ref() == "rect" && class.starts_with("unit") => {
                let number = |name| attribute(&it, name).unwrap().parse::<f64>().unwrap();
                let (x, y) = (number("x"), number("y"));
                boxes.push([x, y, x + number("width"), y + number("height")]);
            }
            Event::Eof => return (boxes, lines),
            _ => {}
        }
    }
}

#[track_caller]
fn check_apart(boxes: &mut [[f64; 4]]) {
    boxes.sort_by(|a, b| a[0].total_cmp(&b[0]));
    for (index, one) in boxes.iter().enumerate() {
        for other in boxes[index + 1..].iter().take_while(|other| other[0] < one[2]) {
            assert!(other[1] >= one[3] || one[1] >= other[3], "{one:?} lies over {other:?}");
        }
    }
}

#[test]
fn as_svg() {
    let sandbox = project();
    let drawn = sandbox.run("units --format svg").stdout;
    let (mut boxes, lines) = read(&drawn);
    check_apart(&mut boxes);
    assert_eq!((boxes.len(), lines), (6, 6));
    assert_eq!(drawn, sandbox.run("units --format svg b.nix a.nix").stdout);
    let (head, style) = drawn.split_once("<style>").unwrap();
    let (_, rest) = style.split_once("</style>").unwrap();
    expect![[r#"
        <svg xmlns="http://www.w3.org/2000/svg" width="749" height="277" viewBox="0 0 749 277" role="img">
        <title>Units and their relations</title>

        <rect class="ground" width="749" height="277"/>
        <g class="want"><path d="M24 32H68"/><path class="head" d="M61 28.5L68 32L61 35.5"/><text class="small" x="76" y="36">wants</text></g>
        <g class="require"><path d="M133 32H177"/><path class="head" d="M170 28.5L177 32L170 35.5"/><text class="small" x="185" y="36">requires, binds to</text></g>
        <g class="order"><path d="M327.8 32H371.8"/><path class="head" d="M364.8 28.5L371.8 32L364.8 35.5"/><text class="small" x="379.8" y="36">waits for</text></g>
        <g class="edge want light"><title>multi-user.target Wants db.service (a.nix:5)</title><path d="M181 135H181C212 135 212 135 243 135H244"/><path class="head" d="M237 131.5L244 135L237 138.5"/></g>
        <g class="edge order light"><title>db.service After network.target (a.nix:4)</title><path d="M346 135H346C380 135 380 131 414 131H415"/><path class="head" d="M408 127.5L415 131L408 134.5"/></g>
        <g class="edge require"><title>web.service Requires db.service (a.nix:8)</title><path d="M615 132.5H614C581.5 132.5 581.5 160.5 549 160.5H415C380.5 160.5 380.5 132.5 346 132.5H346"/><path class="head" d="M339 129L346 132.5L339 136"/></g>
        <g class="edge order wrong"><title>db.service After move.service (a.nix:4)
        in a circle of units that wait for each other
        warning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them</title><path d="M346 135H346C380 135 380 87 414 87H415"/><path class="head" d="M408 83.5L415 87L408 90.5"/></g>
        <g class="edge order wrong"><title>web.service After db.service (a.nix:9)
        in a circle of units that wait for each other
        warning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them</title><path d="M615 137.5H614C581.5 137.5 581.5 165.5 549 165.5H415C380.5 165.5 380.5 137.5 346 137.5H346"/><path class="head" d="M339 134L346 137.5L339 141"/></g>
        <g class="edge order wrong"><title>move.service After web.service, perhaps (b.nix:3)
        in a circle of units that wait for each other
        warning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them</title><path d="M533 87H549C581.5 87 581.5 135 614 135H615"/><path class="head" d="M608 131.5L615 135L608 138.5"/></g>
        <g class="unit wrong"><title>db.service
        a.nix:4
        warning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them</title><rect x="244" y="113" width="102" height="44" rx="4"/><text x="256" y="133" textLength="78.0" lengthAdjust="spacingAndGlyphs">db.service</text><text class="small" x="256" y="149">1 finding</text></g>
        <g class="unit"><title>move.service
        b.nix:3</title><rect x="415" y="72" width="118" height="30" rx="4"/><text x="427" y="92" textLength="93.6" lengthAdjust="spacingAndGlyphs">move.service</text></g>
        <g class="unit named"><title>multi-user.target
        only named here</title><rect x="24" y="120" width="157" height="30" rx="15"/><text x="36" y="140" textLength="132.6" lengthAdjust="spacingAndGlyphs">multi-user.target</text></g>
        <g class="unit named"><title>network.target
        only named here</title><rect x="415" y="116" width="134" height="30" rx="15"/><text x="427" y="136" textLength="109.2" lengthAdjust="spacingAndGlyphs">network.target</text></g>
        <g class="unit wrong"><title>web.service
        a.nix:8
        warning[syslog-output] a.nix:10: StandardOutput = &quot;syslog&quot; is obsolete; systemd uses &quot;journal&quot; and warns at boot</title><rect x="615" y="113" width="110" height="44" rx="4"/><text x="627" y="133" textLength="85.8" lengthAdjust="spacingAndGlyphs">web.service</text><text class="small" x="627" y="149">1 finding</text></g>
        <text class="small" x="24" y="197">without relations to others:</text>
        <g class="unit"><title>a&lt;b&gt;&amp;&quot;c.service
        user
        b.nix:4</title><rect x="24" y="209" width="141" height="44" rx="4"/><text x="36" y="229" textLength="117.0" lengthAdjust="spacingAndGlyphs">a&lt;b&gt;&amp;&quot;c.service</text><text class="small" x="36" y="245">user</text></g>
        </svg>
    "#]].assert_eq(&format!("{head}{rest}"));
}

#[test]
fn parts_of_a_project() {
    let sandbox = project();
    expect![[r#"
        a<b>&"c.service (user)  b.nix:4
        exit code: 0
    "#]]
    .assert_eq(&sandbox.run("units --user").shown());
    expect![[r#"
        db.service  a.nix:4
          After move.service  a.nix:4  in a circle
          ! warning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them
        move.service  b.nix:3
          After web.service perhaps  b.nix:3  in a circle
          ! warning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them
        web.service  a.nix:8
          Requires db.service  a.nix:8
          After db.service  a.nix:9  in a circle
          ! warning[dependency-cycle] a.nix:4: units wait for one another: db.service → move.service → web.service → db.service; systemd will not start one of them
          ! warning[syslog-output] a.nix:10: StandardOutput = "syslog" is obsolete; systemd uses "journal" and warns at boot
        exit code: 0
    "#]].assert_eq(&sandbox.run("units --system --focus move.service").shown());
    assert_eq!(sandbox.run("units --system --user").code, 2);
    let run = sandbox.run("units --focus nothing.service");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("no unit is called `nothing.service` here"), "{}", run.stderr);
}

#[test]
fn a_picture_in_a_file_and_a_path_that_is_not_there() {
    let sandbox = project();
    let run = sandbox.run("units a.nix gone.nix --format svg --output-file units.svg");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("cannot read gone.nix"), "{}", run.stderr);
    assert_eq!(read(&sandbox.read("units.svg")).0.len(), 6);
    let empty = Sandbox::new(&[]).run("units --format svg");
    assert_eq!((empty.code, read(&empty.stdout).0.len()), (0, 0));
}

#[test]
fn five_thousand_units() {
    let mut text = String::from("{\n");
    for number in 0..5000 {
        let (near, far) = ((number + 1) % 5000, (number * 7919 + 13) % 5000);
        text.push_str(&format!(
            "  systemd.services.s{number} = {{ after = [ \"s{near}.service\" ]; wants = [ \"s{far}.service\" ]; }};\n"
        ));
    }
    text.push_str("}\n");
    let run = Sandbox::new(&[("a.nix", &text)]).run("units --format svg");
    assert_eq!(run.code, 0, "{}", run.stderr);
    let (mut boxes, _) = read(&run.stdout);
    assert_eq!(boxes.len(), 5000);
    check_apart(&mut boxes);
}
