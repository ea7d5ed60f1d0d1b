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

const UNITS: &str = r#"{ config, lib, pkgs, ... }:
let cfg = config.services.pull; in
{
  systemd.services.pull = lib.mkIf cfg.enable {
    description = "Pull";
    after = [ "network-online.target" ] ++ lib.optional cfg.db "postgresql.service";
    wants = [ "network-online.target" cfg.unit ];
    requiredBy = [ "x.target" ];
    environment = { A = "1"; B = cfg.b; };
    path = [ pkgs.git ];
    startAt = "daily";
    script = "git pull";
    scriptArgs = "%i";
    serviceConfig = {
      Nice = lib.mkForce 5; Restart = if cfg.again then "always" else "no";
      ExecStartPost = "${pkgs.coreutils}/bin/touch /run/${cfg.name}/ok";
      StateDirectory = [ "a" "b" ] ++ cfg.more;
      Extra = null;
    };
    restartIfChanged = false;
  };
  systemd.user.services.home = {
    Unit.After = [ "a.service" ]; Service.ExecStart = "/bin/true"; Install.WantedBy = [ "default.target" ];
  };
  systemd.targets.t = { wantedBy = [ "multi-user.target" ]; enable = false; };
  systemd.services."c-${cfg.n}".serviceConfig = cfg.settings;
}
"#;

#[test]
fn units_as_text() {
    let sandbox = Sandbox::new(&[("a.nix", UNITS)]);
    expect![[r##"
        # /etc/systemd/system/pull.service
        # if config.services.pull.enable
        # RequiredBy x.target
        [Unit]
        # postgresql.service if config.services.pull.db
        After=network-online.target postgresql.service
        Description=Pull
        # <unknown>: cfg.unit
        Wants=network-online.target <unknown>
        [Service]
        Environment="A=1"
        # <unknown>: cfg.b
        Environment=<unknown>
        # <unknown>: folders of packages
        Environment="PATH=<unknown>"
        X-RestartIfChanged=false
        # <unknown>: the path of a script
        ExecStart=<unknown> %i
        # <unknown>: "${pkgs.coreutils}/bin/touch /run/${cfg.name}/ok"
        ExecStartPost=<unknown>/bin/touch /run/<unknown>/ok
        Extra=
        # priority 50
        Nice=5
        # if config.services.pull.again
        Restart=always
        # unless config.services.pull.again
        Restart=no
        StateDirectory=a
        StateDirectory=b
        # Environment= may be set otherwise than the text says
        # StateDirectory= may be set otherwise than the text says

        # /etc/systemd/system/pull.timer
        # if config.services.pull.enable
        [Timer]
        OnCalendar=daily
        [Install]
        WantedBy=timers.target

        # ~/.config/systemd/user/home.service
        [Install]
        WantedBy=default.target
        [Service]
        ExecStart=/bin/true
        [Unit]
        After=a.service

        # /etc/systemd/system/t.target
        # a link to /dev/null, as it is not enabled
        # WantedBy multi-user.target

        # /etc/systemd/system/c-${cfg.n}.service
        [Service]
        # more may be set here than the text says
        exit code: 0
    "##]]
    .assert_eq(&sandbox.run("model a.nix --units").shown());
}

#[test]
fn units_as_json() {
    let module = "{ systemd.timers.a.timerConfig.OnCalendar = [ \"daily\" x ]; }";
    let run = Sandbox::new(&[]).run_with_input("model - --units --format json", module);
    expect![[r#"
        [
          {
            "path": "/etc/systemd/system/a.timer",
            "manager": "system",
            "unit": "a.timer",
            "computed": false,
            "root": 0,
            "masked": false,
            "sections": [
              {
                "complete": true,
                "lines": [
                  {
                    "directive": "OnCalendar",
                    "parts": [
                      {
                        "column": 47,
                        "conditions": [],
                        "directive": "OnCalendar",
                        "line": 1,
                        "priority": 100,
                        "value": "daily"
                      }
                    ],
                    "value": "daily"
                  },
                  {
                    "directive": "OnCalendar",
                    "parts": [
                      {
                        "column": 55,
                        "conditions": [],
                        "directive": "OnCalendar",
                        "line": 1,
                        "priority": 100,
                        "value": null
                      }
                    ],
                    "value": null
                  }
                ],
                "more": [],
                "name": "Timer"
              }
            ],
            "links": [],
            "complete": true
          }
        ]
    "#]]
    .assert_eq(&run.stdout);
}
