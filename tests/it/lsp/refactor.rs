//! Other ways to write the same.

use cfglint_lints::model::Module;
use serde_json::{Value, json};

use super::client::{Client, array};
use super::marked::marked;
use super::text::{Unit, titles};

/// The refactorings at the cursor, and the text after each.
fn refactored(text: &str) -> Vec<(String, String)> {
    let (text, at) = marked(text);
    let mut client = Client::ready();
    client.open("m.nix", &text);
    let place = Unit::Utf16.range(&text, at..at);
    let actions = client.actions("m.nix", place, Some("refactor"));
    let after = |it: &Value| {
        assert_eq!(it["kind"], "refactor.rewrite");
        let title = it["title"].as_str().expect("a title").to_owned();
        (title, Unit::Utf16.applied(&text, it, &client.uri("m.nix")))
    };
    actions.iter().map(after).collect()
}

/// The text after the refactoring whose title begins so.
fn after(text: &str, title: &str) -> String {
    let all = refactored(text);
    let found = all.iter().find(|(it, _)| it.starts_with(title));
    found.unwrap_or_else(|| panic!("no {title:?} in {all:#?}")).1.clone()
}

/// Options and values, by the model.
fn said(text: &str) -> Vec<String> {
    let parse = cfglint_syntax::parse(text);
    assert!(parse.errors().is_empty(), "{text}");
    let module = Module::lower(parse.root(), text);
    let definition = |it: &cfglint_lints::model::Definition| {
        let value = &text[std::ops::Range::<usize>::from(it.value.range)];
        let value: String = value.split_whitespace().collect();
        format!("{} = {value} at {:?}", it.path_text(), it.priority)
    };
    let mut said: Vec<String> = module.definitions.iter().map(definition).collect();
    said.sort();
    said
}

/// As [`after`], where the module has to say the same.
fn same(text: &str, title: &str) -> String {
    let new = after(text, title);
    let old = said(&marked(text).0);
    assert!(!old.is_empty());
    assert_eq!(said(&new), old, "{new}");
    new
}

#[test]
fn a_set_becomes_paths_and_keeps_its_comments() {
    let text = "{\n  serv¦ices.a = {\n    # One.\n    b = 1; # two\n\n    c.d = ''\n      text\n    '';\n    /* three */\n  };\n  x = 1;\n}\n";
    let expected = "{\n  # One.\n  services.a.b = 1; # two\n\n  services.a.c.d = ''\n      text\n    '';\n  /* three */\n  x = 1;\n}\n";
    assert_eq!(same(text, "Write `services.a = {"), expected);
    assert_eq!(
        same("{ a¦ = { b = 1; \"c d\" = 2; }; e = 3; }", "Write `a = {"),
        "{ a.b = 1; a.\"c d\" = 2; e = 3; }"
    );
    assert_eq!(same("{ a¦ = { b = 1; }; a.c = 2; }", "Write `a = {"), "{ a.b = 1; a.c = 2; }");
}

#[test]
fn sets_that_are_more_than_paths_stay() {
    for text in [
        "{ a¦ = rec { b = 1; c = b; }; }",
        "{ a¦ = { inherit b; }; }",
        "{ a¦ = { }; }",
        "{ a¦ = /* why */ { b = 1; }; }",
        "{ a¦ = { b = 1; # end\n }; c = 1; }",
        "{ a¦ = f { b = 1; }; }",
        "{ a¦ = { b = 1; }",
    ] {
        let found = refactored(text);
        assert!(!found.iter().any(|(it, _)| it.contains("= { … }` as")), "{text}: {found:?}");
    }
}

#[test]
fn paths_become_a_set() {
    assert_eq!(same("{ a¦.b.c = 1; d = 2; }", "Write `a.…`"), "{ a = { b.c = 1; }; d = 2; }");
    let text = "{\n  x = 0;\n  a.¦b = 1; # one\n  # Two.\n  a.c = [\n    1\n  ];\n  a.d.e = 3;\n  y = 0;\n}\n";
    let expected = "{\n  x = 0;\n  a = {\n    b = 1; # one\n    # Two.\n    c = [\n      1\n    ];\n    d.e = 3;\n  };\n  y = 0;\n}\n";
    assert_eq!(same(text, "Merge 3 definitions below `a`"), expected);
    let text = "{\n  a.¦b = 1; a.c = 2;\n}\n";
    assert_eq!(same(text, "Merge 2"), "{\n  a = {\n    b = 1;\n    c = 2;\n  };\n}\n");
}

#[test]
fn there_and_back_is_where_one_was() {
    let text = "{\n  services.a = {\n    b = 1;\n    c = {\n      d = 2; # two\n    };\n  };\n}\n";
    let flat = same(&text.replacen("services", "serv¦ices", 1), "Write `services.a = {");
    assert_eq!(flat, "{\n  services.a.b = 1;\n  services.a.c = {\n    d = 2; # two\n  };\n}\n");
    let nested = same(&flat.replacen("services", "serv¦ices", 1), "Merge 2");
    let expected =
        "{\n  services = {\n    a.b = 1;\n    a.c = {\n      d = 2; # two\n    };\n  };\n}\n";
    assert_eq!(nested, expected);
    let whole = same(&nested.replacen("a.b", "a¦.b", 1), "Merge 2");
    let expected = "{\n  services = {\n    a = {\n      b = 1;\n      c = {\n        d = 2; # two\n      };\n    };\n  };\n}\n";
    assert_eq!(whole, expected);
}

#[test]
fn a_with_becomes_names() {
    let text = "{ pkgs, lib, ... }: { a = w¦ith pkgs; [ git (vim.override { x = lib.id; }) \"${git}\" true ]; }";
    assert_eq!(
        after(text, "Write `pkgs.`"),
        "{ pkgs, lib, ... }: { a = [ pkgs.git (pkgs.vim.override { x = lib.id; }) \"${pkgs.git}\" true ]; }"
    );
    assert_eq!(
        after(text, "Name what"),
        "{ pkgs, lib, ... }: { a = let inherit (pkgs) git vim; in [ git (vim.override { x = lib.id; }) \"${git}\" true ]; }"
    );
    let inherited = "{ lib }: w¦ith lib; { inherit id; }";
    assert_eq!(after(inherited, "Name what"), "{ lib }: let inherit (lib) id; in { inherit id; }");
    assert!(!refactored(inherited).iter().any(|(title, _)| title.starts_with("Write")));
}

#[test]
fn a_with_whose_names_are_not_sure_stays() {
    for text in [
        "{ a, b }: with a; w¦ith b; x",
        "{ a, b }: w¦ith a; with b; x",
        "{ a }: w¦ith a; let a = 1; in x",
        "{ a }: w¦ith a; a: x",
        "{ a }: w¦ith a; # why\n x",
        "{ a }: w¦ith a { }; x",
    ] {
        assert_eq!(refactored(text), [], "{text}");
    }
}

#[test]
fn a_value_is_wrapped_in_what_is_in_scope() {
    let text = "{ lib, ... }: { services.a¦ = 1 + 1; }";
    let expected = |call: &str| format!("{{ lib, ... }}: {{ services.a = {call} (1 + 1); }}");
    assert_eq!(after(text, "Wrap in `lib.mkDefault`"), expected("lib.mkDefault"));
    assert_eq!(after(text, "Wrap in `lib.mkForce`"), expected("lib.mkForce"));
    assert_eq!(after(text, "Wrap in `lib.mkIf true`"), expected("lib.mkIf true"));
    let text = "{ lib, ... }: with lib; { a¦ = { b = 1; }; }";
    let expected = "{ lib, ... }: with lib; { a = mkForce { b = 1; }; }";
    assert_eq!(after(text, "Wrap in `mkForce`"), expected);
    let text = "{ lib, ... }: let inherit (lib) mkForce; in { a¦ = [ ]; }";
    let expected = "{ lib, ... }: let inherit (lib) mkForce; in { a = mkForce [ ]; }";
    assert_eq!(after(text, "Wrap in `mkForce`"), expected);
    for text in [
        "{ a¦ = 1; }",
        "{ lib, ... }: { a¦ = lib.mkForce 1; }",
        "{ lib, ... }: { config¦ = { a = 1; }; }",
        "{ lib, ... }: let a¦ = 1; in { }",
    ] {
        let found = refactored(text);
        assert!(!found.iter().any(|(title, _)| title.starts_with("Wrap")), "{text}: {found:?}");
    }
}

const TWO: &str = "{\n  systemd.services.a.serviceConfig.StandardOutput = \"syslog\";\n  systemd.services.b.serviceConfig.StandardError = \"syslog\";\n}\n";

#[test]
fn the_edit_of_fix_all_comes_when_it_is_asked_for() {
    let mut client = Client::start();
    client.capabilities = json!({
        "textDocument": { "codeAction": {
            "dataSupport": true,
            "resolveSupport": { "properties": ["edit"] },
        } },
        "workspace": { "workspaceEdit": { "documentChanges": true } },
    });
    client.initialize();
    client.open("m.nix", TWO);
    let actions = client.actions("m.nix", super::text::everything(), Some("source.fixAll"));
    let [action] = &actions[..] else { panic!("{:?}", titles(&actions)) };
    assert_eq!(action.get("edit"), None);
    let whole = client.call("codeAction/resolve", action.clone());
    let new = Unit::Utf16.applied(TWO, &whole, &client.uri("m.nix"));
    assert_eq!(new, TWO.replace("syslog", "journal"));
    // What was offered for another version is not applied to this one.
    client.change("m.nix", 2, Value::Null, &TWO.replace("Error", "Input"));
    let id = client.request("codeAction/resolve", action.clone());
    assert_eq!(client.answer(id)["error"]["code"], -32801);
}

#[test]
fn an_explanation_is_a_page_or_a_text() {
    for shows_pages in [true, false] {
        let mut client = Client::start();
        client.capabilities = json!({ "window": { "showDocument": { "support": shows_pages } } });
        client.initialize();
        client.open("m.nix", TWO);
        let place = Unit::Utf16.range(TWO, super::text::find(TWO, "StandardError"));
        let actions = client.actions("m.nix", place, Some("quickfix"));
        let action = super::text::titled(&actions, "Explain `syslog-output`");
        assert_eq!(array(&action["diagnostics"]).len(), 1);
        let command = &action["command"];
        let params = json!({ "command": command["command"], "arguments": command["arguments"] });
        client.call("workspace/executeCommand", params);
        if shows_pages {
            let shown = client.wait(|it| it["method"] == "window/showDocument");
            let uri = shown["params"]["uri"].as_str().expect("a page");
            assert!(uri.ends_with("/syslog-output.md") && shown["params"]["external"] == true);
        } else {
            let shown = client.wait(|it| it["method"] == "window/showMessage");
            let text = shown["params"]["message"].as_str().expect("a text");
            assert!(text.starts_with("syslog-output\n\n") && text.contains("## Why"), "{text}");
        }
        let id = client.request("workspace/executeCommand", json!({ "command": "cfglint.other" }));
        assert_eq!(client.answer(id)["error"]["code"], -32602);
    }
}
