//! The outline of a file: options, units and variables.

use std::collections::{HashMap, HashSet};

use cfglint_syntax::ast::{AstNode, Attr, Binding, Expr, Inherit};
use cfglint_syntax::{BinderKind, Node, TextRange, TextSize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use crate::navigator::{File, Navigation, OPTION, UNIT};

/// What is nested deeper is left out: many clients read no message of more than 128 levels, and each
/// of these makes two.
const LEVELS: usize = 40;

/// Everything that a file names with a value, as a tree if the client shows one.
pub(crate) fn document_symbol(
    cx: &Navigation<'_>,
    params: DocumentSymbolParams,
) -> Result<Option<DocumentSymbolResponse>> {
    let Some(file) = cx.document(&params.text_document.uri) else {
        return Ok(None);
    };
    let outline = Outline::new(&file);
    let symbols = outline.below(file.root(), &[], 0);
    if cx.client().shows_symbol_trees {
        return Ok(Some(DocumentSymbolResponse::Nested(symbols)));
    }
    let mut flat = Vec::new();
    flatten(&file.uri, symbols, None, &mut flat);
    Ok(Some(DocumentSymbolResponse::Flat(flat)))
}

struct Outline<'a> {
    file: &'a File,
    /// The options that the module sets, by the starts of their keys.
    options: HashMap<TextSize, String>,
    /// The paths of units: `systemd.services.web`.
    units: HashSet<String>,
}

impl<'a> Outline<'a> {
    fn new(file: &'a File) -> Outline<'a> {
        let mut options = HashMap::new();
        let mut units = HashSet::new();
        for definition in &file.module().definitions {
            options.entry(definition.place.key.start()).or_insert_with(|| definition.path_text());
            if let Some(part) = definition.unit_part() {
                let user = match part.manager {
                    cfglint_lints::model::Manager::System => "",
                    cfglint_lints::model::Manager::User => "user.",
                };
                units.insert(format!("systemd.{user}{}.{}", part.kind, part.name.text()));
            }
        }
        Outline { file, options, units }
    }

    /// The symbols in a node, which belongs to the option `path`.
    fn below(&self, node: Node<'_>, path: &[String], depth: usize) -> Vec<DocumentSymbol> {
        let mut symbols = Vec::new();
        for child in node.children() {
            if let Some(binding) = Binding::cast(child) {
                symbols.extend(self.binding(binding, path, depth));
            } else if let Some(inherit) = Inherit::cast(child) {
                symbols.extend(inherit.attrs().map(|attr| self.inherited(inherit, attr)));
                symbols.extend(self.below(child, path, depth));
            } else if child.children().next().is_some() {
                symbols.extend(self.below(child, path, depth));
            }
        }
        symbols
    }

    fn binding(
        &self,
        binding: Binding<'_>,
        path: &[String],
        depth: usize,
    ) -> Option<DocumentSymbol> {
        let keys = binding.path()?;
        let bound = self.file.names().binder_at(keys.range().start());
        let is_variable = bound.is_some_and(|(id, _)| {
            matches!(self.file.names().binder(id).kind, BinderKind::Let | BinderKind::LegacyLet)
        });
        let own = keys.attrs().map(|attr| match attr.name() {
            Some(name) => name.into_owned(),
            None => self.file.slice(attr.range()).to_owned(),
        });
        let own: Vec<String> = own.collect();
        let mut full: Vec<String> = if is_variable { Vec::new() } else { path.to_vec() };
        full.extend_from_slice(&own);
        let last = keys.attrs().last()?.range();
        let children = match depth < LEVELS {
            true => self.below(binding.node(), &full, depth + 1),
            false => Vec::new(),
        };
        let option = self.options.get(&last.start());
        let from = usize::from(full.first().is_some_and(|first| first == "config"));
        let is_unit = self.units.contains(&full[from..].join("."));
        let kind = match binding.value() {
            _ if is_unit => UNIT,
            Some(Expr::Lambda(_)) => SymbolKind::FUNCTION,
            _ if is_variable => SymbolKind::VARIABLE,
            _ if option.is_some() => OPTION,
            Some(Expr::AttrSet(_)) => SymbolKind::NAMESPACE,
            _ if children.is_empty() => OPTION,
            _ => SymbolKind::NAMESPACE,
        };
        let name = one_line(self.file.slice(keys.range()));
        let detail = option.filter(|option| **option != own.join(".")).cloned();
        Some(self.symbol(name, detail, kind, binding.range(), keys.range(), children))
    }

    fn inherited(&self, inherit: Inherit<'_>, attr: Attr<'_>) -> DocumentSymbol {
        let range = attr.range();
        let binder = self.file.names().binder_at(range.start());
        let kind = match binder.map(|(id, _)| self.file.names().binder(id).kind) {
            Some(BinderKind::Let | BinderKind::LegacyLet) => SymbolKind::VARIABLE,
            _ => OPTION,
        };
        let detail = inherit.from().map(|from| one_line(self.file.slice(from.range())));
        let name = one_line(self.file.slice(range));
        self.symbol(name, detail, kind, range, range, Vec::new())
    }

    fn symbol(
        &self,
        name: String,
        detail: Option<String>,
        kind: SymbolKind,
        range: TextRange,
        selection: TextRange,
        children: Vec<DocumentSymbol>,
    ) -> DocumentSymbol {
        #[expect(deprecated, reason = "the field is a part of the type")]
        DocumentSymbol {
            name,
            detail,
            kind,
            tags: None,
            deprecated: None,
            range: self.file.range(range),
            selection_range: self.file.range(selection),
            children: (!children.is_empty()).then_some(children),
        }
    }
}

/// A name may go over several lines, but not in an outline.
fn one_line(text: &str) -> String {
    const LENGTH: usize = 80;
    let mut name: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if let Some((at, _)) = name.char_indices().nth(LENGTH) {
        name.truncate(at);
        name.push('…');
    }
    name
}

fn flatten(
    uri: &Uri,
    symbols: Vec<DocumentSymbol>,
    container: Option<&str>,
    into: &mut Vec<SymbolInformation>,
) {
    for symbol in symbols {
        #[expect(deprecated, reason = "the field is a part of the type")]
        into.push(SymbolInformation {
            name: symbol.name.clone(),
            kind: symbol.kind,
            tags: None,
            deprecated: None,
            location: Location { uri: uri.clone(), range: symbol.range },
            container_name: container.map(str::to_owned),
        });
        flatten(uri, symbol.children.unwrap_or_default(), Some(&symbol.name), into);
    }
}
