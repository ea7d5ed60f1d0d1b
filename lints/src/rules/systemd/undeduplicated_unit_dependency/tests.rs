//! Cases of `undeduplicated-unit-dependency`.

use super::UNDEDUPLICATED_UNIT_DEPENDENCY;
use crate::testing::check;

#[test]
fn a_list_in_a_sum() {
    check(
        &UNDEDUPLICATED_UNIT_DEPENDENCY,
        r#"
{ config, lib, ... }: {
  systemd.services.gate.unitConfig.ConditionPathExists =
                                 # ^^^^^^^^^^^^^^^^^^^ hint: ConditionPathExists is computed from an attribute that need not be unique (r.certDir); wrap the list in lib.unique
    [ "/etc/gate.conf" ] ++ map (r: r.certDir + "/fullchain.pem") (lib.attrValues config.services.gate.routes);
}
#-- fix
{ config, lib, ... }: {
  systemd.services.gate.unitConfig.ConditionPathExists =
    [ "/etc/gate.conf" ] ++ lib.unique (map (r: r.certDir + "/fullchain.pem") (lib.attrValues config.services.gate.routes));
}
"#,
    );
}

#[test]
fn without_lib() {
    check(
        &UNDEDUPLICATED_UNIT_DEPENDENCY,
        r#"
{ config, ... }:
let cfg = config.services.gate;
in {
  systemd.services.gate = {
    wants = builtins.concatMap (r: [ "net-${r.network}.service" ]) (builtins.attrValues cfg.routes);
  # ^^^^^ hint: wants is computed from an attribute that need not be unique (r.network); wrap the list in lib.unique
  };
}
"#,
    );
}

#[test]
fn inside_of_another_call() {
    check(
        &UNDEDUPLICATED_UNIT_DEPENDENCY,
        r#"
{ config, lib, ... }: {
  systemd.services.gate.after = lib.take 3 (map (r: "${r.backend}.service") (lib.attrValues config.services.gate.routes));
                      # ^^^^^ hint: after is computed from an attribute that need not be unique (r.backend); wrap the list in lib.unique
}
"#,
    );
}

#[test]
fn keys_are_unique() {
    check(
        &UNDEDUPLICATED_UNIT_DEPENDENCY,
        r#"
{ config, lib, ... }: {
  systemd.services.gate.after = map (n: "route-${n}.service") (lib.attrNames config.services.gate.routes);
  systemd.services.gate.wants = map (r: "route-${r.name}.service") (lib.attrValues config.services.gate.routes);
  systemd.services.gate.requires = map (r: "net-${r.network}-${r.name}.service") (lib.attrValues config.services.gate.routes);
  systemd.services.gate.partOf = map (r: unitOf r r.network) (lib.attrValues config.services.gate.routes);
  systemd.services.gate.before = map (r: "${r.kind}.service") [ { kind = "a"; } { kind = "b"; } ];
}
"#,
    );
}

#[test]
fn the_list_is_without_duplicates() {
    check(
        &UNDEDUPLICATED_UNIT_DEPENDENCY,
        r#"
{ config, lib, ... }:
let backends = lib.unique (map (r: r.backend) (lib.attrValues config.services.gate.routes));
in { systemd.services.gate.after = map (b: "${b}.service") backends; }
"#,
    );
}

#[test]
fn other_options() {
    check(
        &UNDEDUPLICATED_UNIT_DEPENDENCY,
        r#"
{ config, lib, ... }: {
  services.gate.after = map (r: r.backend) (lib.attrValues config.services.gate.routes);
  systemd.services.gate.path = map (r: r.package) (lib.attrValues config.services.gate.routes);
}
"#,
    );
}
