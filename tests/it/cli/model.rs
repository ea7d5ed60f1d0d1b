//! `model`: what a file really sets.

use expect_test::expect;
use serde_json::Value;

use crate::sandbox::Sandbox;

const MODULE: &str = r#"{ config, lib, ... }:
let name = "pull"; in
{
  config = lib.mkIf config.x.enable {
    systemd.services.${name} = {
      after = lib.mkBefore [ "a.service" config.x.unit ];
      serviceConfig = { Nice = lib.mkForce 5; ExecStart = "/bin/pull ${config.x.arguments}"; };
    };
    environment.variables.${config.x.name} = null;
  };
}
"#;

#[test]
fn as_text() {
    let sandbox = Sandbox::new(&[("a.nix", MODULE)]);
    expect![[r#"
        6:7: systemd.services.pull.after = [ "a.service" … ]  # if config.x.enable, order 500
        7:25: systemd.services.pull.serviceConfig.Nice = 5  # if config.x.enable, priority 50
        7:47: systemd.services.pull.serviceConfig.ExecStart = "/bin/pull ${config.x.arguments}"  # if config.x.enable
        9:27: environment.variables.${config.x.name} = null  # if config.x.enable
        exit code: 0
    "#]].assert_eq(&sandbox.run("model a.nix").shown());
}

#[test]
fn as_json() {
    let sandbox = Sandbox::new(&[]);
    let run = sandbox.run_with_input("model - --format json", MODULE);
    let rows: Value = serde_json::from_str(&run.stdout).unwrap();
    expect![[r#"
        {
          "column": 7,
          "conditions": [
            {
              "negated": false,
              "text": "config.x.enable"
            }
          ],
          "line": 6,
          "order": 500,
          "path": [
            "systemd",
            "services",
            "pull",
            "after"
          ],
          "priority": 100,
          "root": 0,
          "value": {
            "complete": true,
            "items": [
              {
                "kind": "string",
                "value": "a.service"
              },
              {
                "kind": "unknown"
              }
            ],
            "kind": "list"
          }
        }"#]]
    .assert_eq(&serde_json::to_string_pretty(&rows[0]).unwrap());
    let variable = &rows[3];
    assert_eq!(variable["path"][2]["computed"], "${config.x.name}");
    assert_eq!(variable["value"]["kind"], "null");
    assert_eq!(rows[1]["priority"], 50);
    assert_eq!(rows[2]["value"]["parts"][1]["computed"], "${config.x.arguments}");
}

#[test]
fn a_file_that_is_not_there() {
    let run = Sandbox::new(&[]).run("model a.nix");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot read a.nix: no such file or directory"), "{}", run.stderr);
}
