//! A text that is changed again and again.

use cfglint_lints::model::{Module, Source};
use cfglint_syntax::{Change, Checked, parse};

use super::bytes::Bytes;

/// What is read again around a change says what all of the text says.
pub fn changes(data: &[u8]) {
    let mut input = Bytes(data);
    let mut text = input.text().to_owned();
    let mut tree = parse(&text);
    let mut checked = Checked::new(&tree);
    let mut module = Module::lower(tree.root(), &text);
    while !input.is_empty() {
        let mut end = input.below(text.len() + 1);
        let mut start = end.saturating_sub(usize::from(input.byte() % 16));
        for at in [&mut start, &mut end] {
            while !text.is_char_boundary(*at) {
                *at -= 1;
            }
        }
        let mut new = text.clone();
        new.replace_range(start..end, input.text());
        let (changed, region) = tree.changed(Change::between(&text, &new), &new);
        let whole = parse(&new);
        assert_eq!(changed, whole, "from {text:?} to {new:?}");
        let all = Module::lower(whole.root(), &new);
        if let Some(region) = region {
            checked = checked.changed(&tree, &changed, region);
            let before = Source { text: &text, root: tree.root() };
            module = module.again(before, Source { text: &new, root: changed.root() }, region);
        } else {
            checked = Checked::new(&whole);
            module = all.clone();
        }
        assert_eq!(checked, Checked::new(&whole), "from {text:?} to {new:?}");
        assert_eq!(said(&module), said(&all), "from {text:?} to {new:?}");
        (text, tree) = (new, changed);
    }
}

/// What a module says, but for numbers of which only that they differ means something.
fn said(module: &Module) -> String {
    let said = format!("{:?}{:?}{:?}", module.definitions, module.declared, module.imports);
    let parts =
        said.split("scope: ").map(|it| it.trim_start_matches(|it: char| it.is_ascii_digit()));
    parts.collect::<Vec<_>>().join("scope: ")
}
