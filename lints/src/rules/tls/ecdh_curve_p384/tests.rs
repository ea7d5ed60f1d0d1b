//! Cases of `ecdh-curve-p384`.

use super::ECDH_CURVE_P384;
use crate::testing::check;

#[test]
fn in_a_virtual_host() {
    check(
        &ECDH_CURVE_P384,
        r#"
{
  services.nginx.virtualHosts."a.example".extraConfig = ''
                                        # ^^^^^^^^^^^ hint: only/first curve secp384r1 slows down every handshake; put X25519:prime256v1 first
    ssl_protocols TLSv1.3;
    ssl_ecdh_curve   secp384r1:X25519;
  '';
}
#-- unsafe fix
{
  services.nginx.virtualHosts."a.example".extraConfig = ''
    ssl_protocols TLSv1.3;
    ssl_ecdh_curve   X25519:prime256v1:secp384r1:X25519;
  '';
}
"#,
    );
}

#[test]
fn by_its_other_name() {
    check(
        &ECDH_CURVE_P384,
        r#"
{ services.nginx.appendHttpConfig = "ssl_ecdh_curve P-384;"; }
               # ^^^^^^^^^^^^^^^^ hint: only/first curve secp384r1 slows down every handshake; put X25519:prime256v1 first
#-- unsafe fix
{ services.nginx.appendHttpConfig = "ssl_ecdh_curve X25519:prime256v1:P-384;"; }
"#,
    );
}

#[test]
fn a_later_curve() {
    check(
        &ECDH_CURVE_P384,
        r#"
{ services.nginx.commonHttpConfig = "ssl_ecdh_curve X25519:secp384r1;"; }
"#,
    );
}

#[test]
fn comments_and_computed_lists() {
    check(
        &ECDH_CURVE_P384,
        r#"
{ config, ... }: {
  services.nginx.commonHttpConfig = ''
    # ssl_ecdh_curve secp384r1;
    ssl_ecdh_curve ${config.my.curves};
  '';
  services.haproxy.config = "ssl_ecdh_curve secp384r1;";
}
"#,
    );
}
