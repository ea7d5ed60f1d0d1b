//! Values and conditions.

use super::{Kind, Maker};

impl Maker {
    /// What a key is set to.
    pub(super) fn value(&mut self, depth: usize, wraps: bool) -> String {
        if wraps && self.random.one_in(5) {
            let inner = self.value(depth.saturating_sub(1), true);
            return match self.random.below(4) {
                0 => format!("({} ({}) {inner})", self.lib("mkIf"), self.condition(2)),
                1 => {
                    let other = self.value(depth.saturating_sub(1), true);
                    format!("({} [ {inner} {other} ])", self.lib("mkMerge"))
                }
                _ => format!("({} {inner})", self.weight()),
            };
        }
        match self.random.below(16) {
            14 => "(pkgs.writeText \"name\" \"text\")".to_owned(),
            15 => match self.known(|it| matches!(it, Kind::Set(_))) {
                Some((name, _)) => {
                    format!("({name}.{} or \"none\")", self.random.pick(&["a", "e"]))
                }
                None => "(unknown.set.a or 1)".to_owned(),
            },
            0..=2 => self.string(depth),
            3 => self.int(),
            4 => self.random.pick(&["true", "false", "null", "1.5", "(-3)", "./file"]).to_owned(),
            5 | 6 => self.list(depth),
            7 if depth > 0 => {
                let (then, otherwise) =
                    (self.value(depth - 1, wraps), self.value(depth - 1, wraps));
                format!("(if {} then {then} else {otherwise})", self.condition(2))
            }
            8 if depth > 0 => self.let_in(depth - 1, |maker| maker.value(depth - 1, wraps)),
            9 => {
                match self.known(|it| !matches!(it, Kind::Function | Kind::OfSet | Kind::Config)) {
                    Some((name, Kind::Set(keys))) if self.random.one_in(2) => {
                        format!("{name}.{}", keys[0])
                    }
                    Some((name, _)) => name,
                    None => self.string(0),
                }
            }
            10 => format!("unknown.{}", self.random.pick(&["s", "n", "b", "l", "p", "set"])),
            11 => format!("({})", self.condition(2)),
            _ if depth > 0 => self.set(depth - 1, wraps),
            _ => self.string(0),
        }
    }

    pub(super) fn int(&mut self) -> String {
        self.random.pick(&["0", "1", "42", "(1 + 2)", "(6 * 7)"]).to_owned()
    }

    pub(super) fn string(&mut self, depth: usize) -> String {
        let inner = depth.saturating_sub(1);
        match self.random.below(if depth == 0 { 5 } else { 11 }) {
            0 => "\"text\"".to_owned(),
            1 => "\"a\\nb $\"".to_owned(),
            2 => "\"x-${unknown.s}\"".to_owned(),
            3 | 4 => match self.known(|it| *it == Kind::Str) {
                Some((name, _)) => match self.random.below(3) {
                    0 => name,
                    1 => format!("\"${{{name}}}\""),
                    _ => format!("\"<${{{name}}}-${{unknown.t}}>\""),
                },
                None => "\"other\"".to_owned(),
            },
            5 => format!("({} + {})", self.string(inner), self.string(inner)),
            6 => format!("''\n    line\n      ${{{}}}\n  ''", self.string(inner)),
            7 => format!(
                "({} ({}) {})",
                self.lib("optionalString"),
                self.condition(1),
                self.string(inner)
            ),
            8 => format!(
                "(if {} then {} else {})",
                self.condition(1),
                self.string(inner),
                self.string(inner)
            ),
            9 => format!("\"<${{toString {}}}>\"", self.int()),
            _ => self.let_in(inner, |maker| maker.string(inner)),
        }
    }

    pub(super) fn list(&mut self, depth: usize) -> String {
        let inner = depth.saturating_sub(1);
        match self.random.below(if depth == 0 { 3 } else { 11 }) {
            0..=2 => {
                let mut text = "[ ".to_owned();
                for _ in 0..self.random.below(3) {
                    text += &format!("{} ", self.string(0));
                }
                text + "]"
            }
            3 | 4 => format!("({} ++ {})", self.list(inner), self.list(inner)),
            5 => {
                format!("({} ({}) {})", self.lib("optional"), self.condition(2), self.string(inner))
            }
            6 => {
                format!("({} ({}) {})", self.lib("optionals"), self.condition(2), self.list(inner))
            }
            7 => format!("unknown.{}", self.random.pick(&["l", "empty", "names"])),
            8 => match self.known(|it| *it == Kind::List) {
                Some((name, _)) => name,
                None => self.list(0),
            },
            9 => format!(
                "(if {} then {} else {})",
                self.condition(2),
                self.list(inner),
                self.list(inner)
            ),
            _ => self.let_in(inner, |maker| maker.list(inner)),
        }
    }

    pub(super) fn condition(&mut self, depth: usize) -> String {
        let flag = self.random.pick(&["a", "b", "c", "d", "e", "f"]);
        let inner = depth.saturating_sub(1);
        match self.random.below(if depth == 0 { 4 } else { 17 }) {
            14 | 15 => match self.known(|it| *it == Kind::Config) {
                Some((name, _)) => {
                    let test = self.random.pick(&["enable", "kind == \"k\"", "n != 3"]);
                    format!("{name}.{test}")
                }
                None => "config.x.kind != \"k\"".to_owned(),
            },
            0..=3 => format!("flags.{flag}"),
            4 | 5 => format!("!{}", self.operand(inner)),
            6 => format!("{} && {}", self.operand(inner), self.operand(inner)),
            7 => format!("{} || {}", self.operand(inner), self.operand(inner)),
            8 => format!("{} -> {}", self.operand(inner), self.operand(inner)),
            9 => {
                let value =
                    self.random.pick(&["\"first\"", "\"second\"", "''first''", "\"fi\" + \"rst\""]);
                let operator = self.random.pick(&["==", "!="]);
                format!("unknown.kind {operator} {value}")
            }
            10 => {
                self.random.pick(&["true", "false", "unknown.n == 1", "unknown.n > 1"]).to_owned()
            }
            11 => self
                .random
                .pick(&["unknown.set ? a", "unknown.b", "config.on", "config.x.enable"])
                .to_owned(),
            12 => match self.known(|it| *it == Kind::Bool) {
                Some((name, _)) => name,
                None => format!("flags.{flag} == flags.b"),
            },
            _ => match self.known(|it| *it == Kind::Str) {
                Some((name, _)) => format!("{name} == \"text\""),
                None => format!("flags.{flag} == true"),
            },
        }
    }

    fn operand(&mut self, depth: usize) -> String {
        format!("({})", self.condition(depth))
    }
}
