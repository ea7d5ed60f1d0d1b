//! What is kept of each file of a project: what it sets, and which files it names.

use cfglint_lints::model::{Definition, Manager};
use cfglint_syntax::ast::{AstNode, Path};
use cfglint_syntax::{Element, Node, TextRange};
use tower_lsp::ls_types::SymbolKind;

use super::file::File;

/// A file in short.
#[derive(Debug, Default)]
pub(crate) struct Index {
    /// By place.
    pub(crate) symbols: Vec<Symbol>,
    /// By place.
    pub(crate) paths: Vec<PathUse>,
}

/// An option that is set, or a unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Symbol {
    /// `services.nginx.enable`, `web.service`
    pub(crate) name: Box<str>,
    pub(crate) kind: SymbolKind,
    /// The key in the text.
    pub(crate) range: TextRange,
}

/// A path literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PathUse {
    /// The literal.
    pub(crate) range: TextRange,
    /// What is written, up to the first interpolation.
    pub(crate) written: Box<str>,
    /// Whether that is all.
    pub(crate) is_whole: bool,
}

/// What an option is shown as.
pub(crate) const OPTION: SymbolKind = SymbolKind::PROPERTY;
/// What a unit is shown as.
pub(crate) const UNIT: SymbolKind = SymbolKind::EVENT;

impl Index {
    pub(super) fn new(file: &File) -> Index {
        let definitions = &file.module().definitions;
        let mut symbols: Vec<Symbol> = Vec::new();
        for definition in definitions {
            let range = definition.place.key;
            if let Some(name) = unit_name(definition) {
                symbols.push(Symbol { name: name.into(), kind: UNIT, range });
            }
            let name = definition.path_text().into();
            symbols.push(Symbol { name, kind: OPTION, range });
        }
        // Of a unit that is set in parts the first one is meant.
        let mut units = std::collections::HashSet::new();
        symbols.retain(|it| it.kind != UNIT || units.insert(it.name.clone()));
        symbols.sort_by(|a, b| (a.range.start(), &a.name).cmp(&(b.range.start(), &b.name)));
        symbols.dedup();
        let paths = file.root().descendants().filter_map(Path::cast).filter_map(path_use);
        Index { symbols, paths: paths.collect() }
    }
}

/// The systemd unit that a definition is a part of, with its suffix.
pub(crate) fn unit_name(definition: &Definition) -> Option<String> {
    let part = definition.unit_part()?;
    let suffix = part.kind.strip_suffix('s')?;
    let name = part.name.text();
    Some(match part.manager {
        Manager::System => format!("{name}.{suffix}"),
        Manager::User => format!("user {name}.{suffix}"),
    })
}

/// A path literal; search paths name no file of the project.
pub(crate) fn path_use(path: Path<'_>) -> Option<PathUse> {
    if path.is_search_path() {
        return None;
    }
    let node: Node<'_> = path.node();
    let mut elements = node.elements();
    let written = match elements.next()? {
        Element::Token(token) => token.text(),
        Element::Node(_) => return None,
    };
    let is_whole = elements.next().is_none();
    Some(PathUse { range: path.range(), written: written.into(), is_whole })
}
