//! What is known of single files, each by what it follows from.

use std::collections::HashMap;

use cfglint_lints::{Diagnostic, FileId, FileReport, Remains};
use rayon::prelude::*;

use super::{Finding, diagnostic, finding};
use crate::cache::{Digest, Digester};
use crate::project::{Project, ProjectFile};

/// Parts of an entry: a list of digests with lengths, and so many bytes for each.
#[derive(Default)]
pub(in crate::project) struct Files<'a> {
    known: HashMap<Digest, &'a [u8]>,
}

impl Files<'_> {
    pub(super) fn read(bytes: &[u8]) -> Files<'_> {
        let mut files = Files::default();
        let read = postcard::take_from_bytes::<Vec<(Digest, usize)>>(bytes);
        let Ok((index, mut rest)) = read else { return files };
        for (name, length) in index {
            let Some((own, others)) = rest.split_at_checked(length) else { break };
            files.known.insert(name, own);
            rest = others;
        }
        files
    }

    /// What was said of a file, if nothing has changed that decides about it.
    pub(in crate::project) fn report(&self, file: &ProjectFile) -> Option<FileReport> {
        let bytes = self.known.get(&name(file)?)?;
        let (found, remains): (Vec<Finding>, Remains) = postcard::from_bytes(bytes).ok()?;
        let found = found.iter().map(|it| Some(moved(diagnostic(it)?, file.source.id)));
        Some(FileReport::restored(file.source.clone(), found.collect::<Option<_>>()?, remains))
    }
}

/// Writes what is to be known of all files behind what is there.
pub(super) fn write(project: &Project, bytes: &mut Vec<u8>) {
    let files = project.files.par_iter().zip(&project.reports);
    let files: Vec<(Digest, Vec<u8>)> =
        files.filter_map(|(file, report)| kept(file, report)).collect();
    let index: Vec<(Digest, usize)> = files.iter().map(|(name, own)| (*name, own.len())).collect();
    if let Ok(index) = postcard::to_stdvec(&index) {
        bytes.extend(index);
        files.iter().for_each(|(_, own)| bytes.extend(own));
    }
}

fn kept(file: &ProjectFile, report: &FileReport) -> Option<(Digest, Vec<u8>)> {
    let id = file.source.id;
    if !report.diagnostics.iter().all(|it| is_about(it, id)) {
        return None;
    }
    // The number of a file is that of one run alone.
    let found = report.diagnostics.iter().map(|it| finding(&moved(it.clone(), FileId(0))));
    let found: Vec<Finding> = found.collect();
    let bytes = postcard::to_stdvec(&(found, report.remains())).ok()?;
    Some((name(file)?, bytes))
}

/// All that a report follows from, but the number of the file.
fn name(file: &ProjectFile) -> Option<Digest> {
    let mut digester = Digester::default();
    digester
        .part(&file.digest?)
        .part(file.source.name.as_bytes())
        .part(file.source.config_path.as_bytes())
        .part(&file.settings.digest);
    Some(digester.finish())
}

fn is_about(diagnostic: &Diagnostic, file: FileId) -> bool {
    let edits = diagnostic.fixes.iter().flat_map(|fix| &fix.edits).map(|(id, _)| *id);
    let related = diagnostic.related.iter().map(|it| it.file);
    edits.chain(related).all(|id| id == file) && diagnostic.file == file
}

/// The same of the file with another number.
fn moved(mut diagnostic: Diagnostic, file: FileId) -> Diagnostic {
    diagnostic.file = file;
    diagnostic.related.iter_mut().for_each(|it| it.file = file);
    let edits = diagnostic.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
    edits.for_each(|(id, _)| *id = file);
    diagnostic
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Check;
    use crate::settings::SettingsFinder;

    /// A run over these files, with digests as if it remembered.
    fn run(folder: &std::path::Path, texts: &[(&str, &str)], arguments: Check) -> Project {
        for (name, text) in texts {
            std::fs::write(folder.join(name), text).expect("the folder is ours");
        }
        let args = Check { paths: vec![folder.to_owned()], quiet: true, ..arguments };
        let mut finder = SettingsFinder::new(&args.settings).expect("the settings are right");
        let mut project = Project::load(&args, &mut finder, None).expect("all can be read");
        for file in &mut project.files {
            file.digest = Some(crate::cache::digest(file.source.text.as_bytes()));
        }
        project
    }

    const SYSLOG: &str = "{ systemd.services.a.serviceConfig.StandardOutput = \"syslog\"; }\n";

    /// Which files are known from an earlier run, by name.
    fn known(bytes: &[u8], project: &Project) -> Vec<String> {
        let files = Files::read(bytes);
        let known = project.files.iter().filter(|file| files.report(file).is_some());
        known.map(|it| it.source.name.rsplit('/').next().unwrap_or_default().to_owned()).collect()
    }

    #[test]
    fn only_what_has_changed_is_forgotten() {
        let folder = tempfile::tempdir().expect("a folder");
        let texts = [("b.nix", SYSLOG), ("c.nix", SYSLOG)];
        let first = run(folder.path(), &texts, Check::default());
        let mut bytes = Vec::new();
        write(&first, &mut bytes);
        assert_eq!(known(&bytes, &first), ["b.nix", "c.nix"]);
        // A file before the others gives them other numbers.
        let more = run(folder.path(), &[("a.nix", "{ }"), ("c.nix", "{ }")], Check::default());
        assert_eq!(known(&bytes, &more), ["b.nix"]);
        let report = Files::read(&bytes).report(&more.files[1]).expect("it is known");
        let anew = more.files[1].settings.analysis.file(&more.files[1].source);
        assert_eq!(report.diagnostics, anew.diagnostics);
        assert_eq!(format!("{:?}", report.module), format!("{:?}", anew.module));
        assert_eq!(report.diagnostics.first().map(|it| it.file), Some(FileId(1)));
        let settings = crate::args::SettingsArgs {
            ignore: vec!["syslog-output".to_owned()],
            ..Default::default()
        };
        let other = run(folder.path(), &[], Check { settings, ..Check::default() });
        assert_eq!(known(&bytes, &other), [""; 0]);
    }

    #[test]
    fn what_is_cut_off_or_garbled_is_not_known() {
        let folder = tempfile::tempdir().expect("a folder");
        let project = run(folder.path(), &[("a.nix", SYSLOG), ("b.nix", "{ }")], Check::default());
        let mut bytes = Vec::new();
        write(&project, &mut bytes);
        for length in 0..bytes.len() {
            assert!(known(&bytes[..length], &project).len() < 2, "{length}");
        }
    }
}
