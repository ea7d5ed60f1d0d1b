//! What modules lead to.

use expect_test::expect;

use super::check;

#[test]
fn functions_over_literal_lists() {
    check(
        r#"
{ lib, ... }:
let
  names = [ "e" "f" ];
  below = name: ./mine + "/${name}.nix";
  all = dir: map (name: dir + "/${name}.nix");
in {
  imports = map (n: ./. + "/${n}.nix") [ "a" "b" ]
    ++ builtins.map (n: ./modules + "/${n}") [ "c" ]
    ++ lib.map (n: ./${n}/default.nix) [ "d" ]
    ++ lib.lists.map below names
    ++ lib.forEach [ "g" ] (n: let file = n + ".nix"; in ./x/${file})
    ++ lib.imap1 (i: n: ./${n}.nix) [ "h" ]
    ++ lib.concatMap (n: [ ./${n}/1.nix ./${n}/2.nix ]) [ "i" ]
    ++ map (p: lib.path.append ./profiles p) [ "j" ]
    ++ map import [ ./k.nix ]
    ++ map (p: import p { inherit lib; }) [ ./l.nix ];
}
"#,
        &expect![[r#"
            imports ./a.nix
            imports ./b.nix
            imports ./modules/c
            imports ./d/default.nix
            imports ./mine/e.nix
            imports ./mine/f.nix
            imports ./x/g.nix
            imports ./h.nix
            imports ./i/1.nix
            imports ./i/2.nix
            imports ./profiles/j
            imports ?, perhaps
            imports ./l.nix
        "#]],
    );
}

#[test]
fn lists_of_lists_and_sets() {
    check(
        r#"
{ lib, ... }:
let
  inherit (lib) flatten;
  inherit (builtins) attrValues;
  more = [ ./c.nix ];
in {
  imports = flatten [ ./a.nix [ ./b.nix more ] (lib.optional true ./d.nix) ]
    ++ builtins.concatLists [ [ ./e.nix ] more ]
    ++ attrValues { f = ./f.nix; g = { x = 1; }; }
    ++ lib.mapAttrsToList (n: v: ./${n} + v) { h = "/h.nix"; }
    ++ map (n: ./${n}.nix) (builtins.attrNames { i = 1; })
    ++ lib.singleton ./j.nix
    ++ lib.unique (lib.reverseList [ ./k.nix ]);
}
"#,
        &expect![[r#"
            x = 1, root #1
            imports ./a.nix
            imports ./b.nix
            imports ./c.nix
            imports ./d.nix
            imports ./e.nix
            imports ./c.nix
            imports ./f.nix
            imports ./h/h.nix
            imports ./i.nix
            imports ./j.nix
            imports ./k.nix
        "#]],
    );
}

#[test]
fn lists_under_conditions() {
    check(
        r#"
{ lib, isServer, ... }:
{
  imports = [ ./a.nix ] ++ lib.optional isServer ./b.nix
    ++ lib.optionals (!isServer) [ ./c.nix { x = 1; } ]
    ++ (if isServer then [ ./d.nix ] else map (n: ./${n}.nix) [ "e" ])
    ++ lib.optionals false [ ./f.nix ]
    ++ lib.filter (it: it != ./g.nix) [ ./g.nix { y = 1; } ];
}
"#,
        &expect![[r#"
            x = 1, if !(isServer), root #1
            imports ./a.nix
            imports ./b.nix, perhaps
            imports ./c.nix, perhaps
            imports ./d.nix, perhaps
            imports ./e.nix, perhaps
            imports ./g.nix, perhaps
            imports ?, perhaps
        "#]],
    );
}

#[test]
fn paths_that_are_put_together() {
    check(
        r#"
{ lib, modulesPath, inputs, ... }:
let
  dir = ../modules;
  file = name: dir + "/${name}.nix";
  copied = "${dir}/d.nix";
in {
  imports = [
    (./a.nix)
    (./. + "/b.nix")
    (dir + "/./sub/../c.nix")
    copied
    (toString ./. + "/e.nix")
    (file "f")
    (import ./g.nix)
    (import ./h.nix { })
    (lib.modules.importApply ./i.nix { })
    (./j + ".nix")
    (with lib; dir)
  ];
}
"#,
        &expect![[r#"
            imports ./a.nix
            imports ./b.nix
            imports ../modules/c.nix
            imports ../modules/d.nix, perhaps
            imports ./e.nix
            imports ../modules/f.nix
            imports ./g.nix
            imports ./h.nix
            imports ./i.nix
            imports ./j.nix
            imports ../modules
        "#]],
    );
}

#[test]
fn what_the_text_does_not_say() {
    check(
        r#"
{ lib, modulesPath, inputs, names, ... }:
let
  map' = f: list: list;
  loop = [ ./a.nix ] ++ loop;
  flatten = list: [ ];
in {
  imports = [
    (./. + "b.nix")
    (./.. + "b.nix")
    "${./.}/../c.nix"
    "${inputs.d}/d.nix"
    (modulesPath + "/e.nix")
    (./f + names.f)
    (./g + ./g.nix)
    ./${names.h}.nix
    (lib.path.append ./. "../i.nix")
    <j/k.nix>
    (<j> + "/k.nix")
    [ ./l.nix ]
  ]
  ++ map (_: ./m.nix) names
  ++ map (n: ./${n}.nix) names
  ++ map (n: { services.${n} = 1; }) [ "n" ]
  ++ inputs.mine.map (n: ./${n}.nix) [ "o" ]
  ++ flatten [ ./p.nix ]
  ++ map' (n: ./q.nix) [ ./r.nix ]
  ++ builtins.attrValues inputs.s
  ++ builtins.attrValues { a.b = ./t.nix; }
  ++ loop ++ names;
}
"#,
        &expect![[r#"
            imports ?, perhaps
            imports ?, perhaps
            imports ?, perhaps
            imports ?, perhaps
            imports ?, perhaps
            imports ?, perhaps
            imports ?, perhaps
            imports ?, perhaps
            imports ?, perhaps
            imports <j/k.nix>
            imports ?, perhaps
            imports ?, perhaps
            imports ?, perhaps
            imports ?, perhaps
            imports ?, perhaps
            imports ./o.nix, perhaps
            imports ./r.nix
            imports ?, perhaps
            imports ?, perhaps
            imports ./a.nix
            imports ./a.nix
            imports ./a.nix
            imports ?, perhaps
            imports ?, perhaps
        "#]],
    );
}

#[test]
fn a_list_that_has_a_name() {
    check(
        r#"
{ names, ... }:
let list = [ ./a.nix ]; in { imports = list; }
"#,
        &expect![[r#"
            imports ./a.nix
        "#]],
    );
    check(
        "{ names, ... }: { imports = names; }",
        &expect![[r#"
        imports ?, perhaps
    "#]],
    );
}
