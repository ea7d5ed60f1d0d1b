//! A text that is read again around a change gives the same as one that is read from its beginning.

use crate::{Change, Checked, parse};

/// Files as people write them, and as they should not.
const FILES: &[&str] = &[
    "{ config, lib, pkgs, ... }:\n\nwith lib;\n\n{\n  options.a = mkOption { default = 1; };\n\n  # before\n  config = mkIf config.a.enable {\n    systemd.services.x = {\n      script = ''\n        echo ${pkgs.a}\n      '';\n      wantedBy = [ \"multi-user.target\" ];\n    };\n    b.c = 1;\n  };\n  meta = { };\n}\n",
    "let\n  a = 1;\n  b = rec {\n    c = a;\n    d = { e = c; };\n  };\n  inherit (b) c;\nin\n{\n  x = a;\n  y = let z = 1; in z;\n  inherit a b;\n  \"q\" = \"${let { body = 1; }}\";\n}\n",
    "{a=1;b=2;c={d=3;e=4;f=5;};g=[1 2 3];h=x: x;i=\"a${b}c\";j=/a/b;k=a:b;}",
    "{\n  a = {\n    b = 1;\n    c = 2;\n  };\n d = {\ne = 1;\n f = 2; };\n    g = 3;\n  h = [\n    (x: { i = 1; })\n  ];\n}\n",
    "let a = 1; u = rec { p = q; }; in {\n  x = rec { p = 1; r = q; };\n  x = { q = p; };\n  y.a = a;\n  y.b = b;\n  inherit c;\n  inherit (d) e;\n  z = with f; g;\n  w = let h = i; in { j = k: h k l; };\n  v = { m, n ? o }: { m = n; };\n}\n",
];

/// A file with more behind its beginning than the grammar ever looks ahead.
fn long() -> String {
    let value = "{ m, n ? 1 }: [ \"a${m}b\" (n) ]";
    let bindings: String = (0..60).map(|at| format!("    k{at} = {value};\n")).collect();
    let items = format!("    ({value})\n").repeat(60);
    let first = "{\n  a = { b = 1; c = 2; };\n  d = x: x;\n  inherit e;\n";
    format!(
        "{first}  f = {{\n{bindings}  }};\n  g.h = let i = 1;\n    j = [\n{items}  ]; in i;\n}}\n"
    )
}

/// What is typed.
const PIECES: &[&str] = &[
    ";",
    ";",
    "a",
    "=",
    " = ",
    " ",
    "\n",
    "\n  ",
    "\n    ",
    "{",
    "}",
    "{ }",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "''",
    "${",
    "x = 1;",
    "x = { y = 1; };",
    "inherit a;",
    "inherit",
    "let",
    "in",
    "rec ",
    "with a;",
    "# c\n",
    "/*",
    "*/",
    "/",
    ".",
    ",",
    ":",
    "?",
    "@",
    "1",
    "é",
    "\\",
    "$",
    "or",
    "if",
    "a.b",
    "a b",
    "\u{0}",
];

struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }

    fn boundary(&mut self, text: &str) -> usize {
        // The beginning of a long text is where much stands behind.
        let limit = match text.len() > 1_000 && self.below(4) > 0 {
            true => 80,
            false => text.len() + 1,
        };
        let mut at = self.below(limit);
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The text with something written or gone, or both.
    fn edit(&mut self, text: &str) -> String {
        let start = self.boundary(text);
        let mut end = start;
        if self.below(3) == 0 {
            end = (start + self.below(8)).min(text.len());
            while !text.is_char_boundary(end) {
                end += 1;
            }
        }
        let piece = match self.below(3) {
            0 if end > start => "",
            _ => PIECES[self.below(PIECES.len())],
        };
        format!("{}{piece}{}", &text[..start], &text[end..])
    }
}

#[test]
fn a_change_gives_the_tree_and_the_errors_of_the_whole_text() {
    let (mut all, mut parts, mut broken, mut partly_checked) = (0, 0, 0, 0);
    let rounds = match std::env::var("CFGLINT_CHANGES") {
        Ok(rounds) => rounds.parse().expect("a number"),
        Err(_) => 2_000,
    };
    let long = long();
    for round in 0..rounds {
        let mut random = Random(round);
        let file = match random.below(8 * FILES.len()) {
            0 => long.as_str(),
            at => FILES[at % FILES.len()],
        };
        let mut text = file.to_owned();
        let mut known = parse(&text);
        let mut checked = Checked::new(&known);
        for _ in 0..8 {
            // Back to a text that is right, as people do it.
            let new = match random.below(4) {
                0 => file.to_owned(),
                _ => random.edit(&text),
            };
            let (changed, region) = known.changed(Change::between(&text, &new), &new);
            let whole = parse(&new);
            assert_eq!(changed, whole, "round {round}, from {text:?} to {new:?}");
            all += 1;
            let all_checked = Checked::new(&whole);
            if let Some(region) = region {
                parts += 1;
                broken += usize::from(!whole.errors().is_empty());
                let around = checked.around(&known, &changed, region);
                partly_checked += usize::from(around.is_some());
                let checked = around.unwrap_or_else(|| all_checked.clone());
                assert_eq!(checked, all_checked, "round {round}, from {text:?} to {new:?}");
                assert_eq!(
                    text[..region.before.start().into()],
                    new[..region.after.start().into()]
                );
                assert_eq!(text[region.before.end().into()..], new[region.after.end().into()..]);
            }
            (text, known, checked) = (new, changed, all_checked);
        }
    }
    // It would prove nothing if all were read from the beginning each time.
    let counts = [all, parts, broken, partly_checked];
    assert!(parts * 4 > all && broken * 20 > all && partly_checked * 10 > all, "{counts:?}");
}

#[test]
fn a_bracket_that_closes_one_outside_is_seen() {
    let sound = "\"${{\n  a = 1;\n  b = 2;\n  c = 3;\n  d = 4;\n}} e ${f} g\"\n";
    // Of a text without an error nobody knows yet how the layout would have it.
    let old = sound.replace("b = 2;", "b = 2;;");
    let new = sound.replace("b = 2;", "b = with c;\n    x = 2; };");
    let (changed, _) = parse(&old).changed(Change::between(&old, &new), &new);
    assert_eq!(changed, parse(&new));
}

#[test]
fn what_stands_behind_a_change_is_not_read_again() {
    let sound = long();
    let at = sound.find("\n  f = ").expect("it is there");
    let with = |typed: &str| format!("{}{typed}{}", &sound[..at], &sound[at..]);
    // Of a text without an error nobody knows yet how the layout would have it.
    let mut text = with(";");
    let mut known = parse(&text);
    for typed in ["", "\n", "\n  x", "\n  x =", "\n  x = 1", "\n  x = 1;"] {
        let new = with(typed);
        let (changed, region) = known.changed(Change::between(&text, &new), &new);
        assert_eq!(changed, parse(&new), "{typed:?}");
        let length = region.map(|region| usize::from(region.after.len()));
        assert!(length.is_some_and(|it| it < 40), "{typed:?}: {length:?}");
        (text, known) = (new, changed);
    }
}
