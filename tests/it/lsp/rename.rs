//! Renaming within one file, and what it refuses.

use serde_json::{Value, json};

use super::client::Client;
use super::marked::{edited, open_at, refusal};
use super::text::Unit;

fn renamed(text: &str, new: &str) -> String {
    let mut client = Client::ready();
    let (text, mut params) = open_at(&mut client, "m.nix", text);
    params["newName"] = new.into();
    let edit = client.call("textDocument/rename", params);
    assert_eq!(edit["documentChanges"][0]["textDocument"]["version"], 1);
    edited(&client, &edit, "m.nix", &text)
}

fn refused(text: &str, new: &str) -> String {
    let mut client = Client::ready();
    let (_, mut params) = open_at(&mut client, "m.nix", text);
    params["newName"] = new.into();
    refusal(&mut client, "textDocument/rename", params)
}

#[test]
fn every_use_is_renamed_and_nothing_else() {
    let text = "{ lib, x, ... }: let ¦a = 1; in lib.mkIf (a == 1) { a = a; b = \"${toString a} a\"; c = a: a; d = x.a; } # a";
    let expected = "{ lib, x, ... }: let new = 1; in lib.mkIf (new == 1) { a = new; b = \"${toString new} a\"; c = a: a; d = x.a; } # a";
    assert_eq!(renamed(text, "new"), expected);
}

#[test]
fn bindings_in_parts_and_in_quotes_are_renamed() {
    assert_eq!(renamed("let a.x = 1; a.y = 2; in ¦a", "b"), "let b.x = 1; b.y = 2; in b");
    assert_eq!(renamed("let \"a\" = 1; in ¦a", "b"), "let b = 1; in b");
    assert_eq!(renamed("let a = 1; in with x: x; ¦a", "b"), "let b = 1; in with x: x; b");
    assert_eq!(renamed("¦a: a + 1", "b"), "b: b + 1");
    assert_eq!(renamed("{ ... }@¦a: a.b", "all"), "{ ... }@all: all.b");
    assert_eq!(renamed("let { a = 1; body = ¦a; }", "b"), "let { b = 1; body = b; }");
}

#[test]
fn an_inherited_name_keeps_its_attribute() {
    assert_eq!(renamed("let ¦a = 1; in { inherit a; }", "b"), "let b = 1; in { a = b; }");
    assert_eq!(
        renamed("let ¦a = 1; x = 2; in { inherit a x; }", "b"),
        "let b = 1; x = 2; in { a = b; inherit x; }"
    );
    assert_eq!(
        renamed(
            "let\n  c = 2;\n  ¦a = 1;\nin\n{\n  inherit # which\n    a\n    \"c\"; # end\n}\n",
            "b"
        ),
        "let\n  c = 2;\n  b = 1;\nin\n{\n  a = b;\n  inherit # which\n    \"c\"; # end\n}\n"
    );
    assert_eq!(
        renamed("let ¦a = 1; in { inherit /* why */ a /* here */ ; }", "b"),
        "let b = 1; in { a = /* why */ b /* here */ ; }"
    );
}

#[test]
fn a_name_that_a_let_inherits_keeps_what_it_is() {
    assert_eq!(renamed("x: let inherit (x) a; in ¦a", "b"), "x: let b = (x).a; in b");
    assert_eq!(
        renamed("x: let inherit (x.y) a c; in ¦a + c", "b"),
        "x: let b = (x.y).a; inherit (x.y) c; in b + c"
    );
    assert_eq!(renamed("{ a }: let inherit a; in ¦a", "b"), "{ a }: let b = a; in b");
    let windows = "x: let\r\n  inherit (x) a c;\r\nin ¦a + c\r\n";
    let expected = "x: let\r\n  b = (x).a;\r\n  inherit (x) c;\r\nin b + c\r\n";
    assert_eq!(renamed(windows, "b"), expected);
}

#[test]
fn a_name_that_would_be_shadowed_is_refused() {
    let nearer = "in line 1, another `b` is nearer: the renamed `a` would come to mean that";
    assert_eq!(refused("let ¦a = 1; in b: a + b", "b"), nearer);
    assert_eq!(refused("let ¦a = 1; in rec { b = 2; c = a; }", "b"), nearer);
    assert_eq!(refused("let ¦a = 1; in let b = 2; in { inherit a; }", "b"), nearer);
    assert_eq!(refused("let ¦a = 1; in \"${let b = 2; in \"${a}\"}\"", "b"), nearer);
    // Where no use is in the inner scope, nothing is shadowed.
    assert_eq!(renamed("let ¦a = 1; in (b: b) a", "b"), "let b = 1; in (b: b) b");
}

#[test]
fn a_name_that_would_take_over_others_is_refused() {
    let other = "in line 1, `b` means something else, and would come to mean the renamed `a`";
    assert_eq!(refused("b: let ¦a = 1; in a + b", "b"), other);
    assert_eq!(refused("x: let ¦a = 1; in with x; a + b", "b"), other);
    assert_eq!(refused("b: let ¦a = 1; in { inherit b; c = a; }", "b"), other);
    let global = "in line 1, `map` means something else, and would come to mean the renamed `a`";
    assert_eq!(refused("let ¦a = 1; in map a", "map"), global);
    assert_eq!(refused("let ¦a = 1; b = 2; in a", "b"), "`b` is defined there already");
    assert_eq!(refused("{ ¦a }: let f = { a, b }: a; in 1", "b").split('`').nth(1), Some("a"));
}

#[test]
fn names_that_are_none_are_refused() {
    for new in ["", "let", "or", "a b", "1a", "a.b", "\"a\"", "${a}", "__sub", "ä"] {
        let message = format!("`{new}` cannot be the name of a variable");
        assert_eq!(refused("let ¦a = 1; in a", new), message);
    }
    assert_eq!(renamed("let ¦a = 1; in a", "b-c'"), "let b-c' = 1; in b-c'");
}

#[test]
fn what_others_can_see_is_refused() {
    for (text, start) in [
        ("rec { ¦a = 1; b = a; }", "`a` is an attribute of a `rec` set"),
        ("with x: x; ¦y", "`y` comes from a `with`"),
        ("¦map", "`map` is defined by Nix itself"),
        ("¦nothing", "nothing in this file defines `nothing`"),
        ("let { ¦body = 1; }", "`let { … }` gives the value of `body`"),
        ("let ¦a = 1; in a a = ;", "this file has a syntax error"),
        ("let ¦a = 1; a = 2; in a", "this file has a syntax error"),
        ("{ ¦config, ... }: config", "`config` is given to this file under this name"),
        ("{ lib, ... }: lib.mkIf ¦lib.a { }", "`lib` is given to this file under this name"),
        ("x: map ({ ¦a }: a) x", "`a` is the name by which callers pass it"),
        ("let f = { ¦a }@args: a // args; in f { a = 1; }", "the whole argument is used"),
    ] {
        let mut client = Client::ready();
        let (_, mut params) = open_at(&mut client, "m.nix", text);
        // The editor hears of it before it asks for a name.
        let message = refusal(&mut client, "textDocument/prepareRename", params.clone());
        assert!(message.starts_with(start), "{text}: {message}");
        params["newName"] = "new".into();
        assert_eq!(refusal(&mut client, "textDocument/rename", params), message);
    }
}

#[test]
fn prepare_names_what_is_renamed() {
    let mut client = Client::ready();
    let (text, params) = open_at(&mut client, "m.nix", "let abc = 1; in [ ab¦c x.abc ]");
    let found = client.call("textDocument/prepareRename", params);
    assert_eq!(found["placeholder"], "abc");
    assert_eq!(found["range"], Unit::Utf16.range(&text, 18..21));
    for text in ["{ ¦a = 1; }", "x: x.¦a", "# ¦comment\n1", "\"te¦xt\""] {
        let (_, params) = open_at(&mut client, "n.nix", text);
        assert_eq!(client.call("textDocument/prepareRename", params), Value::Null, "{text}");
        client.close("n.nix");
    }
}

#[test]
fn columns_count_as_agreed() {
    for unit in Unit::ALL {
        let mut client = Client::start();
        let offered = json!({ "positionEncodings": [unit.name()] });
        client.capabilities = json!({ "general": offered });
        client.initialize();
        let text = "/* 😀é */ let a = 1; in \"😀${a}𝔘\" + a";
        client.open("m.nix", text);
        let at = text.find("a =").unwrap();
        let params = json!({
            "textDocument": { "uri": client.uri("m.nix") },
            "position": unit.position(text, at),
            "newName": "new",
        });
        let edit = client.call("textDocument/rename", params);
        let new = unit.applied(text, &json!({ "edit": edit }), &client.uri("m.nix"));
        assert_eq!(new, "/* 😀é */ let new = 1; in \"😀${new}𝔘\" + new", "{unit:?}");
    }
}
