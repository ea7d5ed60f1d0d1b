//! Modules at random, with every kind of value.

use crate::Case;

/// Xorshift: the same modules for the same seed, on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 >> 11) as usize % bound
    }

    fn pick<'t>(&mut self, all: &[&'t str]) -> &'t str {
        all[self.next(all.len())]
    }
}

/// `count` modules.
pub(crate) fn modules(count: usize, seed: u64) -> Vec<Case> {
    let mut random = Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    (0..count)
        .map(|index| Case { name: format!("generated {index}"), text: module(&mut random) })
        .collect()
}

fn module(random: &mut Random) -> String {
    let mut text = String::from(
        "{ config, lib, pkgs, ... }:\nlet\n  cfg = config.x;\n  word = \"w%d\";\n  words = [ \"v 1\" \"v\\\"2\" ];\n  joined = \"j${cfg.name}k\";\nin\n{\n",
    );
    for unit in 0..1 + random.next(3) {
        let kind = random.pick(&[
            "services", "services", "services", "timers", "sockets", "targets", "paths", "slices",
        ]);
        let name = format!("u{unit}");
        match random.next(6) {
            0 => home_unit(random, kind, &name, &mut text),
            1 => unit_of("boot.initrd.systemd", random, kind, &name, &mut text),
            2 => unit_of("systemd.user", random, kind, &name, &mut text),
            _ => unit_of("systemd", random, kind, &name, &mut text),
        }
    }
    if random.next(4) == 0 {
        mounts(random, &mut text);
    }
    text.push_str("}\n");
    text
}

/// A list of units.
fn mounts(random: &mut Random, text: &mut String) {
    let prefix = random.pick(&["systemd", "boot.initrd.systemd"]);
    let (kind, section) =
        [("mounts", "mountConfig"), ("automounts", "automountConfig")][random.next(2)];
    let mut elements: Vec<String> = (0..1 + random.next(3))
        .map(|number| {
            let place =
                random.pick(&["m", "m-a/b", "m/c d", "m_e.f:g", "m/${word}", "m/${cfg.name}"]);
            let mut own = format!("where = \"/{number}{place}\"; ");
            if kind == "mounts" {
                own += &format!("what = {}; ", plain_string(random));
                if random.next(2) == 0 {
                    own += &format!("type = {}; options = \"\"; ", plain_string(random));
                }
            }
            let rest = format!("after = {}; {section}.K = {};", units(random), value(random, 0));
            match random.next(5) {
                0 => format!("(lib.mkIf cfg.enable {{ {own}{rest} }})"),
                1 => format!("(lib.mkIf cfg.off {{ {own}{rest} }})"),
                2 => format!("({{ {rest} }} // {{ {own}}})"),
                _ => format!("{{ {own}{rest} }}"),
            }
        })
        .collect();
    let last = elements.pop().unwrap_or_default();
    let list = format!("[ {} ]", elements.join(" "));
    let list = match random.next(4) {
        0 => format!("{list} ++ lib.optional cfg.enable {last}"),
        1 => format!("{list} ++ lib.optionals cfg.off [ {last} ]"),
        2 => format!("lib.mkMerge [ {list} (lib.mkIf cfg.enable [ {last} ]) ]"),
        _ => format!("{list} ++ [ {last} ]"),
    };
    text.push_str(&format!("  {prefix}.{kind} = {list};\n"));
}

fn home_unit(random: &mut Random, kind: &str, name: &str, text: &mut String) {
    let section = match kind {
        "services" => "Service",
        "timers" => "Timer",
        "sockets" => "Socket",
        "paths" => "Path",
        "slices" => "Slice",
        _ => "Install",
    };
    text.push_str(&format!("  systemd.user.{kind}.{name} = {{\n"));
    text.push_str(&format!("    Unit.Description = {};\n", string(random)));
    for key in 0..1 + random.next(4) {
        text.push_str(&format!("    {section}.K{key} = {};\n", value(random, 0)));
    }
    text.push_str("  };\n");
}

fn unit_of(prefix: &str, random: &mut Random, kind: &str, name: &str, text: &mut String) {
    let wrap = match random.next(5) {
        0 => "lib.mkIf cfg.enable ",
        1 => "lib.mkIf (!cfg.off && cfg.count == 3) ",
        _ => "",
    };
    text.push_str(&format!("  {prefix}.{kind}.{name} = {wrap}{{\n"));
    if random.next(2) == 0 {
        text.push_str(&format!("    description = {};\n", plain_string(random)));
    }
    const LISTS: &[&str] = &[
        "after",
        "before",
        "wants",
        "requires",
        "bindsTo",
        "partOf",
        "conflicts",
        "requisite",
        "onFailure",
        "onSuccess",
        "upholds",
        "documentation",
        "wantedBy",
        "requiredBy",
    ];
    let first = random.next(LISTS.len());
    for step in 0..random.next(4) {
        let option = LISTS[(first + step * 5) % LISTS.len()];
        text.push_str(&format!("    {option} = {};\n", units(random)));
    }
    if random.next(4) == 0 {
        text.push_str(&format!("    startLimitBurst = {};\n", random.next(9)));
    }
    let section = match kind {
        "services" => "serviceConfig",
        "timers" => "timerConfig",
        "sockets" => "socketConfig",
        "paths" => "pathConfig",
        "slices" => "sliceConfig",
        _ => "unitConfig",
    };
    match kind {
        "services" => service(random, text),
        "sockets" if random.next(2) == 0 => {
            text.push_str("    listenStreams = [ \"80\" \"/run/${cfg.name}\" ];\n");
            text.push_str(&format!("    listenDatagrams = [ {} ];\n", plain_string(random)));
        }
        _ => {}
    }
    if random.next(8) == 0 {
        text.push_str(&format!("    {section} = cfg.set;\n  }};\n"));
        return;
    }
    text.push_str(&format!("    {section} = {{\n"));
    for key in 0..1 + random.next(5) {
        text.push_str(&format!("      K{key} = {};\n", value(random, 0)));
    }
    text.push_str("    };\n  };\n");
}

fn service(random: &mut Random, text: &mut String) {
    if random.next(2) == 0 {
        text.push_str("    environment = {\n");
        for key in 0..1 + random.next(3) {
            let value = match random.next(5) {
                0 => "null".to_owned(),
                1 => "cfg.name".to_owned(),
                _ => string(random),
            };
            text.push_str(&format!("      V{key} = {value};\n"));
        }
        text.push_str("    };\n");
    }
    for (option, values) in [
        ("script", &["\"echo %i\"", "\"\"", "''\n      echo\n    ''", "\"${cfg.name}\""][..]),
        ("preStart", &["\"x\"", "\"\""]),
        ("postStop", &["\"x\"", "\"\""]),
        ("reload", &["\"x\""]),
        ("path", &["[ pkgs.git ]", "[ ]"]),
        ("startAt", &["\"daily\"", "[ \"daily\" \"weekly\" ]", "[ ]", "cfg.name"]),
        ("restartIfChanged", &["true", "false"]),
        ("reloadIfChanged", &["true", "false", "cfg.off"]),
        ("stopIfChanged", &["true", "false"]),
        ("restartTriggers", &["[ pkgs.git ]", "[ ]", "cfg.list"]),
    ] {
        if random.next(4) == 0 {
            text.push_str(&format!("    {option} = {};\n", random.pick(values)));
            if option == "script" && random.next(2) == 0 {
                text.push_str(&format!("    scriptArgs = {};\n", plain_string(random)));
            }
        }
    }
}

fn units(random: &mut Random) -> String {
    let list = |random: &mut Random| {
        let count = random.next(4);
        let all: Vec<&str> = (0..count)
            .map(|_| {
                random.pick(&[
                    "\"a.service\"",
                    "\"b@c.target\"",
                    "\"${cfg.name}.service\"",
                    "\"${word}.timer\"",
                ])
            })
            .collect();
        format!("[ {} ]", all.join(" "))
    };
    match random.next(8) {
        0 => format!("{} ++ lib.optional cfg.enable \"o.service\"", list(random)),
        1 => format!("{} ++ lib.optionals cfg.off [ \"p.service\" ]", list(random)),
        2 => format!("lib.mkForce {}", list(random)),
        3 => format!("lib.mkMerge [ {} (lib.mkBefore {}) ]", list(random), list(random)),
        4 => format!("{} ++ cfg.list", list(random)),
        _ => list(random),
    }
}

fn value(random: &mut Random, depth: usize) -> String {
    let kinds = if depth < 2 { 24 } else { 14 };
    match random.next(kinds) {
        0 => "true".to_owned(),
        1 => "false".to_owned(),
        2 => format!("{}", random.next(100_000)),
        3 => format!("(-{})", random.next(1000)),
        4 => random
            .pick(&["1.5", "0.1", "2.0e3", ".25", "123456.7890125", "1.0e-7", "0.0000005"])
            .to_owned(),
        5 => "null".to_owned(),
        6 => random
            .pick(&[
                "/etc/x",
                "/etc/../y",
                "/bin/true",
                "./file",
                "\"${./file}\"",
                "\"${/etc/passwd}\"",
            ])
            .to_owned(),
        7 => random
            .pick(&["cfg.name", "cfg.count", "cfg.list", "cfg.none", "pkgs.git", "cfg.package"])
            .to_owned(),
        8 => random.pick(&["word", "words", "joined"]).to_owned(),
        9 => "(pkgs.writeText \"x\" \"y\")".to_owned(),
        10 => "\"-${pkgs.writeText \"x\" \"y\"}\"".to_owned(),
        11..=13 => string(random),
        14..=17 => list(random, depth),
        18 => format!(
            "(if cfg.enable then {} else {})",
            value(random, depth + 1),
            value(random, depth + 1)
        ),
        19 if depth == 0 => format!("lib.mkForce {}", value(random, 1)),
        20 if depth == 0 => format!("lib.mkIf cfg.enable {}", value(random, 1)),
        21 if depth == 0 => format!("lib.mkIf cfg.off {}", value(random, 1)),
        22 if depth == 0 => format!("lib.mkDefault {}", value(random, 1)),
        23 if depth == 0 => {
            format!("lib.mkMerge [ {} (lib.mkAfter {}) ]", list(random, 1), list(random, 1))
        }
        _ => string(random),
    }
}

fn list(random: &mut Random, depth: usize) -> String {
    let items: Vec<String> = (0..random.next(4)).map(|_| value(random, depth + 1)).collect();
    let list = format!("[ {} ]", items.join(" "));
    match random.next(6) {
        0 => format!("({list} ++ lib.optional cfg.enable {})", value(random, 2)),
        1 => format!("({list} ++ words)"),
        _ => list,
    }
}

fn plain_string(random: &mut Random) -> String {
    random
        .pick(&[
            "\"one\"",
            "\"two words\"",
            "\"50%\"",
            "\"q\\\"q\"",
            "\"\"",
            "\"${cfg.name}\"",
            "\"a${word}b\"",
        ])
        .to_owned()
}

fn string(random: &mut Random) -> String {
    let is_indented = random.next(4) == 0;
    let pieces: &[&str] = match is_indented {
        true => &[
            "a b",
            "''${x}",
            "%n",
            "$y",
            "\\",
            "\"",
            "'''",
            "\n      next",
            "${cfg.name}",
            "${word}",
            "''\\n",
            "ä",
            "${joined}",
        ],
        false => &[
            "a b",
            "\\${x}",
            "%n",
            "$y",
            "\\\\",
            "\\\"",
            "'",
            "\\n",
            "\\t",
            "${cfg.name}",
            "${word}",
            "\\r",
            "ä€",
            "${joined}",
            "${toString cfg.count}",
        ],
    };
    let count = random.next(5);
    let body: String = (0..count).map(|_| random.pick(pieces)).collect();
    match (is_indented, random.next(8)) {
        (true, _) => format!("''\n      {body}\n    ''"),
        (false, 0) => format!("(\"{body}\" + word)"),
        (false, 1) => format!("(\"{body}\" + \"{}\")", random.pick(pieces)),
        _ => format!("\"{body}\""),
    }
}
