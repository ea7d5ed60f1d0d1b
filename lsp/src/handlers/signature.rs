//! The arguments that a function takes, as its text says them.

use std::rc::Rc;

use cfglint_syntax::ast::{Apply, AstNode, Expr, Lambda, Pattern};
use cfglint_syntax::{Node, SyntaxKind, TextRange, TextSize};
use tower_lsp::jsonrpc::Result;
use tower_lsp::ls_types::*;

use crate::navigator::lookup::{Callee, call_key, callee, nodes_at};
use crate::navigator::{File, Navigation};

/// A default longer than this is not shown.
const DEFAULT_LENGTH: usize = 40;

/// The function whose argument is at the cursor, if the project says which it is.
pub(crate) fn signature_help(
    cx: &Navigation<'_>,
    params: SignatureHelpParams,
) -> Result<Option<SignatureHelp>> {
    let position = params.text_document_position_params;
    let Some(file) = cx.document(&position.text_document.uri) else {
        return Ok(None);
    };
    let offset = file.offset(position.position);
    let found = inside(cx, &file, offset).or_else(|| behind(cx, &file, offset));
    Ok(found.or_else(|| inside(cx, &file, unfinished(&file, offset)?)))
}

/// The last character before the cursor, if what it belongs to may go on: in an unfinished text
/// the space behind belongs to nothing.
fn unfinished(file: &File, offset: TextSize) -> Option<TextSize> {
    let before = file.text[..usize::from(offset)].trim_end();
    let (at, last) = before.char_indices().next_back()?;
    (!matches!(last, '}' | ')' | ']' | '"' | '\'')).then(|| TextSize::new(at as u32))
}

/// The innermost known function in whose argument the cursor is.
fn inside(cx: &Navigation<'_>, file: &Rc<File>, offset: TextSize) -> Option<SignatureHelp> {
    let nodes = nodes_at(file.root(), offset);
    nodes.iter().rev().filter_map(|node| Apply::cast(*node)).find_map(|apply| {
        let function = apply.function()?;
        let argument = apply.argument().filter(|it| it.range().contains(offset))?;
        let callee = callee(cx, file, function)?;
        help(cx, &callee, active_key(file, argument, offset))
    })
}

/// A function that stands right before the cursor, in the same line, and waits for its argument.
fn behind(cx: &Navigation<'_>, file: &Rc<File>, offset: TextSize) -> Option<SignatureHelp> {
    let before = &file.text[..usize::from(offset)];
    let trimmed = before.trim_end_matches([' ', '\t']);
    if trimmed.len() == before.len() {
        return None;
    }
    let end = TextSize::of(trimmed);
    let last = TextSize::of(&trimmed[..trimmed.char_indices().next_back()?.0]);
    let nodes = nodes_at(file.root(), last);
    let is_part = |node: &&Node<'_>| {
        use SyntaxKind::{APPLY, ATTR_PATH, IDENT, PAREN, SELECT};
        let kinds = [APPLY, ATTR_PATH, IDENT, PAREN, SELECT];
        node.range().end() == end && kinds.contains(&node.kind())
    };
    // `f a` of `f a ` is the function that waits, not `a`.
    let parts = nodes.iter().rev().take_while(is_part);
    let function = parts.filter_map(|node| Expr::cast(*node)).last()?;
    help(cx, &callee(cx, file, function)?, None)
}

/// The key that is being written in a set.
fn active_key(file: &File, argument: Expr<'_>, offset: TextSize) -> Option<String> {
    let Expr::AttrSet(set) = argument.without_parens() else { return None };
    if let Some((_, inner, name)) = call_key(file.root(), offset)
        && inner == set
    {
        return Some(name);
    }
    let statement = set.node().children().find(|it| it.range().contains_inclusive(offset))?;
    let binding = cfglint_syntax::ast::Binding::cast(statement)?;
    Some(binding.path()?.attrs().next()?.name()?.into_owned())
}

fn help(cx: &Navigation<'_>, callee: &Callee, active: Option<String>) -> Option<SignatureHelp> {
    let file = &callee.file;
    let name = callee.name.clone().unwrap_or_else(|| "function".to_owned());
    let mut label = Label::new(name);
    let mut lambda = callee.lambda()?;
    let mut active_parameter = Some(0);
    let mut is_first = true;
    loop {
        label.push(" ");
        match lambda.pattern() {
            Some(pattern) => {
                let at = label.pattern(file, pattern, active.as_deref().filter(|_| is_first));
                if is_first {
                    active_parameter = at;
                }
            }
            None => label.parameter(lambda.param().unwrap_or("_")),
        }
        label.push(":");
        is_first = false;
        match lambda.body().map(Expr::without_parens) {
            Some(Expr::Lambda(inner)) => lambda = inner,
            _ => break,
        }
    }
    let parameters = label.parameters.iter().map(|range| ParameterInformation {
        label: match cx.client().has_label_offsets {
            true => {
                let units = |end: usize| label.text[..end].encode_utf16().count() as u32;
                ParameterLabel::LabelOffsets([units(range.start), units(range.end)])
            }
            false => ParameterLabel::Simple(label.text[range.clone()].to_owned()),
        },
        documentation: None,
    });
    let parameters = Some(parameters.collect());
    let documentation = comment_before(file, callee.lambda()?).map(Documentation::String);
    let signature = SignatureInformation {
        label: label.text.clone(),
        documentation,
        parameters,
        active_parameter: None,
    };
    Some(SignatureHelp { signatures: vec![signature], active_signature: Some(0), active_parameter })
}

struct Label {
    text: String,
    parameters: Vec<std::ops::Range<usize>>,
}

impl Label {
    fn new(name: String) -> Label {
        Label { text: format!("{name}:"), parameters: Vec::new() }
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn parameter(&mut self, text: &str) {
        let start = self.text.len();
        self.push(text);
        self.parameters.push(start..self.text.len());
    }

    /// Writes an argument set. Gives the number of the parameter `active`; one that is unknown is
    /// behind the last.
    fn pattern(&mut self, file: &File, pattern: Pattern<'_>, active: Option<&str>) -> Option<u32> {
        let mut number = None;
        self.push("{ ");
        let mut separator = "";
        for entry in pattern.entries() {
            let Some(token) = entry.name() else { continue };
            self.push(separator);
            separator = ", ";
            if active == Some(token.text()) {
                number = Some(self.parameters.len() as u32);
            }
            let default = entry.default().map(|it| shortened(file.slice(it.range())));
            match default {
                Some(default) => self.parameter(&format!("{} ? {default}", token.text())),
                None => self.parameter(token.text()),
            }
        }
        if pattern.has_ellipsis() {
            self.push(separator);
            self.push("...");
        }
        self.push(" }");
        number.or_else(|| active.map(|_| self.parameters.len() as u32))
    }
}

fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.chars().count() > DEFAULT_LENGTH {
        true => "…".to_owned(),
        false => text,
    }
}

/// The comment above the binding that a function is the value of.
fn comment_before(file: &File, lambda: Lambda<'_>) -> Option<String> {
    let nodes = crate::navigator::lookup::nodes_over(file.root(), lambda.range());
    let binding = nodes
        .iter()
        .rev()
        .nth(1)
        .filter(|node| matches!(node.kind(), SyntaxKind::BINDING | SyntaxKind::ROOT))?;
    let start = match binding.kind() {
        SyntaxKind::ROOT => lambda.range().start(),
        _ => binding.range().start(),
    };
    let before = file.slice(TextRange::up_to(start));
    let mut lines = Vec::new();
    // The line of the binding itself comes first.
    for line in before.lines().rev().skip(usize::from(!before.ends_with('\n'))) {
        let Some(comment) = line.trim().strip_prefix('#') else { break };
        lines.push(comment.trim());
    }
    lines.reverse();
    (!lines.is_empty()).then(|| lines.join("\n"))
}
