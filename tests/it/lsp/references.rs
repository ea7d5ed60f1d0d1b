//! Everything that speaks of a name or a file.

use serde_json::{Value, json};

use super::client::{Client, array};
use super::marked::{at_offset, open_at, places};
use super::text::Unit;

fn references(text: &str, with_declaration: bool) -> Vec<String> {
    let mut client = Client::ready();
    let (text, mut params) = open_at(&mut client, "m.nix", text);
    params["context"] = json!({ "includeDeclaration": with_declaration });
    let found = client.call("textDocument/references", params);
    places(&client, &found, &[("m.nix", &text)])
}

const NESTED: &str = "{ a }: let b = a; in { ¦a = a; c = a: a; inherit a; d = \"${a}\"; }";

#[test]
fn uses_are_told_from_names_of_attributes_and_other_variables() {
    let uses = ["m.nix 1:15 a", "m.nix 1:27 a", "m.nix 1:48 a", "m.nix 1:58 a"];
    let text = NESTED.replace("{ ¦a = a", "{ a = ¦a");
    assert_eq!(references(&text, false), uses);
    let mut all = uses.to_vec();
    all.insert(0, "m.nix 1:02 a");
    assert_eq!(references(&text, true), all);
    // An attribute of a set that is not recursive is no variable.
    assert_eq!(references(NESTED, true), [] as [&str; 0]);
}

#[test]
fn globals_and_names_under_with_are_told_from_each_other() {
    assert_eq!(
        references("[ ¦map (with x; map y z) (map: map) ]", true),
        ["m.nix 1:02 map", "m.nix 1:15 map"]
    );
    assert_eq!(
        references("x: [ (with x; ¦y y) (with x; y) ]", true),
        ["m.nix 1:14 y", "m.nix 1:16 y"]
    );
}

#[test]
fn files_are_found_in_the_whole_project() {
    let mut client = Client::ready();
    let host = "{ imports = [ ../web ]; }";
    client.write("hosts/a.nix", host);
    client.write("web/default.nix", "{ }");
    client.write("ignored/x.nix", "[ ../web ]");
    client.write(".gitignore", "/ignored\n");
    let flake = "{ outputs = x: [ ./web ./web/default.nix ./hosts/a.nix ]; }";
    client.open("flake.nix", flake);
    let mut params = at_offset(&client, "flake.nix", flake, flake.find("./web").unwrap() + 1);
    params["context"] = json!({ "includeDeclaration": true });
    let found = client.call("textDocument/references", params);
    assert_eq!(
        places(&client, &found, &[("flake.nix", flake), ("hosts/a.nix", host)]),
        ["flake.nix 1:17 ./web", "flake.nix 1:23 ./web/default.nix", "hosts/a.nix 1:14 ../web",]
    );
}

#[test]
fn an_argument_is_given_its_value_in_other_files() {
    let mut client = Client::ready();
    let caller = "[ (import ./f.nix { a = 1; b = 2; }) (x.callPackage ./f.nix { a = 2; }) ]";
    client.write("caller.nix", caller);
    let (text, mut params) = open_at(&mut client, "f.nix", "{ ¦a, b ? 1 }: a");
    params["context"] = json!({ "includeDeclaration": false });
    let found = client.call("textDocument/references", params);
    assert_eq!(
        places(&client, &found, &[("f.nix", &text), ("caller.nix", caller)]),
        ["caller.nix 1:20 a", "caller.nix 1:62 a", "f.nix 1:14 a",]
    );
}

#[test]
fn highlights_say_where_a_name_is_bound() {
    let mut client = Client::ready();
    let (text, params) = open_at(&mut client, "m.nix", "let a = 1; b = ¦a; in a + b");
    let found = client.call("textDocument/documentHighlight", params);
    let kinds: Vec<(&str, &Value)> = array(&found)
        .iter()
        .map(|it| (Unit::Utf16.slice(&text, &it["range"]), &found[0]["kind"]))
        .collect();
    assert_eq!(kinds.len(), 3);
    let kinds: Vec<Value> = array(&found).iter().map(|it| it["kind"].clone()).collect();
    assert_eq!(kinds, [3, 2, 2]);
    // The same file by two paths is highlighted as text.
    let (_, params) = open_at(&mut client, "n.nix", "[ ¦./a.nix ././a.nix ./b.nix ]");
    let found = client.call("textDocument/documentHighlight", params);
    let kinds: Vec<Value> = array(&found).iter().map(|it| it["kind"].clone()).collect();
    assert_eq!(kinds, [1, 1]);
}

#[test]
fn places_are_edited_together_where_that_is_all_there_is_to_do() {
    let mut client = Client::ready();
    let (text, params) = open_at(&mut client, "m.nix", "let a = 1; in { b = a; c = ¦a; }");
    let found = client.call("textDocument/linkedEditingRange", params);
    let names: Vec<&str> =
        found["ranges"].as_array().unwrap().iter().map(|it| Unit::Utf16.slice(&text, it)).collect();
    assert_eq!(names, ["a", "a", "a"]);
    for text in [
        "let a = 1; in { inherit a; b = ¦a; }",
        "rec { a = 1; b = ¦a; }",
        "let \"a\" = 1; in ¦a",
        "let f = { ¦a }: a; in f { a = 1; }",
        "{ lib, ... }: ¦lib",
        "with x; ¦y",
    ] {
        let (_, params) = open_at(&mut client, "n.nix", text);
        assert_eq!(client.call("textDocument/linkedEditingRange", params), Value::Null, "{text}");
        client.close("n.nix");
    }
}
