//! Files of any length, of the kinds that grow long in real repositories.

/// A kind of file: what begins it, what is in it as often as it takes, and what ends it.
/// `@` stands for a number that is another one each time.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    begin: &'static str,
    parts: &'static [&'static str],
    end: &'static str,
}

impl Kind {
    /// A file of this kind with at least `length` bytes, and not many more.
    pub(crate) fn text(&self, length: usize) -> String {
        let mut text = String::with_capacity(length + 2000);
        text += self.begin;
        let mut parts = self.parts.iter().cycle().zip(0..);
        while text.len() + self.end.len() < length
            && let Some((part, number)) = parts.next()
        {
            text += &part.replace('@', &format!("{number}"));
        }
        text + self.end
    }
}

pub(crate) const KINDS: &[Kind] = &[
    Kind {
        name: "services",
        begin: "{ config, lib, pkgs, ... }:\n{\n",
        parts: &[
            r#"
  systemd.services.web@ = {
    description = "Serves the pages of tenant @";
    after = [ "network.target" "postgresql.service" ];
    wantedBy = [ "multi-user.target" ];
    serviceConfig = {
      ExecStart = "${pkgs.hello}/bin/serve --port 80@ --state /var/lib/web@";
      Restart = "on-failure";
      RestartSec = 5;
      StateDirectory = "web@";
      DynamicUser = true;
      ProtectSystem = "strict";
    };
  };
"#,
            r#"
  systemd.services.report@ = {
    path = [ pkgs.gzip ];
    script = ''
      gzip --keep /var/lib/web@/report
    '';
    serviceConfig = { Type = "oneshot"; User = "web@"; };
  };
  systemd.timers.report@ = {
    wantedBy = [ "timers.target" ];
    timerConfig = { OnCalendar = "daily"; Persistent = true; RandomizedDelaySec = "1h"; };
  };
"#,
            // One part in three is wrong: the last word is no setting of `Restart`.
            r#"
  systemd.services.worker@ = {
    wantedBy = [ "multi-user.target" ];
    after = [ "web@.service" ];
    serviceConfig.ExecStart = lib.getExe pkgs.hello;
    serviceConfig.Restart = "on-error";
  };
"#,
        ],
        end: "}\n",
    },
    Kind {
        name: "options",
        begin: "{ config, lib, pkgs, ... }:\nwith lib;\nlet cfg = config.services.tenants; in\n{\n",
        parts: &[
            r#"
  options.services.tenants.field@ = mkOption {
    type = types.nullOr (types.listOf types.str);
    default = [ "a@" "b" ];
    description = "What field @ of a tenant is.";
  };
"#,
            r#"
  config.environment.etc."tenant@".text = mkIf (cfg.field@ != null) ''
    field = ${toString cfg.field@}
    ${optionalString cfg.enable "enabled = @"}
  '';
"#,
            r#"
  config.users.users = mkIf cfg.enable { tenant@ = { isSystemUser = true; uid = 10@; }; };
"#,
        ],
        end: "}\n",
    },
    Kind {
        name: "packages",
        begin: "{ pkgs, callPackage, lib, ... }:\nlet self = rec {\n",
        parts: &[
            "  tool@ = callPackage ../tools/tool@ { inherit (pkgs) zlib openssl; };\n",
            "  tool@-full = self.tool@.override { withExtras = true; };\n",
            "  # Version @ is the last that builds.\n  old@ = if lib.versionOlder pkgs.gcc.version \"@\" then null else pkgs.hello;\n",
        ],
        end: "}; in self\n",
    },
    Kind {
        name: "a list",
        begin: "[\n",
        parts: &[
            "  { name = \"record@\"; value = \"10.0.0.@\"; tags = [ \"a\" \"b@\" ]; }\n",
            "  ''\n    line @ of a text\n    and ${toString @} more\n  ''\n",
        ],
        end: "]\n",
    },
];
