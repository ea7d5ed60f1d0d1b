//! `a.b = 1;` to `a = { b = 1; };`, and a run of such lines to one set.

use cfglint_lints::Indel;
use cfglint_syntax::ast::{AstNode, Binding, Entry};
use cfglint_syntax::{Node, TextRange, TextSize};
use tower_lsp::ls_types::CodeActionKind;

use super::{Context, Refactor, indent, line_breaks};

pub(super) fn nest(cx: &Context<'_>) -> Vec<Refactor> {
    let mut found = Vec::new();
    let Some((binding, holder)) = cx.binding() else { return found };
    let Some(first) = first_name(binding) else { return found };
    let entries: Vec<Node<'_>> =
        holder.children().filter(|node| Entry::cast(*node).is_some()).collect();
    let is_same =
        |node: &Node<'_>| Binding::cast(*node).and_then(first_name).as_ref() == Some(&first);
    let Some(at) = entries.iter().position(|node| *node == binding.node()) else { return found };
    let start = entries[..at].iter().rposition(|it| !is_same(it)).map_or(0, |it| it + 1);
    let end = entries[at..].iter().position(|it| !is_same(it)).map_or(entries.len(), |it| at + it);
    let run: Vec<Binding<'_>> =
        entries[start..end].iter().filter_map(|it| Binding::cast(*it)).collect();
    match run.len() {
        1 => {
            let title = format!("Write `{first}.…` as `{first} = {{ … }}`");
            found.extend(gather(cx, &run, &first, title));
        }
        count => {
            let title = format!("Merge {count} definitions below `{first}` into one set");
            found.extend(gather(cx, &run, &first, title));
        }
    }
    found
}

/// The first name of a path of several, as written.
fn first_name(binding: Binding<'_>) -> Option<String> {
    let mut attrs = binding.path()?.attrs();
    let first = attrs.next()?;
    attrs.next()?;
    first.name().map(|name| match cfglint_syntax::is_identifier(&name) {
        true => name.into_owned(),
        false => {
            format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"").replace("${", "\\${"))
        }
    })
}

fn gather(cx: &Context<'_>, run: &[Binding<'_>], name: &str, title: String) -> Option<Refactor> {
    let (first, last) = (run.first()?, run.last()?);
    let all = TextRange::new(first.range().start(), last.range().end());
    let base = indent(cx.text, all.start());
    let unit = if base.starts_with('\t') { "\t" } else { "  " };
    let is_wide = run.len() > 1 || cx.slice(all).contains('\n');
    let line_end = if cx.text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut indels = Vec::new();
    let (open, close) = match is_wide {
        true => (format!("{name} = {{{line_end}{base}{unit}"), format!("{line_end}{base}}};")),
        false => (format!("{name} = {{ "), " };".to_owned()),
    };
    for (number, binding) in run.iter().enumerate() {
        let second = binding.path()?.attrs().nth(1)?;
        let range = TextRange::new(binding.range().start(), second.range().start());
        if cx.slice(range).contains(['#', '\n']) || cx.slice(range).contains("/*") {
            return None;
        }
        let insert = if number == 0 { open.clone() } else { String::new() };
        indels.push(Indel { delete: range, insert });
    }
    if is_wide {
        for white in line_breaks(cx.root(), all) {
            let at = white.end();
            // An empty line stays empty: the white space ends where a word begins.
            indels.push(Indel { delete: TextRange::empty(at), insert: unit.to_owned() });
        }
        // Statements on one line get lines of their own.
        for pair in run.windows(2) {
            let between = TextRange::new(pair[0].range().end(), pair[1].range().start());
            if !cx.slice(between).contains('\n') {
                if !cx.slice(between).trim().is_empty() {
                    return None;
                }
                let second = pair[1].path()?.attrs().nth(1)?;
                let at =
                    indels.iter().position(|it| it.delete.start() == pair[1].range().start())?;
                indels[at] = Indel {
                    delete: TextRange::new(between.start(), second.range().start()),
                    insert: format!("{line_end}{base}{unit}"),
                };
            }
        }
    }
    indels.push(Indel { delete: TextRange::empty(last.range().end()), insert: close });
    indels.sort_by_key(|it| (it.delete.start(), it.delete.end()));
    // A break that ends where a path begins belongs to the change of the path.
    let mut joined: Vec<Indel> = Vec::new();
    for indel in indels {
        match joined.last_mut() {
            Some(before)
                if before.delete.is_empty() && before.delete.end() == indel.delete.start() =>
            {
                before.insert.push_str(&indel.insert);
                before.delete = indel.delete;
            }
            _ => joined.push(indel),
        }
    }
    debug_assert!(joined.iter().all(|it| it.delete.end() <= TextSize::of(cx.text)));
    cx.same(title, CodeActionKind::REFACTOR_REWRITE, joined)
}
