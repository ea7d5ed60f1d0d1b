//! Where modules begin.

use expect_test::expect;

use super::check;

#[test]
fn machines_of_a_test() {
    check(
        r#"
{
  name = "test";
  nodes = { a = { ... }: { x = 1; }; b = { x = 2; }; };
  nodes.c.x = 3;
  nodes.c.y = 4;
  testScript = "";
}
"#,
        &expect![[r#"
            name = "test"
            x = 1, root #1
            x = 2, root #2
            x = 3, root #3
            y = 4, root #3
            testScript = ""
            machine #1
            machine #2
            machine #3
        "#]],
    );
}

#[test]
fn modules_of_a_flake() {
    check(
        r#"
{
  outputs = { self, nixpkgs }: {
    nixosModules.a = { config, ... }: { x = 1; };
    nixosConfigurations.b = nixpkgs.lib.nixosSystem {
      system = "x86_64-linux";
      modules = [ ./c.nix ({ pkgs, ... }: { x = 2; }) { x = 3; } self.nixosModules.a ];
    };
  };
}
"#,
        &expect![[r#"
            x = 1, root #1
            outputs.nixosConfigurations.b = ?, priority ?
            x = 2, root #3
            x = 3, root #4
            outputs.nixosConfigurations.b.system = "x86_64-linux", priority ?, shared
            outputs.nixosConfigurations.b.modules = [./c.nix, function, ?, ?], priority ?, shared
            imports ./c.nix, machine #2
            imports ?, perhaps, machine #2
        "#]],
    );
}

#[test]
fn modules_within_modules() {
    check(
        r#"
{ lib, config, ... }:
let inner = { x = 4; };
in {
  imports = [ ./a.nix { x = 1; } inner ] ++ lib.optional config.b ./c.nix ++ [ (import ./d.nix { }) ];
  containers.e.config = { x = 2; };
  home-manager.users.f = { pkgs, ... }: { x = 3; };
  home-manager.users.f.y = 5;
  services.g = { config, lib, ... }: { x = 6; };
}
"#,
        &expect![[r#"
            x = 1, root #1
            x = 4, root #2
            x = 2, root #3
            x = 3, root #4
            y = 5, root #4
            x = 6, root #5
            imports ./a.nix
            imports ./c.nix, perhaps
            imports ./d.nix
            machine #3
        "#]],
    );
}
