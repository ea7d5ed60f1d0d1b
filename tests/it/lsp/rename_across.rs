//! Renaming of arguments with all of their calls, and of files with all of their paths.

use serde_json::{Value, json};

use super::client::Client;
use super::marked::{edited, edited_files, open_at, refusal};

fn call_renamed(files: &[(&str, &str)], text: &str, new: &str) -> Vec<String> {
    let mut client = Client::ready();
    for (name, text) in files {
        client.write(name, text);
    }
    let (text, mut params) = open_at(&mut client, "f.nix", text);
    params["newName"] = new.into();
    let edit = client.call("textDocument/rename", params);
    let all = files.iter().copied().chain([("f.nix", &*text)]);
    all.map(|(name, text)| edited(&client, &edit, name, text)).collect()
}

fn refused(files: &[(&str, &str)], text: &str, new: &str) -> String {
    let mut client = Client::ready();
    for (name, text) in files {
        client.write(name, text);
    }
    let (_, mut params) = open_at(&mut client, "f.nix", text);
    params["newName"] = new.into();
    refusal(&mut client, "textDocument/rename", params)
}

#[test]
fn calls_in_the_file_are_renamed_with_the_argument() {
    let text = "let f = { ¦a, b ? a }: a; a = 1; in [ (f { inherit a; }) (f { a = 2; b = 3; }) ]";
    let new = "let f = { c, b ? c }: c; a = 1; in [ (f { c = a; }) (f { c = 2; b = 3; }) ]";
    assert_eq!(call_renamed(&[], text, "c"), [new]);
    let text = "x: let f = { ¦a }: a; in f { inherit (x) a; } + f { \"a\" = 1; }";
    assert_eq!(
        call_renamed(&[], text, "c"),
        ["x: let f = { c }: c; in f { c = (x).a; } + f { c = 1; }"]
    );
}

#[test]
fn importers_are_renamed_with_the_argument() {
    let files = [
        ("a.nix", "# über\n[ (import ./f.nix { x = 1; }) ]"),
        ("d/b.nix", "let f = import ../f.nix; in f { x.y = 2; } // f { z = 1; }"),
    ];
    assert_eq!(
        call_renamed(&files, "{ ¦x, z ? 1 }: x", "name"),
        [
            "# über\n[ (import ./f.nix { name = 1; }) ]",
            "let f = import ../f.nix; in f { name.y = 2; } // f { z = 1; }",
            "{ name, z ? 1 }: name",
        ]
    );
}

#[test]
fn an_argument_that_others_may_pass_is_refused() {
    let module = [("a.nix", "{ imports = [ ./f.nix ]; }")];
    let message = refused(&module, "{ ¦x, ... }: x", "y");
    assert!(message.contains("line 1 of `a.nix` uses the file in a way"), "{message}");
    for text in [
        "x: x.callPackage ./f.nix { x = 1; }",
        "import ./f.nix",
        "y: import ./f.nix y",
        "y: import ./f.nix (y // { x = 1; })",
        "import ./f.nix { ${\"x\" + \"\"} = 1; }",
        "import ./f.nix (rec { x = 1; })",
        "rec { f = import ./f.nix; y = f { x = 1; }; }",
    ] {
        let message = refused(&[("a.nix", text)], "{ ¦x, ... }: x", "y");
        assert!(message.starts_with("`x` is the name by which"), "{text}: {message}");
    }
    let message = refused(&[], "{ ¦x }: x", "y");
    assert!(message.ends_with("none of them is in the workspace"), "{message}");
    let files = [("a.nix", "import ./f.nix { x = 1; }"), ("b.nix", "n: import ./${n}.nix")];
    let message = refused(&files, "{ ¦x }: x", "y");
    assert!(
        message.contains("line 1 of `b.nix` may name the file by a computed path"),
        "{message}"
    );
    for text in [
        "self: import \"${self}/f.nix\" { x = 1; }",
        "r: import (r + \"/f.nix\") { x = 1; }",
        "import (./. + \"/f.nix\") { x = 1; }",
    ] {
        let files = [("a.nix", "import ./f.nix { x = 1; }"), ("b.nix", text)];
        let message = refused(&files, "{ ¦x }: x", "y");
        assert!(message.contains("line 1 of `b.nix` may name the file"), "{message}");
    }
}

#[test]
fn conflicts_in_callers_are_refused() {
    let files = [("a.nix", "import ./f.nix { x = 1; y = 2; }")];
    let message = refused(&files, "{ ¦x, ... }: x", "y");
    assert_eq!(message, "a call in line 1 passes `y` already");
    let files = [("a.nix", "import ./f.nix { x = 1; } + = ")];
    let message = refused(&files, "{ ¦x, ... }: x", "y");
    assert_eq!(message, "`a.nix`, which passes `x`, has a syntax error");
}

fn with_file_renames() -> Client {
    let mut client = Client::start();
    client.capabilities = json!({ "workspace": { "workspaceEdit": {
        "documentChanges": true, "resourceOperations": ["create", "rename", "delete"],
    } } });
    client.initialize();
    client
}

#[test]
fn a_file_is_renamed_by_a_path_to_it() {
    let mut client = with_file_renames();
    let other = "[ ../web.nix ]";
    let web = "[ ./hosts/a.nix ]";
    client.write("hosts/a.nix", other);
    client.write("web.nix", web);
    let (text, mut params) = open_at(&mut client, "m.nix", "{ imports = [ ¦./web.nix ]; }");
    let prepared = client.call("textDocument/prepareRename", params.clone());
    assert_eq!(prepared["placeholder"], "./web.nix");
    params["newName"] = "./services/nginx.nix".into();
    let edit = client.call("textDocument/rename", params.clone());
    assert_eq!(edited(&client, &edit, "m.nix", &text), "{ imports = [ ./services/nginx.nix ]; }");
    assert_eq!(edited(&client, &edit, "hosts/a.nix", other), "[ ../services/nginx.nix ]");
    // The file's own paths are mended before it moves.
    assert_eq!(edited(&client, &edit, "web.nix", web), "[ ../hosts/a.nix ]");
    let last = edit["documentChanges"].as_array().unwrap().last().unwrap();
    let (old, new) = (client.uri("web.nix"), client.uri("services/nginx.nix"));
    assert_eq!(last, &json!({ "kind": "rename", "oldUri": old, "newUri": new }));
    assert_eq!(edited_files(&client, &edit), ["hosts/a.nix", "m.nix", "web.nix"]);
    for new in ["./hosts/a.nix", "web.nix", "../../../outside.nix", "./a b.nix", "./hosts"] {
        params["newName"] = new.into();
        let message = refusal(&mut client, "textDocument/rename", params.clone());
        assert!(message.contains(new), "{message}");
    }
}

#[test]
fn a_folder_is_renamed_by_a_path_to_it() {
    let mut client = with_file_renames();
    let default = "{ imports = [ ./a.nix ../m.nix ]; }";
    client.write("web/default.nix", default);
    client.write("web/a.nix", "{ }");
    let (text, mut params) = open_at(&mut client, "m.nix", "[ ¦./web ./web/a.nix ]");
    params["newName"] = "./www".into();
    let edit = client.call("textDocument/rename", params);
    assert_eq!(edited(&client, &edit, "m.nix", &text), "[ ./www ./www/a.nix ]");
    assert_eq!(edited_files(&client, &edit), ["m.nix"]);
}

#[test]
fn a_path_is_not_renamed_for_clients_that_cannot() {
    let mut client = Client::ready();
    client.write("web.nix", "{ }");
    let (_, params) = open_at(&mut client, "m.nix", "[ ¦./web.nix ./none.nix ]");
    let message = refusal(&mut client, "textDocument/prepareRename", params);
    assert_eq!(message, "this editor does not let the server rename files");
    let mut client = with_file_renames();
    for (text, word) in [("[ ¦./none.nix ]", "there is no file"), ("[ ¦./. ]", "there is no file")]
    {
        let (_, params) = open_at(&mut client, "m.nix", text);
        let message = refusal(&mut client, "textDocument/prepareRename", params);
        assert!(message.starts_with(word), "{text}: {message}");
        client.close("m.nix");
    }
    let (_, params) = open_at(&mut client, "d/default.nix", "[ ¦./. ]");
    let message = refusal(&mut client, "textDocument/prepareRename", params);
    assert_eq!(message, "`./.` is no other file or folder of the workspace");
    let (_, params) = open_at(&mut client, "n.nix", "[ ¦<nixpkgs> ]");
    assert_eq!(client.call("textDocument/prepareRename", params), Value::Null);
}
