//! Lists of units, and of sections of one.

use expect_test::expect;

use super::check;

#[test]
fn mounts() {
    check(
        r#"
{ config, lib, ... }: {
  systemd.mounts = [
    { what = "server:/x"; where = "/data/a-b"; mountConfig = { A = 1; }; }
    { where = "/with space/c_d.e:f"; }
    (lib.mkIf config.a { where = "/g"; enable = false; })
    (let h = "/i"; in { where = h; } // { what = "j"; })
    ({ where = "/k"; } // { where = "/l"; })
    ({ where = "/k"; } // config.k)
    ({ where = "/k"; } // { ${config.k} = "/l"; })
  ];
  systemd.automounts = [ { where = "/"; } ];
  boot.initrd.systemd.automounts = lib.singleton { where = "/n"; };
  boot.initrd.systemd.mounts = [ rec { where = "/sysroot${what}"; what = "/m"; } ];
}
"#,
        &expect![[r#"
            systemd.mounts.data-a\x2db.what = "server:/x"
            systemd.mounts.data-a\x2db.where = "/data/a-b"
            systemd.mounts.data-a\x2db.mountConfig.A = 1
            systemd.mounts.with\x20space-c_d.e:f.where = "/with space/c_d.e:f"
            systemd.mounts.g.where = "/g", if (config.a)
            systemd.mounts.g.enable = false, if (config.a)
            systemd.mounts.i.where = "/i"
            systemd.mounts.i.what = "j"
            systemd.mounts.l.where = "/l"
            systemd.mounts.<${…} varies>.where = "/k", if !(config.k ? where)
            systemd.mounts.<${…} varies> = ?, partial
            systemd.mounts.<${…} varies>.where = "/k", if !("${config.k}" == "where")
            systemd.mounts.<${…} varies>.<${config.k}> = "/l"
            systemd.automounts.-.where = "/"
            boot.initrd.systemd.automounts.n.where = "/n"
            boot.initrd.systemd.mounts.sysroot-m.where = "/sysroot/m"
            boot.initrd.systemd.mounts.sysroot-m.what = "/m"
        "#]],
    );
}

#[test]
fn lists_that_are_put_together() {
    check(
        r#"
{ config, lib, ... }:
let shared = [ { where = "/a"; } ];
in {
  systemd.mounts = lib.mkMerge [
    (lib.mkForce ([ { where = "/b"; } ] ++ shared ++ lib.optional config.c { where = "/d"; }))
    (lib.mkIf config.e ([ { where = "/f"; } ] ++ config.g))
    (if config.h then [ { where = "/i"; } ] else [ ])
    (map (j: { where = "/j/${j}"; }) config.k)
    (lib.optionals config.l (lib.filter (x: true) [ { where = "/m"; } ]))
  ];
}
"#,
        &expect![[r#"
            systemd.mounts.b.where = "/b", priority 50
            systemd.mounts.a.where = "/a", priority 50, shared
            systemd.mounts.d.where = "/d", priority 50, if (config.c)
            systemd.mounts.f.where = "/f", if (config.e)
            systemd.mounts = ?, if (config.e), partial
            systemd.mounts.i.where = "/i", if (config.h)
            systemd.mounts = [], if !(config.h), partial
            systemd.mounts.<${…} varies>.where = "/j/${j}", if !(config.k == [ ]), shared
            systemd.mounts = ?, if (config.l), partial
        "#]],
    );
}

#[test]
fn names_that_not_all_releases_make() {
    check(
        r#"
{ config, ... }: {
  systemd.mounts = [
    { where = "a"; }
    { where = "/b/"; }
    { where = "/c//d"; }
    { where = "/.e"; }
    { where = "/f/../g"; }
    { where = "/h@i"; }
    { where = "/ü"; }
    { where = config.j; }
    { where = "/k/${config.k}"; }
    config.l
  ];
}
"#,
        &expect![[r#"
            systemd.mounts.<${…} varies>.where = "a"
            systemd.mounts.<${…} varies>.where = "/b/"
            systemd.mounts.<${…} varies>.where = "/c//d"
            systemd.mounts.<${…} varies>.where = "/.e"
            systemd.mounts.<${…} varies>.where = "/f/../g"
            systemd.mounts.<${…} varies>.where = "/h@i"
            systemd.mounts.<${…} varies>.where = "/ü"
            systemd.mounts.<${…} varies>.where = ?
            systemd.mounts.<${…} varies>.where = "/k/${config.k}"
            systemd.mounts.<${…} varies> = ?, partial
        "#]],
    );
}

#[test]
fn of_two_the_first_counts() {
    check(
        r#"
{ config, lib, ... }: {
  systemd.mounts = [
    { where = "/a"; what = "b"; }
    { where = "/a"; what = "c"; }
    (lib.mkIf config.d { where = "/e"; what = "f"; })
    (lib.mkIf (!config.d) { where = "/e"; what = "g"; })
    (lib.mkIf config.h { where = "/e"; what = "i"; })
  ];
}
"#,
        &expect![[r#"
            systemd.mounts.a.where = "/a"
            systemd.mounts.a.what = "b"
            systemd.mounts.<${…} varies>.where = "/a"
            systemd.mounts.<${…} varies>.what = "c"
            systemd.mounts.e.where = "/e", if (config.d)
            systemd.mounts.e.what = "f", if (config.d)
            systemd.mounts.<${…} varies>.where = "/e", if !(config.d)
            systemd.mounts.<${…} varies>.what = "g", if !(config.d)
            systemd.mounts.<${…} varies>.where = "/e", if (config.h)
            systemd.mounts.<${…} varies>.what = "i", if (config.h)
        "#]],
    );
}

#[test]
fn within_updates_it_is_not_told() {
    check(
        r#"
{ lib, ... }:
lib.recursiveUpdate { systemd.mounts = [ { where = "/a"; } ]; } { systemd.mounts = [ { where = "/b"; } ]; }
"#,
        &expect![[r#"
            systemd.mounts = [?]
        "#]],
    );
}

#[test]
fn sections() {
    check(
        r#"
{ config, ... }: {
  systemd.network.networks.a = {
    addresses = [ { Address = "b"; } { addressConfig.Address = "b"; } ];
    routes = [ ] ++ config.routes;
  };
  boot.initrd.systemd.network.networks.c.routes = [ { Gateway = "d"; } config.e ];
  systemd.network.netdevs.f.addresses = [ { g = 1; } ];
}
"#,
        &expect![[r#"
            systemd.network.networks.a.addresses.<${…} varies>.Address = "b"
            systemd.network.networks.a.addresses.<${…} varies>.addressConfig.Address = "b"
            systemd.network.networks.a.routes = ?, partial
            boot.initrd.systemd.network.networks.c.routes.<${…} varies>.Gateway = "d"
            boot.initrd.systemd.network.networks.c.routes.<${…} varies> = ?, partial
            systemd.network.netdevs.f.addresses = [?]
        "#]],
    );
}

#[test]
fn other_lists_are_values() {
    check(
        r#"
{
  systemd.user.mounts = [ { where = "/a"; } ];
  systemd.targets = [ { where = "/a"; } ];
  mounts = [ { where = "/a"; } ];
  systemd.mounts = [ ];
}
"#,
        &expect![[r#"
            systemd.user.mounts = [?]
            systemd.targets = [?]
            mounts = [?]
            systemd.mounts = []
        "#]],
    );
}
