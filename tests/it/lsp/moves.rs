//! Files and folders that the editor is about to move.

use serde_json::{Value, json};

use super::client::Client;
use super::marked::{edited, edited_files};

fn moved(client: &mut Client, moves: &[(&str, &str)]) -> Value {
    let files: Vec<Value> = moves
        .iter()
        .map(|(old, new)| json!({ "oldUri": client.uri(old), "newUri": client.uri(new) }))
        .collect();
    client.call("workspace/willRenameFiles", json!({ "files": files }))
}

#[test]
fn clients_are_told_that_every_file_matters() {
    let mut client = Client::start();
    let result = client.initialize();
    let filters = &result["capabilities"]["workspace"]["fileOperations"]["willRename"]["filters"];
    assert_eq!(filters, &json!([{ "scheme": "file", "pattern": { "glob": "**/*" } }]));
}

#[test]
fn paths_to_a_moved_file_and_its_own_paths_are_mended() {
    let mut client = Client::ready();
    let main = "{ imports = [ ./a.nix ./b.nix (import ./a.nix) \"./a.nix\" <a> ]; } # ./a.nix";
    let a = "[ ./b.nix ../up.nix ./. ./d/${x}.nix /etc/a ~/a ./missing ]";
    client.write("main.nix", main);
    client.write("a.nix", a);
    client.write("b.nix", "{ }");
    client.write("d/c.nix", "[ ../a.nix ]");
    let edit = moved(&mut client, &[("a.nix", "hosts/web/a.nix")]);
    assert_eq!(edited_files(&client, &edit), ["a.nix", "d/c.nix", "main.nix"]);
    assert_eq!(
        edited(&client, &edit, "main.nix", main),
        "{ imports = [ ./hosts/web/a.nix ./b.nix (import ./hosts/web/a.nix) \"./a.nix\" <a> ]; } # ./a.nix"
    );
    assert_eq!(
        edited(&client, &edit, "a.nix", a),
        "[ ../../b.nix ../../../up.nix ../../. ../../d/${x}.nix /etc/a ~/a ../../missing ]"
    );
    assert_eq!(edited(&client, &edit, "d/c.nix", "[ ../a.nix ]"), "[ ../hosts/web/a.nix ]");
}

#[test]
fn a_moved_folder_keeps_what_is_inside() {
    let mut client = Client::ready();
    client.write("web/default.nix", "[ ./a.nix ../m.nix ./../web/a.nix ]");
    client.write("web/a.nix", "{ }");
    let text = "[ ./web ./web/default.nix ./web/${x} ./web/a.nix ]";
    client.open("m.nix", text);
    let edit = moved(&mut client, &[("web", "services/web")]);
    assert_eq!(
        edited(&client, &edit, "m.nix", text),
        "[ ./services/web ./services/web/default.nix ./services/web/${x} ./services/web/a.nix ]"
    );
    let default = "[ ./a.nix ../m.nix ./../web/a.nix ]";
    let new = edited(&client, &edit, "web/default.nix", default);
    assert_eq!(new, "[ ./a.nix ../../m.nix ./../web/a.nix ]");
}

#[test]
fn a_default_that_gets_another_name_is_named() {
    let mut client = Client::ready();
    client.write("web/default.nix", "{ }");
    client.write("db.nix", "{ }");
    let text = "[ ./web ./db.nix ]";
    client.write("m.nix", text);
    let moves = [("web/default.nix", "web/main.nix"), ("db.nix", "db/default.nix")];
    let edit = moved(&mut client, &moves);
    assert_eq!(edited(&client, &edit, "m.nix", text), "[ ./web/main.nix ./db/default.nix ]");
}

#[test]
fn names_that_no_path_can_hold_are_put_together() {
    let mut client = Client::ready();
    client.write("a.nix", "{ }");
    client.write("m.nix", "[ ./a.nix ]");
    let files = json!([{ "oldUri": client.uri("a.nix"), "newUri": client.uri("a b.nix") }]);
    let edit = client.call("workspace/willRenameFiles", json!({ "files": files }));
    assert_eq!(edited(&client, &edit, "m.nix", "[ ./a.nix ]"), "[ (./. + \"/a b.nix\") ]");
}

#[test]
fn what_names_nothing_that_moves_is_left_alone() {
    let mut client = Client::ready();
    client.write("a.nix", "{ }");
    client.write("m.nix", "[ ./ab.nix ./a.nix.bak ./b/../c ]");
    assert_eq!(moved(&mut client, &[("a.nix", "b.nix")]), Value::Null);
    let odd = json!([{ "oldUri": "untitled:a", "newUri": "not a uri" }]);
    assert_eq!(client.call("workspace/willRenameFiles", json!({ "files": odd })), Value::Null);
    // Other files than Nix's are named too.
    client.write("run.sh", "");
    client.write("m.nix", "{ x = ./run.sh; }");
    let edit = moved(&mut client, &[("run.sh", "bin/run.sh")]);
    assert_eq!(edited(&client, &edit, "m.nix", "{ x = ./run.sh; }"), "{ x = ./bin/run.sh; }");
}
