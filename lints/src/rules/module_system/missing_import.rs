//! Reports imports of files that are not there.

use crate::lint::{Check, declare_lint};
use crate::{FileReport, ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// An import of a file that does not exist.
    ///
    /// ## Why
    /// The module system reads all that is imported, whatever the options are, so that the evaluation
    /// fails for each machine that uses the module. A folder stands for the `default.nix` in it.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   imports = [ ./no-such-file.nix ];
    ///   system.stateVersion = "25.05";
    /// }
    /// ```
    ///
    /// Use instead:
    /// ```nix
    /// {
    ///   imports = [ ];
    ///   system.stateVersion = "25.05";
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// Imports under a condition, or given to a function of which the file does not say what it does;
    /// files with a call of `pathExists`; paths that lead out of the project, to what `.gitignore`
    /// names, into an empty folder (a submodule that is not checked out) or through a link that leads
    /// nowhere; `hardware-configuration.nix`, which each machine writes for itself; templates and
    /// examples, which are completed after they are copied; texts from standard input whose place is
    /// not said. So is a file that neither leads to another file of the project nor is imported by one,
    /// unless Nix begins with it (`flake.nix`, or `system.stateVersion` is set there): it may be copied
    /// to where its imports are. Looked up are paths that the text says, also by variables, by `+`, and by
    /// functions over lists that it spells out, such as `map (name: ./${name}.nix) [ "a" ]`.
    ///
    /// ## References
    /// NixOS manual, "Modularity"; `nixos-generate-config(8)`.
    pub(crate) static MISSING_IMPORT = {
        name: "missing-import", group: ModuleSystem, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    if cx.reports().iter().all(|report| report.missing_imports.is_empty()) {
        return;
    }
    let imports = cx.imports();
    for (index, report) in cx.reports().iter().enumerate() {
        let is_in_place = imports.is_placed(index) || is_flake(report);
        if report.missing_imports.is_empty() || !is_in_place || is_incomplete(report) {
            continue;
        }
        for import in report.module.imports.iter().filter(|import| import.is_certain) {
            let Some(path) = import.path.as_ref() else { continue };
            if !report.missing_imports.contains(path) || is_made_on_the_machine(path) {
                continue;
            }
            let message = match path.ends_with(".nix") {
                true => format!("there is no file `{path}`; whatever imports this module fails"),
                false => format!(
                    "there is no file `{path}`, nor `default.nix` in a folder of that name; whatever imports this module fails"
                ),
            };
            cx.report(report, import.range, message)
                .help("correct the path, add the file, or delete the import")
                .emit();
        }
    }
}

fn is_flake(report: &FileReport) -> bool {
    report.source.name.rsplit('/').next() == Some("flake.nix")
}

/// Whether the file is meant to be used only where others are beside it.
fn is_incomplete(report: &FileReport) -> bool {
    let is_pattern = |part: &str| ["example", "template"].iter().any(|word| part.starts_with(word));
    report.source.name.split('/').any(is_pattern) || report.source.text.contains("pathExists")
}

fn is_made_on_the_machine(path: &str) -> bool {
    path.rsplit('/').next() == Some("hardware-configuration.nix")
}
