//! Where things are defined.

use serde_json::{Value, json};

use super::client::Client;
use super::marked::{at_offset, open_at, places};

fn defined(method: &str, text: &str) -> Vec<String> {
    let mut client = Client::ready();
    let (text, params) = open_at(&mut client, "m.nix", text);
    let found = client.call(method, params);
    places(&client, &found, &[("m.nix", &text)])
}

fn definition(text: &str) -> Vec<String> {
    defined("textDocument/definition", text)
}

#[test]
fn a_variable_leads_to_its_innermost_binding() {
    assert_eq!(definition("let a = 1; in { b = a: ¦a; }"), ["m.nix 1:20 a"]);
    assert_eq!(definition("let a = 1; in { b = ¦a; }"), ["m.nix 1:04 a"]);
    assert_eq!(definition("{ config, lib, ... }: lib.mkIf ¦config.a { }"), ["m.nix 1:02 config"]);
    assert_eq!(definition("{ a, ... }@args: args¦.b"), ["m.nix 1:11 args"]);
    assert_eq!(definition("rec { a.b = 1; a.c = 2; d = ¦a; }"), ["m.nix 1:06 a", "m.nix 1:15 a"]);
}

#[test]
fn names_inside_conditions_texts_and_broken_files_are_found() {
    let inside = "{ config, lib, ... }:\nlet port = 80; in\n{\n  config = lib.mkIf config.a {\n    systemd.services.web.script = ''\n      serve ${toString ¦port}\n    '';\n  };\n}\n";
    assert_eq!(definition(inside), ["m.nix 2:04 port"]);
    assert_eq!(definition("let a = 1; b = ; in [ ¦a"), ["m.nix 1:04 a"]);
    assert_eq!(definition("{ lib, ... }: { x = lib.mkMerge [ { y = ¦lib"), ["m.nix 1:02 lib"]);
}

#[test]
fn a_definition_is_behind_inherit_and_a_declaration_is_it() {
    let text = "{ a }: let inherit a; in ¦a";
    assert_eq!(definition(text), ["m.nix 1:02 a"]);
    assert_eq!(defined("textDocument/declaration", text), ["m.nix 1:19 a"]);
    assert_eq!(definition("{ a }: { inherit ¦a; }"), ["m.nix 1:02 a"]);
}

#[test]
fn attributes_of_sets_that_are_spelled_out_are_found() {
    let text = "let s = { a.b = 1; c = { d = 2; }; }; in s.c.¦d";
    assert_eq!(definition(text), ["m.nix 1:25 d"]);
    assert_eq!(definition("let s = { a = 1; }; in { inherit (s) ¦a; }"), ["m.nix 1:10 a"]);
    assert_eq!(definition("let s = { a = 1; }; in with s; ¦a"), ["m.nix 1:10 a"]);
    // Of others the set is the nearest that there is.
    assert_eq!(
        definition("{ lib, pkgs }: with lib; with pkgs; ¦git"),
        ["m.nix 1:20 lib", "m.nix 1:30 pkgs"]
    );
    assert_eq!(definition("{ config }: config.a.¦b"), [] as [&str; 0]);
    assert_eq!(definition("¦map"), [] as [&str; 0]);
}

#[test]
fn keys_of_a_call_lead_to_the_argument_of_the_function() {
    assert_eq!(definition("let f = { a, b ? 1 }: a; in f { ¦b = 2; a = 1; }"), ["m.nix 1:13 b"]);
    let mut client = Client::ready();
    let other = "# A function.\nlet x = 1; in { name, port ? x }: name\n";
    client.write("lib/default.nix", other);
    let text = "let serve = import ./lib; in serve { name = \"a\"; ¦port = 1; }";
    let (text, params) = open_at(&mut client, "m.nix", text);
    let found = client.call("textDocument/definition", params);
    assert_eq!(
        places(&client, &found, &[("m.nix", &text), ("lib/default.nix", other)]),
        ["lib/default.nix 2:22 port"]
    );
}

#[test]
fn paths_lead_to_files_and_folders_to_their_default() {
    let mut client = Client::ready();
    client.write("a/default.nix", "{ }");
    client.write("b.nix", "{ }");
    let text = "{ imports = [ ./a ./b.nix ./none.nix <nixpkgs> ]; }";
    client.open("m.nix", text);
    let at = |client: &mut Client, needle: &str| {
        let offset = text.find(needle).expect("it is there") + 2;
        let params = at_offset(client, "m.nix", text, offset);
        client.call("textDocument/definition", params)
    };
    for (needle, target) in [("./a", "a/default.nix"), ("./b.nix", "b.nix")] {
        let found = at(&mut client, needle);
        assert_eq!(places(&client, &found, &[(target, "{ }")]), [format!("{target} 1:00 ")]);
    }
    assert_eq!(at(&mut client, "./none"), Value::Null);
    assert_eq!(at(&mut client, "<nixpkgs>"), Value::Null);
}

#[test]
fn clients_that_know_links_see_what_belongs_to_the_name() {
    let mut client = Client::start();
    client.capabilities = json!({ "textDocument": { "definition": { "linkSupport": true } } });
    client.initialize();
    let (_, params) = open_at(&mut client, "m.nix", "let a = 1;\n  b = 2; in [ ¦b ]");
    let found = client.call("textDocument/definition", params.clone());
    let at = |line: u64, character: u64| json!({ "line": line, "character": character });
    let range = |from, to| json!({ "start": at(1, from), "end": at(1, to) });
    assert_eq!(
        found,
        json!([{
            "originSelectionRange": range(14, 15),
            "targetUri": client.uri("m.nix"),
            "targetRange": range(2, 8),
            "targetSelectionRange": range(2, 3),
        }])
    );
    // It did not say so of declarations.
    let found = client.call("textDocument/declaration", params);
    assert_eq!(found[0]["uri"], client.uri("m.nix"));
}
