//! `a = { b = 1; c = 2; };` to `a.b = 1; a.c = 2;`

use cfglint_lints::Indel;
use cfglint_syntax::ast::{AstNode, Bindings, Entry, Expr};
use cfglint_syntax::{SyntaxKind, TextRange, TextSize};
use tower_lsp::ls_types::CodeActionKind;

use super::{Context, Refactor, indent, line_breaks};

pub(super) fn flatten(cx: &Context<'_>) -> Option<Refactor> {
    let (binding, _) = cx.binding()?;
    let Expr::AttrSet(set) = binding.value()? else { return None };
    if set.is_recursive() {
        return None;
    }
    let mut paths = Vec::new();
    for entry in set.entries() {
        let Entry::Binding(inner) = entry else { return None };
        paths.push(inner.path()?.range().start());
    }
    if paths.is_empty() {
        return None;
    }
    let path = binding.path()?;
    let open = set.node().token(SyntaxKind::L_BRACE)?.range();
    let close = set.node().token(SyntaxKind::R_BRACE)?.range();
    let elements = |from: TextSize, to: TextSize| cx.slice(TextRange::new(from, to));
    let (head, tail) =
        (elements(path.range().end(), open.start()), elements(close.end(), binding.range().end()));
    // Between these words there may be comments.
    if head.trim() != "=" || tail.trim() != ";" {
        return None;
    }
    let prefix = cx.slice(path.range());
    let outer = indent(cx.text, binding.range().start()).len();
    let first = cx.text[usize::from(open.end())..].trim_start();
    let first = TextSize::new((cx.text.len() - first.len()) as u32);
    let inner = indent(cx.text, first).len();
    let deeper = if cx.slice(TextRange::new(open.end(), first)).contains('\n') {
        inner.saturating_sub(outer)
    } else {
        0
    };
    let mut indels = vec![Indel {
        delete: TextRange::new(binding.range().start(), first),
        insert: String::new(),
    }];
    let insert =
        |at: &TextSize| Indel { delete: TextRange::empty(*at), insert: format!("{prefix}.") };
    indels.extend(paths.iter().map(insert));
    let body = TextRange::new(first, close.start());
    let kept = cx.slice(body).trim_end();
    let kept_end = first + TextSize::of(kept);
    for white in line_breaks(cx.root(), TextRange::new(first, kept_end)) {
        let text = cx.slice(white);
        let last = text.rfind('\n').map_or(0, |at| at + 1);
        let less = (text.len() - last).min(deeper);
        if less > 0 {
            let end = white.end();
            let delete = TextRange::new(end - TextSize::new(less as u32), end);
            indels.push(Indel { delete, insert: String::new() });
        }
    }
    // A comment at the end must not swallow what follows.
    let ends_with_comment = {
        let covered = TextRange::new(first, kept_end);
        let tokens = cx.root().all_tokens().filter(|it| covered.contains_range(it.range()));
        let last = tokens.filter(|it| it.kind() != SyntaxKind::WHITESPACE).last();
        last.is_some_and(|it| it.kind() == SyntaxKind::COMMENT && it.text().starts_with('#'))
    };
    let follows = cx.text[usize::from(binding.range().end())..].split('\n').next();
    if ends_with_comment && follows.is_some_and(|rest| !rest.trim().is_empty()) {
        return None;
    }
    let delete = TextRange::new(kept_end, binding.range().end());
    indels.push(Indel { delete, insert: String::new() });
    let title = format!("Write `{prefix} = {{ … }}` as `{prefix}.…`");
    cx.same(title, CodeActionKind::REFACTOR_REWRITE, indels)
}
