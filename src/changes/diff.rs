//! Reads what `git diff -U0` prints.

use std::ops::RangeInclusive;

/// The new lines of each file of a diff, counted from 0, by its name from the top folder.
///
/// Lines are counted off as the hunks announce them, as a changed line may look like a heading.
pub(super) fn new_lines(diff: &[u8]) -> Vec<(Vec<u8>, Vec<RangeInclusive<usize>>)> {
    let mut files: Vec<(Vec<u8>, Vec<RangeInclusive<usize>>)> = Vec::new();
    let (mut removed, mut added) = (0, 0);
    for line in diff.split(|byte| *byte == b'\n') {
        match line.first() {
            Some(b'-') if removed > 0 => removed -= 1,
            Some(b'+') if added > 0 => added -= 1,
            _ => {
                if let Some(name) = line.strip_prefix(b"+++ ") {
                    files.extend(file_name(name).map(|name| (name, Vec::new())));
                } else if let Some((old, start, count)) = hunk(line) {
                    (removed, added) = (old, count);
                    if let Some((_, ranges)) = files.last_mut()
                        && count > 0
                        && start > 0
                    {
                        ranges.push(start - 1..=start + count - 2);
                    }
                }
            }
        }
    }
    files
}

/// `@@ -3,2 +4,5 @@`: how many lines are gone, and where how many are new.
fn hunk(line: &[u8]) -> Option<(usize, usize, usize)> {
    let line = std::str::from_utf8(line.get(..line.len().min(80))?)
        .unwrap_or_else(|error| std::str::from_utf8(&line[..error.valid_up_to()]).unwrap_or(""));
    let (old, rest) = line.strip_prefix("@@ -")?.split_once(" +")?;
    let new = rest.split_once(" @@")?.0;
    let numbers = |range: &str| {
        let (start, count) = range.split_once(',').unwrap_or((range, "1"));
        Some((start.parse().ok()?, count.parse().ok()?))
    };
    let (_, removed): (usize, usize) = numbers(old)?;
    let (start, added) = numbers(new)?;
    Some((removed, start, added))
}

/// The name behind `+++ `, without `b/`; `None` for a file that is gone.
fn file_name(written: &[u8]) -> Option<Vec<u8>> {
    // A tab follows a name with blanks.
    let written = written.strip_suffix(b"\t").unwrap_or(written);
    let name = match written.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")) {
        Some(quoted) => unquoted(quoted),
        None => written.to_vec(),
    };
    name.strip_prefix(b"b/").map(<[u8]>::to_vec)
}

/// Undoes git's quoting of names, which is that of C.
fn unquoted(quoted: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut bytes = quoted.iter().copied().peekable();
    while let Some(byte) = bytes.next() {
        if byte != b'\\' {
            name.push(byte);
            continue;
        }
        name.push(match bytes.next() {
            Some(b'a') => 7,
            Some(b'b') => 8,
            Some(b't') => b'\t',
            Some(b'n') => b'\n',
            Some(b'v') => 11,
            Some(b'f') => 12,
            Some(b'r') => b'\r',
            Some(digit @ b'0'..=b'7') => {
                let mut value = u32::from(digit - b'0');
                while let Some(digit) = bytes.next_if(|it| matches!(it, b'0'..=b'7')) {
                    value = value * 8 + u32::from(digit - b'0');
                }
                value as u8
            }
            Some(other) => other,
            None => break,
        });
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_lines_that_look_like_headings() {
        let diff = b"diff --git a/a.nix b/a.nix\n--- a/a.nix\n+++ b/a.nix\n\
            @@ -2,2 +2,2 @@ {\n--- a/x\n-@@ -1 +1 @@\n+++ b/y\n+@@ -9 +9 @@\n\
            @@ -7 +6,0 @@\n-gone\n@@ -9,0 +9 @@\n+new\n\\ No newline at end of file\n";
        assert_eq!(new_lines(diff), [(b"a.nix".to_vec(), vec![1..=2, 8..=8])]);
    }

    #[test]
    fn names_with_blanks_quotes_and_other_bytes() {
        let name = |written: &str| file_name(written.as_bytes());
        assert_eq!(name("b/a b.nix\t"), Some(b"a b.nix".to_vec()));
        assert_eq!(
            name(r#""b/\"q\" \t\303\244\377\\.nix""#),
            Some(b"\"q\" \t\xc3\xa4\xff\\.nix".to_vec())
        );
        assert_eq!(name("/dev/null"), None);
    }
}
