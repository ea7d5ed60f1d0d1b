//! Modules like those that people write, made from templates: the same ones on every run.

/// How much text is made, in bytes.
const LENGTH: usize = 1_500_000;

/// Generated modules, about 5 KB each.
pub(crate) fn modules() -> Vec<String> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut modules = Vec::new();
    let mut length = 0;
    while length < LENGTH {
        let module = module(&mut random);
        length += module.len();
        modules.push(module);
    }
    modules
}

/// A template: `@` is a new name, `%` the name of the module, `#n` a number, `#w` some words.
fn module(random: &mut Random) -> String {
    let name = random.name();
    let mut text = fill(HEAD, &name, random);
    for _ in 0..random.below(6) + 2 {
        text += &fill(random.pick(OPTIONS), &name, random);
    }
    text += "  };\n\n  config = mkIf cfg.enable {\n";
    for _ in 0..random.below(14) + 6 {
        text += &fill(random.pick(SETTINGS), &name, random);
    }
    text += "  };\n\n  meta.maintainers = with lib.maintainers; [ ";
    text += &random.name();
    text += " ];\n}\n";
    text
}

fn fill(template: &str, name: &str, random: &mut Random) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some(at) = rest.find(['@', '%', '#']) {
        out += &rest[..at];
        let mut length = 1;
        match &rest[at..] {
            mark if mark.starts_with('@') => out += &random.name(),
            mark if mark.starts_with('%') => out += name,
            mark if mark.starts_with("#n") => {
                out += &random.below(65536).to_string();
                length = 2;
            }
            mark if mark.starts_with("#w") => {
                out += &random.words();
                length = 2;
            }
            _ => out.push('#'),
        }
        rest = &rest[at + length..];
    }
    out + rest
}

const HEAD: &str = "\
{ config, lib, pkgs, ... }:

with lib;

let
  cfg = config.services.%;
  format = pkgs.formats.json { };
  configFile = format.generate \"%.json\" cfg.settings;
  # #w
  @Args = concatStringsSep \" \" (mapAttrsToList (name: value: \"--${name}=${toString value}\") cfg.@);
  inherit (lib) @ @ types;
in
{
  options.services.% = {
    enable = mkEnableOption \"#w\";
";

const OPTIONS: &[&str] = &[
    "
    @ = mkOption {
      type = types.str;
      default = \"@\";
      example = literalExpression ''pkgs.@'';
      description = ''
        #w #w
        #w
      '';
    };
",
    "
    @ = mkOption {
      type = types.nullOr (types.listOf types.port);
      default = [ #n #n ];
      description = \"#w #w\";
    };
",
    "
    package = mkPackageOption pkgs \"@\" { };
",
    "
    settings = mkOption {
      type = types.submodule {
        freeformType = format.type;
        options.@.@ = mkOption {
          type = types.attrsOf (types.submodule ({ name, config, ... }: {
            options.@ = mkOption { type = types.bool; default = config.@ != null; };
          }));
          default = { };
          description = \"#w\";
        };
      };
      default = { };
      description = \"#w\";
    };
",
];

const SETTINGS: &[&str] = &[
    "
    systemd.services.@ = {
      description = \"#w\";
      after = [ \"network.target\" \"@.service\" ] ++ optional cfg.@ \"postgresql.service\";
      wantedBy = [ \"multi-user.target\" ];
      environment.@ = toString cfg.@;
      serviceConfig = {
        ExecStart = \"${cfg.package}/bin/% --config ${configFile} ${escapeShellArgs cfg.@}\";
        User = cfg.user;
        DynamicUser = true;
        StateDirectory = \"%\";
        Restart = \"on-failure\";
        RestartSec = #n;
        CapabilityBoundingSet = [ \"CAP_NET_BIND_SERVICE\" ];
      };
    };
",
    "
    # #w
    services.nginx.virtualHosts.${cfg.@} = mkMerge [
      {
        enableACME = mkDefault true;
        forceSSL = mkDefault true;
        locations.\"/\" = {
          proxyPass = \"http://127.0.0.1:${toString cfg.port}\";
          proxyWebsockets = true;
        };
      }
      cfg.nginx
    ];
",
    "
    users.users.@ = { isSystemUser = true; group = \"@\"; home = \"/var/lib/%\"; uid = #n; };
    users.groups.@ = { };
",
    "
    networking.firewall.allowedTCPPorts = mkIf cfg.openFirewall [ #n cfg.@.port ];
",
    "
    environment.etc.\"%/@.conf\".text = ''
      [main]
      @ = ${cfg.@}
      ${optionalString (cfg.@ != null) ''
        @ = ${toString cfg.@.@}
      ''}
      #w
      port = #n
    '';
",
    "
    assertions = [
      {
        assertion = cfg.@ -> cfg.@ != null && !(cfg ? @);
        message = \"#w #w\";
      }
    ];
",
    "
    environment.systemPackages = with pkgs; [ @ @ (@.override { @ = true; }) @ ];
",
    "
    systemd.tmpfiles.rules = map (@: \"d '${@}' 0750 ${cfg.user} ${cfg.group} - -\") cfg.@;
",
    "
    @.@ = let
      @ = filterAttrs (n: v: v.enable && n != \"@\") cfg.@;
    in if cfg.@ then { inherit (cfg) @ @; } else import ./@.nix { inherit lib pkgs; };
",
    "
    @.@.@ = mkIf (versionAtLeast config.system.stateVersion \"24.05\") (mkForce false);
    @.@.enable = true;
    @.@ = /var/lib/@;
",
    "
    # #w #w
    # #w
",
];

/// A small generator with a fixed sequence.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize % bound
    }

    fn pick(&mut self, list: &'static [&'static str]) -> &'static str {
        list[self.below(list.len())]
    }

    /// A name out of some thousands, like `dataHost`.
    fn name(&mut self) -> String {
        const FIRST: &[&str] = &[
            "data", "user", "web", "mail", "proxy", "cache", "log", "key", "build", "media",
            "node", "auth", "feed", "git", "chat", "file", "dns", "home", "job", "map",
        ];
        const SECOND: &[&str] = &[
            "", "", "", "Dir", "Host", "Port", "Path", "Server", "Name", "Config", "Group",
            "Store", "Worker", "Domain", "Secret", "Level", "Timer", "Package", "Socket",
            "Options",
        ];
        let third = if self.below(4) == 0 { self.below(100).to_string() } else { String::new() };
        format!("{}{}{third}", self.pick(FIRST), self.pick(SECOND))
    }

    fn words(&mut self) -> String {
        const WORDS: &[&str] = &[
            "the",
            "service",
            "to",
            "use",
            "of",
            "whether",
            "enable",
            "a",
            "directory",
            "in",
            "which",
            "files",
            "are",
            "stored",
            "for",
            "this",
            "instance",
            "port",
            "on",
            "listens",
        ];
        let words: Vec<_> = (0..self.below(9) + 4).map(|_| self.pick(WORDS)).collect();
        words.join(" ")
    }
}
