//! What makes a finding the same one tomorrow.

use std::collections::HashMap;
use std::hash::Hasher;

use cfglint_lints::Diagnostic;
use cfglint_syntax::TextRange;
use siphasher::sip128::{Hasher128, SipHasher13};

use crate::files::FileStore;

/// A fingerprint for each finding, as 32 hexadecimal digits.
///
/// It is made of the file, the lint, the message and the text of the line, white space aside; so it
/// survives lines that are added above and new indentation. Equal ones are told apart by counting.
pub(crate) fn fingerprints(files: &FileStore, found: &[Diagnostic]) -> Vec<String> {
    let mut seen: HashMap<u128, u32> = HashMap::new();
    found
        .iter()
        .map(|diagnostic| {
            let key = hash(files, diagnostic, 0);
            let count = seen.entry(key).or_default();
            let fingerprint = hash(files, diagnostic, *count);
            *count += 1;
            format!("{fingerprint:032x}")
        })
        .collect()
}

fn hash(files: &FileStore, diagnostic: &Diagnostic, count: u32) -> u128 {
    let start = TextRange::empty(diagnostic.range.start());
    let line = &files.text(diagnostic.file)[files.whole_lines(diagnostic.file, start)];
    let mut hasher = SipHasher13::new();
    let words = line.split_whitespace();
    let parts = [files.raw_name(diagnostic.file), diagnostic.lint, &diagnostic.message];
    for part in parts.into_iter().chain(words) {
        hasher.write(part.as_bytes());
        // Ends each part, so that no two lists of parts run together.
        hasher.write_u8(0xff);
    }
    hasher.write_u32(count);
    hasher.finish128().as_u128()
}
