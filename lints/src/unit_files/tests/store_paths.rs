//! Which interpolations are known to be paths in the store, and where their bytes come from.

use expect_test::expect;

use super::check;

#[test]
fn packages_and_files() {
    check(
        r#"{ pkgs, lib, config, ... }:
let
  hello = pkgs.hello;
  inherit (pkgs) jq;
  script = pkgs.writeShellScript "x" "true";
in {
  systemd.services.a.serviceConfig = {
    A = "${pkgs.hello}/bin/hello -x"; B = "${pkgs.python3Packages.flask.bin}/bin/x"; C = "-${./file} b";
    D = "${lib.getExe pkgs.hello} c"; E = "${hello}/bin/${jq}"; F = "${script} d"; G = "-${pkgs.writeText "a" "b"}";
    H = "${./file}"; I = pkgs.writeText "a" "b"; J = ''${toString pkgs.hello}/x''; K = "${pkgs.hello.out} %i";
  };
}"#,
        &expect![[r#"
            System a.service [Service] A=\u{fffb}/bin/hello -x <${pkgs.hello}/bin/hello -x>
            System a.service [Service] B=\u{fffb}/bin/x <${pkgs.python3Packages.flask.bin}/bin/x>
            System a.service [Service] C=-\u{fffb} b <-${./file} b>
            System a.service [Service] D=\u{fffb} c <${lib.getExe pkgs.hello} c>
            System a.service [Service] E=\u{fffb}/bin/\u{fffb} <${hello}/bin/${jq}>
            System a.service [Service] F=\u{fffb} d <${script} d>
            System a.service [Service] G=-\u{fffb} <"-${pkgs.writeText "a" "b"}">
            System a.service [Service] H=\u{fffb} <"${./file}">
            System a.service [Service] I=\u{fffb} <pkgs.writeText "a" "b">
            System a.service [Service] J=\u{fffb}/x <${toString pkgs.hello}/x>
            System a.service [Service] K=\u{fffb} %i <${pkgs.hello.out} %i>
        "#]],
    );
}

#[test]
fn others() {
    check(
        r#"{ pkgs, lib, config, ... }@args: {
  systemd.services.a.serviceConfig = {
    A = "${pkgs.hello.version} a"; B = "${pkgs.system} b"; C = "${config.x} c"; D = "${toString ./x} d";
    E = "${pkgs.hello or x} e"; F = "${pkgs.lib.x} f"; G = "${args.pkgs.hello} g"; H = "${pkgs.formats.json} h";
    I = dir/file; J = "${lib.getExe config.x} j"; K = "${<nixpkgs>} k";
  };
  systemd.services.b = let pkgs = import ./x.nix; in { serviceConfig.A = "${pkgs.hello} a"; };
}"#,
        &expect![[r#"
            System a.service [Service] A=￼ a <${pkgs.hello.version} a>
            System a.service [Service] B=￼ b <${pkgs.system} b>
            System a.service [Service] C=￼ c <${config.x} c>
            System a.service [Service] D=￼ d <${toString ./x} d>
            System a.service [Service] E=￼ e <${pkgs.hello or x} e>
            System a.service [Service] F=￼ f <${pkgs.lib.x} f>
            System a.service [Service] G=￼ g <${args.pkgs.hello} g>
            System a.service [Service] H=￼ h <${pkgs.formats.json} h>
            System a.service [Service] I=￼ <dir/file>
            System a.service [Service] J=￼ j <${lib.getExe config.x} j>
            System a.service [Service] K=￼ k <${<nixpkgs>} k>
            System b.service [Service] A=￼ a <${pkgs.hello} a>
        "#]],
    );
}
