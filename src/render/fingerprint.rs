//! What makes a finding the same one tomorrow.

use std::collections::HashMap;
use std::hash::Hasher;

use cfglint_lints::{Diagnostic, FileId};
use cfglint_syntax::TextRange;
use siphasher::sip128::{Hasher128, SipHasher13};

use crate::files::FileStore;

/// A fingerprint for each finding, as 32 hexadecimal digits.
///
/// It is made of the file, the lint, the message and the text of the line, white space aside; so it
/// survives lines that are added above and new indentation. Equal ones are told apart by counting.
pub(crate) fn fingerprints(files: &FileStore, found: &[Diagnostic]) -> Vec<String> {
    let mut seen: HashMap<u128, u32> = HashMap::new();
    let mut long = LongLine::default();
    found
        .iter()
        .map(|diagnostic| {
            let key = hash(files, diagnostic, 0, &mut long);
            let count = seen.entry(key).or_default();
            let fingerprint = hash(files, diagnostic, *count, &mut long);
            *count += 1;
            format!("{fingerprint:032x}")
        })
        .collect()
}

/// A line that is longer than this, in bytes, is hashed once for all findings in it.
const LONG: usize = 4096;

/// The long line that was hashed last.
#[derive(Default)]
struct LongLine {
    place: Option<(FileId, TextRange)>,
    hash: u128,
}

fn hash(files: &FileStore, diagnostic: &Diagnostic, count: u32, long: &mut LongLine) -> u128 {
    let range = files.whole_lines(diagnostic.file, TextRange::empty(diagnostic.range.start()));
    let line = &files.text(diagnostic.file)[range];
    let mut hasher = SipHasher13::new();
    let parts = [files.raw_name(diagnostic.file), diagnostic.lint, &diagnostic.message];
    parts.into_iter().for_each(|part| write(&mut hasher, part));
    if line.len() <= LONG {
        line.split_whitespace().for_each(|word| write(&mut hasher, word));
    } else {
        let place = Some((diagnostic.file, range));
        if long.place != place {
            let mut words = SipHasher13::new();
            line.split_whitespace().for_each(|word| write(&mut words, word));
            *long = LongLine { place, hash: words.finish128().as_u128() };
        }
        hasher.write(&long.hash.to_le_bytes());
    }
    hasher.write_u32(count);
    hasher.finish128().as_u128()
}

/// Writes one part and its end, so that no two lists of parts run together.
fn write(hasher: &mut SipHasher13, part: &str) {
    hasher.write(part.as_bytes());
    hasher.write_u8(0xff);
}
