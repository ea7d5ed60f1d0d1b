//! Which expressions surely become one path of the Nix store.

use cfglint_syntax::ast::{Expr, Select};

use super::calls::spine;
use super::env::{Bound, FrameId};
use super::lower::Lowerer;

/// Names for names.
const LIMIT: usize = 8;

/// Functions that write into the store, and how many arguments they take.
const WRITERS: &[(&str, usize)] = &[
    ("runCommand", 3),
    ("runCommandLocal", 3),
    ("symlinkJoin", 1),
    ("toFile", 2),
    ("writeBash", 2),
    ("writeDash", 2),
    ("writePython3", 3),
    ("writeScript", 2),
    ("writeScriptBin", 2),
    ("writeShellApplication", 1),
    ("writeShellScript", 2),
    ("writeShellScriptBin", 2),
    ("writeText", 2),
    ("writeTextDir", 2),
    ("writeTextFile", 1),
];

/// Functions that give a path within a package, the last argument but for what is named there.
const GETTERS: &[&str] = &["getExe", "getBin", "getLib", "getDev", "toString"];

/// Attributes of a package that are paths as well.
const OUTPUTS: &[&str] = &["out", "bin", "dev", "lib", "man", "outPath"];

/// Attributes of `pkgs` that are no packages, but may stand in a string.
const NO_PACKAGES: &[&str] = &["config", "lib", "path", "system", "stdenv"];

impl<'t> Lowerer<'t, '_> {
    /// Whether `"${expr}"` is one path in the Nix store, or in a package there, with no slash at its
    /// end. Packages are known by where they stand in an argument that is called `pkgs`.
    pub(super) fn is_store_path(&mut self, expr: Expr<'t>, frame: FrameId) -> bool {
        let (mut expr, mut frame) = (expr, frame);
        let mut is_text = false;
        for _ in 0..LIMIT {
            match expr.without_parens() {
                // `toString ./file` is where the file lies now.
                Expr::Path(path) => return !is_text && !path.is_search_path(),
                Expr::Select(select) => return self.is_package(select, frame),
                Expr::Ident(ident) => {
                    let name = ident.name().unwrap_or_default();
                    match self.env.lookup(frame, name) {
                        Some(Bound::Closure(closure)) => {
                            (expr, frame) = (closure.expr, closure.frame);
                        }
                        Some(Bound::Selected(from, name)) => {
                            let (from, name) = (*from, name.clone());
                            return self.is_pkgs(from.expr, from.frame) && is_package_name(&name);
                        }
                        _ => return false,
                    }
                }
                call @ Expr::Apply(_) => {
                    let (head, arguments) = spine(call);
                    let Some(name) = self.function_name(head, frame) else {
                        return false;
                    };
                    if WRITERS.contains(&(&*name, arguments.len())) {
                        return true;
                    }
                    match arguments.as_slice() {
                        [inner] if GETTERS.contains(&&*name) => {
                            is_text |= &*name == "toString";
                            expr = *inner;
                        }
                        _ => return false,
                    }
                }
                _ => return false,
            }
        }
        false
    }

    /// Whether this is the argument `pkgs` of the module, and nothing that the file makes of it.
    fn is_pkgs(&self, expr: Expr<'t>, frame: FrameId) -> bool {
        let Expr::Ident(ident) = expr.without_parens() else {
            return false;
        };
        ident.name() == Some("pkgs")
            && matches!(self.env.lookup(frame, "pkgs"), Some(Bound::Opaque))
    }

    fn is_package(&self, select: Select<'t>, frame: FrameId) -> bool {
        let is_plain = select.default().is_none();
        if !is_plain || !select.base().is_some_and(|base| self.is_pkgs(base, frame)) {
            return false;
        }
        let names: Option<Vec<_>> =
            select.path().and_then(|path| path.attrs().map(|attr| attr.name()).collect());
        let names = names.unwrap_or_default();
        let names: Vec<&str> = names.iter().map(|name| &**name).collect();
        let names = match names.as_slice() {
            [package @ .., output] if !package.is_empty() && OUTPUTS.contains(output) => package,
            all => all,
        };
        match names {
            [package] => is_package_name(package),
            [set, package] => is_package_set(set) && is_package_name(package),
            _ => false,
        }
    }
}

fn is_package_name(name: &str) -> bool {
    !NO_PACKAGES.contains(&name) && !name.ends_with("ersion") && !name.ends_with("Platform")
}

fn is_package_set(name: &str) -> bool {
    const STARTS: &[&str] = &["linuxPackages", "llvmPackages", "nodePackages"];
    name.ends_with("Packages")
        || matches!(name, "gnome" | "gnome3" | "xorg" | "plasma5" | "libsForQt5" | "unstable")
        || STARTS.iter().any(|start| name.starts_with(start))
}
