//! Modules made at random: every construct within every other.

mod random;
mod values;

use crate::Program;
use random::Random;

/// `count` modules; equal seeds give equal modules.
pub(crate) fn programs(count: usize, seed: u64) -> Vec<Program> {
    (0..count)
        .map(|index| {
            let seed = seed.wrapping_mul(1_000_003).wrapping_add(index as u64);
            let mut maker = Maker {
                random: Random(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
                scope: Vec::new(),
                fresh: 0,
                style: 0,
            };
            Program { name: format!("generated {index}"), text: maker.module() }
        })
        .collect()
}

#[derive(Clone, PartialEq)]
enum Kind {
    /// A set with these attributes at least.
    Set(Vec<String>),
    Str,
    Int,
    List,
    Bool,
    /// A function from a string to a set.
    Function,
    /// A function from a set with `x` and perhaps `y` to a set.
    OfSet,
    /// `config.x`
    Config,
}

struct Maker {
    random: Random,
    /// Variables that may be used.
    scope: Vec<(String, Kind)>,
    fresh: usize,
    /// How the functions of the library are spelled.
    style: usize,
}

const NAMES: &[&str] = &["a", "b", "c", "d", "e"];
const FUNCTIONS: &str = "mkIf mkMerge mkForce mkDefault mkOverride mkBefore mkAfter mkOrder optional optionals optionalAttrs optionalString genAttrs mapAttrs' nameValuePair recursiveUpdate mkOptionDefault concatStringsSep forEach mapAttrsToList mergeAttrs";

impl Maker {
    fn module(&mut self) -> String {
        let head = "{ config, lib, pkgs, flags, unknown, ... }:\n";
        self.style = self.random.below(3);
        let before = match self.style {
            1 => "with lib;\n".to_owned(),
            2 => format!("let inherit (lib) {FUNCTIONS}; in\n"),
            _ => String::new(),
        };
        let depth = 2 + self.random.below(5);
        let body = match self.random.below(6) {
            0 => format!("{{ config = {}; }}", self.set(depth, true)),
            1 => self.let_in(depth, |it| format!("{{ config = {}; }}", it.set(depth, true))),
            2 => self.let_in(depth, |it| it.set(depth, true)),
            3 => self.literal(depth, true),
            4 => self.let_in(depth, |it| it.literal(depth, true)),
            _ => self.set(depth, true),
        };
        format!("{head}{before}{body}\n")
    }

    fn lib(&self, name: &str) -> String {
        match self.style {
            0 => format!("lib.{name}"),
            _ => name.to_owned(),
        }
    }

    fn name(&mut self) -> String {
        self.fresh += 1;
        format!("v{}", self.fresh)
    }

    fn known(&mut self, is_meant: impl Fn(&Kind) -> bool) -> Option<(String, Kind)> {
        let is_seen = |index: usize, name: &str| {
            !self.scope.iter().skip(index + 1).any(|(other, _)| other == name)
        };
        let numbered = self.scope.iter().enumerate();
        let meant: Vec<_> = numbered
            .filter(|(index, (name, kind))| is_meant(kind) && is_seen(*index, name))
            .map(|(_, variable)| variable.clone())
            .collect();
        if meant.is_empty() { None } else { Some(meant[self.random.below(meant.len())].clone()) }
    }

    /// A name for an argument, which may hide another variable.
    fn argument(&mut self) -> String {
        match self.scope.last().cloned() {
            Some((name, _)) if self.random.one_in(6) => name,
            _ => self.name(),
        }
    }

    /// `let … in` with one to three variables.
    fn let_in(&mut self, depth: usize, body: impl FnOnce(&mut Maker) -> String) -> String {
        let outer = self.scope.len();
        let mut text = "(let ".to_owned();
        for _ in 0..=self.random.below(3) {
            let (name, value, kind) = self.variable(depth.saturating_sub(1));
            text += &format!("{name} = {value}; ");
            self.scope.push((name, kind));
        }
        text += &format!("in {})", body(self));
        self.scope.truncate(outer);
        text
    }

    fn variable(&mut self, depth: usize) -> (String, String, Kind) {
        let name = self.name();
        let (value, kind) = match self.random.below(9) {
            7 => ("config.x".to_owned(), Kind::Config),
            8 => {
                let outer = self.scope.len();
                self.scope.extend([("x".to_owned(), Kind::Str), ("y".to_owned(), Kind::Str)]);
                let body = self.set(depth.min(2), true);
                self.scope.truncate(outer);
                let default = self.random.pick(&["\"default\"", "x", "unknown.s"]);
                (format!("{{ x, y ? {default} }}: {body}"), Kind::OfSet)
            }
            0 | 1 => {
                let keys: Vec<String> = NAMES
                    .iter()
                    .take(1 + self.random.below(3))
                    .map(|it| (*it).to_owned())
                    .collect();
                let mut set = "{ ".to_owned();
                for key in &keys {
                    set += &format!("{key} = {}; ", self.value(depth, false));
                }
                (set + "}", Kind::Set(keys))
            }
            2 => (self.string(depth), Kind::Str),
            3 => (self.list(depth), Kind::List),
            4 => (self.condition(2), Kind::Bool),
            5 => {
                let argument = self.argument();
                self.scope.push((argument.clone(), Kind::Str));
                let wraps = self.random.one_in(3);
                let body = self.set(depth.min(2), wraps);
                self.scope.pop();
                match self.random.below(3) {
                    0 => (format!("{{ {argument} ? \"default\", ... }}: {body}"), Kind::Function),
                    _ => (format!("{argument}: {body}"), Kind::Function),
                }
            }
            _ => (self.int(), Kind::Int),
        };
        (name, value, kind)
    }

    /// An expression that is a set, or, if `wraps`, perhaps one in `mkIf` and its kin.
    fn set(&mut self, depth: usize, wraps: bool) -> String {
        if depth == 0 {
            return self.literal(0, false);
        }
        let inner = depth - 1;
        if wraps && self.random.one_in(3) {
            return self.wrapped(inner);
        }
        match self.random.below(26) {
            24 => match self.known(|it| *it == Kind::OfSet) {
                Some((name, _)) => {
                    let (first, second) = (self.string(1), self.string(1));
                    match self.random.below(3) {
                        0 => format!("({name} {{ x = {first}; y = {second}; }})"),
                        1 => format!("({name} (let x = {first}; in {{ inherit x; }}))"),
                        _ => format!("({name} {{ x = {first}; }})"),
                    }
                }
                None => self.literal(inner, wraps),
            },
            25 => match self.known(|it| matches!(it, Kind::Set(_))) {
                Some((name, _)) => format!("({name} // {})", self.literal(inner, false)),
                None => self.literal(inner, wraps),
            },
            0..=5 => self.literal(inner, wraps),
            6..=8 => format!("({} // {})", self.set(inner, false), self.set(inner, false)),
            9 => {
                let (condition, set) = (self.condition(2), self.set(inner, false));
                format!("({} ({condition}) {set})", self.lib("optionalAttrs"))
            }
            10 => {
                let (then, otherwise) = (self.set(inner, wraps), self.set(inner, wraps));
                format!("(if {} then {then} else {otherwise})", self.condition(2))
            }
            11 | 12 => self.let_in(inner, |maker| maker.set(inner, wraps)),
            13 => match self.known(|it| matches!(it, Kind::Set(_))) {
                Some((name, _)) => name,
                None => self.literal(inner, wraps),
            },
            14 => {
                let update = self.lib("recursiveUpdate");
                format!("({update} {} {})", self.set(inner, false), self.set(inner, false))
            }
            15 => match self.known(|it| *it == Kind::Function) {
                Some((name, _)) => match self.random.below(2) {
                    // It may take a set or a string; the other one does not evaluate.
                    0 => format!("({name} {})", self.string(1)),
                    _ => format!("({name} {{ }})"),
                },
                None => self.literal(inner, wraps),
            },
            16 => format!("unknown.{}", self.random.pick(&["set", "other"])),
            17 => format!("(unknown.harden {})", self.literal(inner, false)),
            18 => format!("({} // {})", self.set(inner, wraps), self.set(inner, wraps)),
            19 => format!(
                "({} {} {})",
                self.lib("mergeAttrs"),
                self.set(inner, false),
                self.set(inner, false)
            ),
            20 => format!(
                "(with {}; {})",
                self.random.pick(&["lib", "unknown.set", "pkgs"]),
                self.set(inner, wraps)
            ),
            _ => self.generated(inner),
        }
    }

    /// `mkIf`, `mkMerge` and the priorities around a set.
    fn wrapped(&mut self, depth: usize) -> String {
        match self.random.below(4) {
            0 | 1 => {
                let (condition, set) = (self.condition(2), self.set(depth, true));
                format!("({} ({condition}) {set})", self.lib("mkIf"))
            }
            2 => {
                let parts = self.parts(depth);
                format!("({} {parts})", self.lib("mkMerge"))
            }
            _ => {
                let weight = self.weight();
                format!("({weight} {})", self.set(depth, true))
            }
        }
    }

    /// The list of a `mkMerge`.
    fn parts(&mut self, depth: usize) -> String {
        let mut text = "([ ".to_owned();
        for _ in 0..self.random.below(3) {
            text += &format!("{} ", self.set(depth, true));
        }
        text += "]";
        match self.random.below(7) {
            3 => {
                let (then, otherwise) =
                    (self.parts(depth.saturating_sub(1)), self.parts(depth.saturating_sub(1)));
                let condition = self.condition(1);
                text += &format!(" ++ (if {condition} then {then} else {otherwise})");
            }
            4 => {
                let inner = depth.saturating_sub(1);
                text += &format!(" ++ {}", self.let_in(inner, |it| it.parts(inner)));
            }
            0 => {
                let (condition, set) = (self.condition(1), self.set(depth, true));
                text += &format!(" ++ {} ({condition}) {set}", self.lib("optional"));
            }
            1 => {
                let (condition, list) = (self.condition(1), self.parts(depth.saturating_sub(1)));
                text += &format!(" ++ {} ({condition}) {list}", self.lib("optionals"));
            }
            2 => {
                let argument = self.name();
                self.scope.push((argument.clone(), Kind::Str));
                let set = self.set(depth.min(1), false);
                self.scope.pop();
                let list = self.random.pick(&["[ \"p\" \"q\" ]", "unknown.empty", "[ ]"]);
                text += &format!(" ++ map ({argument}: {set}) {list}");
            }
            _ => {}
        }
        text + ")"
    }

    fn weight(&mut self) -> String {
        let name =
            self.random.pick(&["mkForce", "mkDefault", "mkBefore", "mkAfter", "mkOptionDefault"]);
        match self.random.below(6) {
            0 => format!(
                "{} {}",
                self.lib("mkOverride"),
                self.random.pick(&["40", "2000", "unknown.n"])
            ),
            1 => format!("{} {}", self.lib("mkOrder"), self.random.pick(&["700", "unknown.n"])),
            _ => self.lib(name),
        }
    }

    /// Functions that make sets.
    fn generated(&mut self, depth: usize) -> String {
        let (argument, other) = (self.name(), self.name());
        let outer = self.scope.len();
        self.scope.push((argument.clone(), Kind::Str));
        let body = self.set(depth.min(2), true);
        let value = self.value(depth.min(1), true);
        let name = format!("\"{}${{{argument}}}\"", self.random.pick(&["", "n-"]));
        let name = if self.random.one_in(5) { "\"fixed\"".to_owned() } else { name };
        self.scope.truncate(outer);
        let pair = self.lib("nameValuePair");
        let names = match self.random.below(3) {
            0 => self.random.pick(&["unknown.names", "unknown.empty", "[ ]"]).to_owned(),
            1 => "[ \"a\" \"z\" ]".to_owned(),
            _ => format!("([ \"a\" ] ++ {} flags.a \"b\")", self.lib("optional")),
        };
        let set = match self.random.below(3) {
            0 => "unknown.set".to_owned(),
            1 => match self.known(|it| matches!(it, Kind::Set(_))) {
                Some((name, _)) => name,
                None => "unknown.other".to_owned(),
            },
            _ => self.literal(depth.min(1), false),
        };
        match self.random.below(6) {
            0 => format!("({} {names} ({argument}: {body}))", self.lib("genAttrs")),
            1 => format!("(builtins.mapAttrs ({argument}: {other}: {body}) {set})"),
            2 => format!(
                "(builtins.mapAttrs ({argument}: {other}: {{ a = {other}; b = {value}; }}) {set})"
            ),
            3 => format!(
                "({} ({argument}: {other}: {pair} {name} {body}) {set})",
                self.lib("mapAttrs'")
            ),
            4 => format!("(builtins.listToAttrs (map ({argument}: {pair} {name} {body}) {names}))"),
            _ => {
                let (first, second) = (self.value(depth, true), self.value(depth, true));
                format!(
                    "(builtins.listToAttrs [ ({pair} \"a\" {first}) {{ name = \"c\"; value = {second}; }} ])"
                )
            }
        }
    }

    /// `{ … }`
    fn literal(&mut self, depth: usize, wraps: bool) -> String {
        let mut text = "{ ".to_owned();
        let mut names: Vec<&str> = NAMES.to_vec();
        for _ in 0..self.random.below(4) {
            let name = names.remove(self.random.below(names.len()));
            let sub = self.random.pick(NAMES);
            match self.random.below(14) {
                11 => {
                    let set = self.literal(depth.min(1), false);
                    text += &format!("{name} = {{ name, ... }}: {set}; ");
                }
                12 => {
                    let key = self.random.pick(&["unknown.s", "\"dyn\"", "unknown.t"]);
                    text += &format!("\"${{{key}}}\".{name} = {}; ", self.value(depth, wraps));
                }
                0..=3 => text += &format!("{name} = {}; ", self.value(depth, wraps)),
                4 | 5 => text += &format!("{name}.{sub} = {}; ", self.value(depth, wraps)),
                6 => text += &format!("\"{name}\" = {}; ", self.value(depth, wraps)),
                7 => {
                    let key = match self.known(|it| *it == Kind::Str) {
                        Some((variable, _)) if self.random.one_in(2) => variable,
                        _ => self.random.pick(&["unknown.s", "unknown.t"]).to_owned(),
                    };
                    text += &format!("\"k-{name}-${{{key}}}\" = {}; ", self.value(depth, wraps));
                }
                8 => {
                    // In parts.
                    let (first, second) = (self.value(depth, wraps), self.value(depth, wraps));
                    text += &format!("{name}.p = {first}; {name}.q.{sub} = {second}; ");
                }
                9 => match self.known(|it| matches!(it, Kind::Set(_))) {
                    Some((variable, Kind::Set(keys))) if keys.iter().any(|it| it == name) => {
                        text += &format!("inherit ({variable}) {name}; ");
                    }
                    Some((variable, _)) if !text.contains(&format!("inherit {variable};")) => {
                        text += &format!("inherit {variable}; ");
                    }
                    _ => {}
                },
                10 => {
                    let value = self.string(depth.min(1));
                    text += &format!("{name} = rec {{ r = {value}; s = r; t.u = \"${{s}}!\"; }}; ");
                }
                _ => text += &format!("{name} = {}; ", self.set(depth, wraps)),
            }
        }
        text + "}"
    }
}
