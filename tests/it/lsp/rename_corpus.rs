//! Every variable of the corpus is renamed to a name that nothing has, and back.

use std::fs;

use cfglint_syntax::{BinderKind, Names, Target, check, parse};
use serde_json::json;

use super::client::Client;
use super::marked::{at_offset, edited};
use super::text::Unit;
use crate::sandbox::{own_modules, repository};

const NEW: &str = "renamed-here'";

/// The names that nothing defines, and how often each variable of a name is used.
fn facts(text: &str, name: &str) -> (Vec<String>, Vec<usize>) {
    let parsed = parse(text);
    let problems = check(&parsed);
    assert!(problems.syntax.is_empty(), "{:?} in {text}", problems.syntax);
    let names = Names::new(&parsed);
    let meant = names.binders().filter(|(_, binder)| &*binder.name == name);
    let mut uses: Vec<usize> = meant.map(|(id, _)| names.usages_of(id).count()).collect();
    uses.sort_unstable();
    (problems.undefined.into_iter().map(|it| it.name).collect(), uses)
}

#[test]
fn every_variable_keeps_its_uses_under_a_new_name() {
    let mut client = Client::ready();
    let (mut renamed, mut refused) = (0, 0);
    for path in own_modules() {
        let text = fs::read_to_string(repository().join(path)).unwrap();
        let parsed = parse(&text);
        if !check(&parsed).syntax.is_empty() {
            continue;
        }
        let names = Names::new(&parsed);
        for (id, binder) in names.binders() {
            let old = &*binder.name;
            client.open("m.nix", &text);
            let mut params =
                at_offset(&client, "m.nix", &text, usize::from(binder.places[0].start()));
            params["newName"] = NEW.into();
            let request = client.request("textDocument/rename", params);
            let answer = client.answer(request);
            client.close("m.nix");
            if answer.get("error").is_some() {
                // A new name is no conflict: what is refused is what others may know.
                assert!(matches!(binder.kind, BinderKind::Formal | BinderKind::Rec), "{answer}");
                refused += 1;
                continue;
            }
            let new = edited(&client, &answer["result"], "m.nix", &text);
            let uses = names.usages_of(id).count();
            let (undefined, others) = facts(&text, old);
            assert_eq!(facts(&new, NEW), (undefined.clone(), vec![uses]), "{old} in {new}");
            let mut left = others.clone();
            left.remove(left.iter().position(|it| *it == uses).unwrap());
            assert_eq!(facts(&new, old), (undefined, left), "{old} in {new}");

            let parsed = parse(&new);
            let again = Names::new(&parsed);
            let place = again.usages().iter().find(|usage| match usage.target {
                Target::Binder(id) => &*again.binder(id).name == NEW,
                _ => false,
            });
            let Some(place) = place else { continue };
            client.open("n.nix", &new);
            let position = Unit::Utf16.position(&new, place.range.start().into());
            let uri = client.uri("n.nix");
            let params = json!({
                "textDocument": { "uri": uri }, "position": position, "newName": old,
            });
            let edit = client.call("textDocument/rename", params);
            let back = edited(&client, &edit, "n.nix", &new);
            client.close("n.nix");
            assert_eq!(facts(&back, old), facts(&text, old), "{old} in {back}");
            renamed += 1;
        }
    }
    assert!(renamed > 10 && refused > 10, "{renamed} renamed, {refused} refused");
}
