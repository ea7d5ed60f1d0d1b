//! Paths and addresses that can be followed.

use cfglint_syntax::ast::{AstNode, Path};
use cfglint_syntax::{SyntaxKind, TextRange, TextSize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use crate::navigator::{File, Navigation, path_use};

const SCHEMES: [&str; 2] = ["https://", "http://"];

/// Path literals that name a file or a folder with a `default.nix`, and URLs in strings, comments
/// and by themselves.
pub(crate) fn document_link(
    cx: &Navigation<'_>,
    params: DocumentLinkParams,
) -> Result<Option<Vec<DocumentLink>>> {
    let Some(file) = cx.document(&params.text_document.uri) else {
        return Ok(None);
    };
    let mut links: Vec<(TextRange, Uri, Option<String>)> = Vec::new();
    let paths = file.root().descendants().filter_map(Path::cast).filter_map(path_use);
    for path in paths.filter(|path| path.is_whole) {
        let target = file.candidates(&path.written).into_iter().find(|it| cx.exists(it));
        let Some(target) = target else { continue };
        let is_implied = target.ends_with("default.nix") && !path.written.ends_with("default.nix");
        let tooltip = is_implied.then(|| "default.nix".to_owned());
        links.extend(Uri::from_file_path(&target).map(|uri| (path.range, uri, tooltip)));
    }
    for (range, uri) in addresses(&file) {
        links.push((range, uri, None));
    }
    links.sort_by_key(|(range, ..)| range.start());
    let link = |(range, target, tooltip)| DocumentLink {
        range: file.range(range),
        target: Some(target),
        tooltip,
        data: None,
    };
    Ok(Some(links.into_iter().map(link).collect()))
}

fn addresses(file: &File) -> Vec<(TextRange, Uri)> {
    use SyntaxKind::{COMMENT, IND_STRING_CONTENT, STRING_CONTENT, URI};
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = file.text[from..].find("http").map(|at| from + at) {
        from = start + "http".len();
        if !SCHEMES.iter().any(|scheme| file.text[start..].starts_with(scheme)) {
            continue;
        }
        let offset = TextSize::new(start as u32);
        let Some(token) = token_at(file, offset) else { continue };
        if !matches!(token.0, COMMENT | IND_STRING_CONTENT | STRING_CONTENT | URI) {
            continue;
        }
        let rest = &file.text[start..usize::from(token.1.end())];
        let length = address_length(rest);
        // A host is left, and what follows is no interpolation that would change it.
        let is_cut =
            length == rest.len() && file.text[usize::from(token.1.end())..].starts_with("${");
        let is_empty = SCHEMES.iter().any(|scheme| rest[..length] == **scheme);
        if let Ok(uri) = rest[..length].parse::<Uri>()
            && !is_cut
            && !is_empty
        {
            found.push((TextRange::at(offset, TextSize::new(length as u32)), uri));
        }
        from = start + length.max(1);
    }
    found
}

fn token_at(file: &File, offset: TextSize) -> Option<(SyntaxKind, TextRange)> {
    let nodes = crate::navigator::lookup::nodes_at(file.root(), offset);
    let token = nodes.last()?.tokens().find(|token| token.range().contains(offset))?;
    Some((token.kind(), token.range()))
}

/// Up to a character that no address holds, without the punctuation of the sentence around it.
fn address_length(text: &str) -> usize {
    let is_end = |it: char| it.is_whitespace() || it.is_control() || "<>\"'`{}|\\^[]".contains(it);
    let mut address = &text[..text.find(is_end).unwrap_or(text.len())];
    loop {
        let is_closed = |it: &str| it.matches('(').count() >= it.matches(')').count();
        let shorter = match address.chars().last() {
            Some('.' | ',' | ';' | ':' | '!' | '?' | '*') => &address[..address.len() - 1],
            Some(')') if !is_closed(address) => &address[..address.len() - 1],
            _ => return address.len(),
        };
        address = shorter;
    }
}

#[cfg(test)]
mod tests {
    use super::address_length;

    #[test]
    fn addresses_end_before_the_sentence_goes_on() {
        for (text, expected) in [
            ("https://a.org/b?c=d#e rest", "https://a.org/b?c=d#e"),
            ("https://a.org/b).", "https://a.org/b"),
            ("https://a.org/b_(c), d", "https://a.org/b_(c)"),
            ("https://a.org/\"; x", "https://a.org/"),
            ("https://a.org/ü", "https://a.org/ü"),
        ] {
            assert_eq!(&text[..address_length(text)], expected);
        }
    }
}
