//! Paths of the files that ACME publishes.

/// A published file, as a text names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct CertFile<'t> {
    /// The certificate; holes as they are written.
    pub(crate) cert: &'t str,
    /// `key`, `fullchain`, `cert`, `chain` or `full`.
    pub(crate) file: &'t str,
    /// Where the path begins in the text.
    pub(crate) start: usize,
    /// Where it ends.
    pub(crate) end: usize,
}

const ROOT: &str = "/var/lib/acme/";
const FILES: &[&str] = &["key", "fullchain", "cert", "chain", "full"];

/// All published files that a text names, in order.
pub(crate) fn cert_files(text: &str) -> Vec<CertFile<'_>> {
    text.match_indices(ROOT).filter_map(|(at, _)| cert_file_at(text, at)).collect()
}

/// The published file that the text is, if it is nothing else.
pub(crate) fn cert_file(text: &str) -> Option<CertFile<'_>> {
    cert_file_at(text, 0).filter(|it| it.end == text.len())
}

fn cert_file_at(text: &str, start: usize) -> Option<CertFile<'_>> {
    let rest = text.get(start..)?.strip_prefix(ROOT)?;
    let is_part_of_path = |it: char| it.is_alphanumeric() || "._-/}".contains(it);
    if text[..start].ends_with(is_part_of_path) {
        return None;
    }
    let cert_end = name_end(rest)?;
    let cert = &rest[..cert_end];
    let after = &rest[cert_end + 1..];
    let file = FILES.iter().find(|file| {
        after.strip_prefix(**file).and_then(|it| it.strip_prefix(".pem")).is_some_and(|it| {
            !it.starts_with(|it: char| it.is_alphanumeric() || "._-/$".contains(it))
        })
    })?;
    if cert.is_empty() || cert.starts_with('.') || cert == "acme-challenge" {
        return None;
    }
    let end = start + ROOT.len() + cert_end + 1 + file.len() + ".pem".len();
    Some(CertFile { cert, file: &after[..file.len()], start, end })
}

/// Where the first name of a path ends, past its holes.
fn name_end(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut previous = ' ';
    for (at, it) in text.char_indices() {
        match it {
            '{' if depth > 0 || previous == '$' => depth += 1,
            '}' => depth = depth.checked_sub(1)?,
            '/' if depth == 0 => return Some(at),
            _ if depth == 0 && (it.is_whitespace() || "\"';,:()".contains(it)) => return None,
            _ => {}
        }
        previous = it;
    }
    None
}

/// Whether a name is the same wherever it is written: no part of it is computed.
pub(crate) fn is_fixed(cert: &str) -> bool {
    !cert.contains("${")
}

#[cfg(test)]
mod tests {
    use super::{cert_file, cert_files};

    #[test]
    fn published_files() {
        let names = |text| -> Vec<(String, String)> {
            let own = |it: super::CertFile<'_>| (it.cert.to_owned(), it.file.to_owned());
            cert_files(text).into_iter().map(own).collect()
        };
        let pair = |cert: &str, file: &str| (cert.to_owned(), file.to_owned());
        assert_eq!(names("a:/var/lib/acme/x.example/key.pem;"), [pair("x.example", "key")]);
        assert_eq!(
            names(r#"/var/lib/acme/${a."b/c"}/full.pem /var/lib/acme/b/fullchain.pem"#),
            [pair(r#"${a."b/c"}"#, "full"), pair("b", "fullchain")]
        );
        assert_eq!(
            names("/mnt/var/lib/acme/a/key.pem /var/lib/acme/a/key.pem"),
            [pair("a", "key")]
        );
        assert!(names("/var/lib/acme/acme-challenge /var/lib/acme/.lego/a/key.pem").is_empty());
        assert!(cert_file("/var/lib/acme/a/cert.pem").is_some());
        assert!(cert_file("x:/var/lib/acme/a/cert.pem").is_none());
    }
}
