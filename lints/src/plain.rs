//! Texts in which nothing can be found and that have no part in what is found elsewhere, such as most
//! packages of nixpkgs: they cost a look at their words and names, and neither a tree nor a model.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, Match, MatchKind};
use rustc_hash::FxHashMap;

use cfglint_syntax::{Checked, Interests, Parse, Weight};

use crate::index::ROOTS;
use crate::rules::store_secrets::environment_file_in_store::OPTIONS as SECRETS;
use crate::views::acme::telling_keys;

/// Words by which lints decide whether to look at a text, and calls that compute names of options.
pub(crate) const WORDS: &[&str] = &[
    "cfglint:",
    // Lints that read the text or the tree, or options of whatever name.
    "OptionModule",
    "lib/acme/.",
    ".pem",
    TARGET,
    "cacert",
    "mkOption",
    " -nt ",
    " -ot ",
    "-c %Y",
    "-newer",
    // Definitions that no binding names.
    "listToAttrs",
    "genAttrs",
    "mapAttrs",
    "setAttrByPath",
];

/// How names of targets end; `stdenv.targetPlatform` is none.
pub(crate) const TARGET: &str = ".target";

/// Names of attributes, beside [`ROOTS`], that mean something to the model or to a lint wherever they
/// stand.
const NAMES: &[&str] = &[
    "imports",
    "options",
    "modules",
    "extraModules",
    "sharedModules",
    "nixosModules",
    "homeModules",
    "homeManagerModules",
    "home-manager",
    "nodes",
    "machine",
    "containers",
    "postRun",
];

static MATCHER: LazyLock<Option<AhoCorasick>> = LazyLock::new(|| {
    // Of this kind, it looks at many bytes at once.
    AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(WORDS).ok()
});

/// Whether the name of a unit that ends here is not the beginning of another word.
pub(crate) fn ends_at(text: &str, end: usize) -> bool {
    !text[end..].starts_with(|next: char| next.is_ascii_alphanumeric())
}

fn has_word(text: &str) -> bool {
    let counts = |word: Match| WORDS[word.pattern()] != TARGET || ends_at(text, word.end());
    MATCHER.as_ref().is_none_or(|words| words.find_iter(text).any(counts))
}

static INTERESTS: Interests = Interests { weight, is_opaque, makes_package };

static WEIGHTS: LazyLock<FxHashMap<&str, Weight>> = LazyLock::new(|| {
    let in_modules =
        ROOTS.iter().chain(NAMES).chain(SECRETS).map(|name| (*name, Weight::InModules));
    // Sets that look like certificates are found in any expression.
    let everywhere = telling_keys().map(|name| (name, Weight::Everywhere));
    in_modules.chain(everywhere).collect()
});

fn weight(name: &str) -> Weight {
    WEIGHTS.get(name).copied().unwrap_or(Weight::None)
}

/// Functions of which the model reads nothing that they are given. It reads a part of what others
/// are, such as `optional` and `map` within `mkMerge`.
fn is_opaque(name: &str) -> bool {
    makes_package(name) || ["build", "fetch"].iter().any(|prefix| name.starts_with(prefix))
}

/// Functions that make packages: nobody sets `services` of a machine to one.
fn makes_package(name: &str) -> bool {
    name == "mkDerivation" || name.starts_with("callPackage")
}

/// Whether it counts, somewhere at least, that a text defines this name.
#[cfg(any(test, feature = "testing"))]
pub(crate) fn has_weight(name: &str) -> bool {
    weight(name) != Weight::None
}

/// The tree of a text and its checks, unless nothing can be found in it, and nothing that it says can
/// count elsewhere.
pub(crate) fn parse_unless_plain(text: &str) -> Option<(Parse, Checked)> {
    cfglint_syntax::parse_unless_plain(text, &INTERESTS, !has_word(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_says_nothing_of_a_machine_is_plain() {
        let package = "{ lib, make, fetchurl }:\nmake rec {\n  name = \"a-${version}\";\n  version = \"1\";\n  meta.license = lib.licenses.mit;\n}\n";
        let is_plain = |text: &str| parse_unless_plain(text).is_none();
        assert!(is_plain(package));
        assert!(is_plain(&package.replace("lib.licenses.mit", "lib.targetPlatform")));
        let but = |from: &str, to: &str| package.replacen(from, to, 1);
        // What a package is made of is no module.
        assert!(is_plain(
            &but("make rec", "lib.mkDerivation rec")
                .replace("version = ", "systemd = 1; version = ")
        ));
        // The model looks through these.
        for call in ["optional true", "map (a: a)", "singleton", "mapAttrs (a: b: b)"] {
            let text = format!("{{ lib, ... }}: lib.mkMerge (lib.{call} {{ systemd.a = 1; }})");
            assert!(!is_plain(&text), "{text}");
        }
        assert!(is_plain(&but(
            "{\n  name",
            "{\n  services = lib.callPackage ./a.nix { };\n  name"
        )));
        for (from, to) in [
            ("version = ", "services = "),
            ("{\n  name", "{\n  services = lib.buildServices { };\n  name"),
            ("version = ", "\"systemd\" = "),
            ("version = ", "postRun = 1; webroot = "),
            ("version = ", "${lib.a} = "),
            ("version = ", "\"${lib.a}\" = "),
            ("version = ", "inherit (lib) imports; version = "),
            ("version = ", "# cfglint: allow(all)\nversion = "),
            ("version = ", "version = 2; version = "),
            ("lib.licenses", "libs.licenses"),
            ("lib.licenses", "lib.genAttrs"),
            ("name = ", "stop = \"stop a.target\"; name = "),
            ("name = ", "key = \"/var/lib/acme/a/key.pem\"; name = "),
            ("rec", ""),
            ("rec", "rec ("),
        ] {
            assert!(!is_plain(&but(from, to)), "{}", but(from, to));
        }
    }
}
