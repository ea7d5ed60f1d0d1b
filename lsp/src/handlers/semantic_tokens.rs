//! What each word of a file is, for colours.

use std::collections::HashSet;
use std::rc::Rc;

use cfglint_syntax::ast::{Apply, AstNode, Binding, Expr};
use cfglint_syntax::{
    BinderId, BinderKind, Element, Names, Node, SyntaxKind, Target, TextRange, TextSize, Token,
};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use crate::handlers::token_legend::{Kind, Legend, Modifiers};
use crate::navigator::{File, Navigation};

/// Globals that are no functions.
const CONSTANTS: &[&str] = &["true", "false", "null"];

/// All tokens of a document.
pub(crate) fn semantic_tokens_full(
    cx: &Navigation<'_>,
    params: SemanticTokensParams,
) -> Result<Option<SemanticTokensResult>> {
    let Some(file) = cx.document(&params.text_document.uri) else {
        return Ok(None);
    };
    Ok(Some(SemanticTokensResult::Tokens(full(cx, &file))))
}

fn full(cx: &Navigation<'_>, file: &File) -> SemanticTokens {
    let data = Rc::new(tokens(cx, file, file.root().range()));
    let result_id = Some(cx.store.set_tokens(&file.uri, Rc::clone(&data)));
    SemanticTokens { result_id, data: data.to_vec() }
}

/// What has changed since an answer, or everything if that is not known any more.
pub(crate) fn semantic_tokens_delta(
    cx: &Navigation<'_>,
    params: SemanticTokensDeltaParams,
) -> Result<Option<SemanticTokensFullDeltaResult>> {
    let Some(file) = cx.document(&params.text_document.uri) else {
        return Ok(None);
    };
    let before = cx.store.tokens(&file.uri, &params.previous_result_id);
    let now = full(cx, &file);
    Ok(Some(match before {
        None => SemanticTokensFullDeltaResult::Tokens(now),
        Some(before) => SemanticTokensFullDeltaResult::TokensDelta(SemanticTokensDelta {
            edits: difference(&before.data, &now.data),
            result_id: now.result_id,
        }),
    }))
}

/// The tokens of a part of a document.
pub(crate) fn semantic_tokens_range(
    cx: &Navigation<'_>,
    params: SemanticTokensRangeParams,
) -> Result<Option<SemanticTokensRangeResult>> {
    let Some(file) = cx.document(&params.text_document.uri) else {
        return Ok(None);
    };
    let data = tokens(cx, &file, file.text_range(params.range));
    Ok(Some(SemanticTokensRangeResult::Tokens(SemanticTokens { result_id: None, data })))
}

/// One replacement of all between the first and the last token that differ.
fn difference(old: &[SemanticToken], new: &[SemanticToken]) -> Vec<SemanticTokensEdit> {
    let start = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old[start..].iter().rev().zip(new[start..].iter().rev());
    let end = rest.take_while(|(a, b)| a == b).count();
    let (deleted, inserted) = (&old[start..old.len() - end], &new[start..new.len() - end]);
    if deleted.is_empty() && inserted.is_empty() {
        return Vec::new();
    }
    vec![SemanticTokensEdit {
        start: start as u32 * 5,
        delete_count: deleted.len() as u32 * 5,
        data: Some(inserted.to_vec()),
    }]
}

fn tokens(cx: &Navigation<'_>, file: &File, within: TextRange) -> Vec<SemanticToken> {
    let root = file.root();
    let walk = Walk { names: file.names(), functions: functions(file, root, within) };
    let mut writer = Writer::new(cx, file);
    let mut stack = vec![(Element::Node(root), SyntaxKind::ROOT)];
    while let Some((element, parent)) = stack.pop() {
        match element {
            Element::Node(node) if node.range().intersect(within).is_some() => {
                let first = stack.len();
                // The word of a name in a path is to know that it is in one.
                let kind = match (node.kind(), parent) {
                    (SyntaxKind::IDENT, SyntaxKind::ATTR_PATH | SyntaxKind::INHERIT) => parent,
                    (kind, _) => kind,
                };
                stack.extend(node.elements().map(|element| (element, kind)));
                stack[first..].reverse();
            }
            Element::Node(_) => {}
            Element::Token(token) if token.range().intersect(within).is_some() => {
                if let Some((kind, modifiers)) = walk.meaning(token, parent) {
                    writer.write(token.range(), kind, modifiers);
                }
            }
            Element::Token(_) => {}
        }
    }
    writer.data
}

/// What is known of the names of a file.
struct Walk<'a> {
    names: &'a Names,
    functions: Functions,
}

/// Names that stand for functions.
struct Functions {
    binders: HashSet<BinderId>,
    /// Selected names that are called, by their starts.
    called: HashSet<TextSize>,
}

fn functions(file: &File, root: Node<'_>, within: TextRange) -> Functions {
    let mut functions = Functions { binders: HashSet::new(), called: HashSet::new() };
    for node in root.descendants() {
        if let Some(binding) = Binding::cast(node) {
            let is_function = matches!(binding.value(), Some(Expr::Lambda(_)));
            let path = binding.path().filter(|it| is_function && it.attrs().count() == 1);
            let binder = path.and_then(|it| file.names().binder_at(it.range().start()));
            functions.binders.extend(binder.map(|(id, _)| id));
        } else if node.range().intersect(within).is_some()
            && let Some(Expr::Select(select)) = Apply::cast(node).and_then(Apply::function)
        {
            let last = select.path().and_then(|path| path.attrs().last());
            functions.called.extend(last.map(|it| it.range().start()));
        }
    }
    functions
}

impl Walk<'_> {
    fn meaning(&self, token: Token<'_>, parent: SyntaxKind) -> Option<(Kind, Modifiers)> {
        use SyntaxKind::*;
        let kind = match token.kind() {
            COMMENT => Kind::Comment,
            INTEGER | FLOAT => Kind::Number,
            URI | PATH_FRAGMENT | SEARCH_PATH => Kind::String,
            STRING_START | STRING_CONTENT | STRING_END => Kind::String,
            IND_STRING_START | IND_STRING_CONTENT | IND_STRING_END => Kind::String,
            OR_KW if parent == ATTR_PATH => Kind::Property,
            IDENT_TOKEN => return Some(self.name(token, parent)),
            kind if kind.is_keyword() => Kind::Keyword,
            _ => return None,
        };
        Some((kind, Modifiers::default()))
    }

    fn name(&self, token: Token<'_>, parent: SyntaxKind) -> (Kind, Modifiers) {
        let start = token.range().start();
        let bound = self.names.binder_at(start).filter(|(_, range)| *range == token.range());
        if let Some((id, _)) = bound {
            return (self.bound(id), Modifiers { declaration: true, ..Modifiers::default() });
        }
        let usage = self.names.usage_at(start).filter(|usage| usage.range == token.range());
        let library = Modifiers { library: true, ..Modifiers::default() };
        match usage.map(|usage| usage.target) {
            Some(Target::Binder(id)) => (self.bound(id), Modifiers::default()),
            Some(Target::Global) => match token.text() {
                "builtins" => (Kind::Namespace, library),
                name if CONSTANTS.contains(&name) => {
                    (Kind::EnumMember, Modifiers { readonly: true, ..library })
                }
                _ => (Kind::Function, library),
            },
            Some(Target::With(_) | Target::Undefined) => (Kind::Variable, Modifiers::default()),
            None if self.functions.called.contains(&start) => {
                (Kind::Function, Modifiers::default())
            }
            None if matches!(parent, SyntaxKind::ATTR_PATH | SyntaxKind::INHERIT) => {
                (Kind::Property, Modifiers::default())
            }
            None => (Kind::Variable, Modifiers::default()),
        }
    }

    fn bound(&self, id: BinderId) -> Kind {
        match self.names.binder(id).kind {
            _ if self.functions.binders.contains(&id) => Kind::Function,
            BinderKind::Let | BinderKind::LegacyLet => Kind::Variable,
            BinderKind::Rec => Kind::Property,
            BinderKind::Param | BinderKind::Formal | BinderKind::Whole => Kind::Parameter,
        }
    }
}

/// Writes tokens relative to one another, in one pass over the text.
struct Writer<'a> {
    file: &'a File,
    legend: Legend,
    data: Vec<SemanticToken>,
    /// Up to where the text is counted, and its position.
    at: usize,
    position: Position,
    last: Position,
}

impl<'a> Writer<'a> {
    fn new(cx: &Navigation<'_>, file: &'a File) -> Writer<'a> {
        let start = Position::default();
        let legend = cx.client().legend;
        Writer { file, legend, data: Vec::new(), at: 0, position: start, last: start }
    }

    fn advance(&mut self, to: usize) {
        let text = &self.file.text[self.at..to];
        match text.rfind('\n') {
            None => self.position.character += self.file.measure(text),
            Some(at) => {
                self.position.line += text.matches('\n').count() as u32;
                self.position.character = self.file.measure(&text[at + 1..]);
            }
        }
        self.at = to;
    }

    /// A token of several lines is written as several: most clients know no others.
    fn write(&mut self, range: TextRange, kind: Kind, modifiers: Modifiers) {
        let Some(token_type) = self.legend.kind(kind) else { return };
        let bits = self.legend.modifiers(modifiers);
        let mut start = usize::from(range.start());
        let file = self.file;
        for line in file.slice(range).split_inclusive('\n') {
            let length = line.trim_end_matches(['\r', '\n']).len();
            // The indentation of a text is not its text.
            let skipped = match start == usize::from(range.start()) {
                true => 0,
                false => length - line[..length].trim_start_matches([' ', '\t']).len(),
            };
            if length > skipped {
                self.advance(start + skipped);
                let length = file.measure(&line[skipped..length]);
                self.push(length, token_type, bits);
            }
            start += line.len();
        }
    }

    fn push(&mut self, length: u32, token_type: u32, token_modifiers_bitset: u32) {
        let Position { line, character } = self.position;
        let delta_line = line - self.last.line;
        let delta_start = match delta_line {
            0 => character - self.last.character,
            _ => character,
        };
        let token =
            SemanticToken { delta_line, delta_start, length, token_type, token_modifiers_bitset };
        self.data.push(token);
        self.last = self.position;
    }
}
