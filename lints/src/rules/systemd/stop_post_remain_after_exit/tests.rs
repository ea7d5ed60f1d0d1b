//! Cases of `stop-post-remain-after-exit`.

use super::STOP_POST_REMAIN_AFTER_EXIT;
use crate::testing::check;

#[test]
fn the_directive() {
    check(
        &STOP_POST_REMAIN_AFTER_EXIT,
        r#"
{ pkgs, ... }: {
  systemd.services.blocklist.serviceConfig = {
    Type = "oneshot";
    RemainAfterExit = "yes";
    ExecStart = "${pkgs.blocklist}/bin/update";
    ExecStopPost = "-${pkgs.systemd}/bin/systemctl try-restart unbound.service";
  # ^^^^^^^^^^^^ warning: "blocklist" stays active after its command ends (RemainAfterExit), so this ExecStopPost runs only when the unit is stopped
  };
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services.blocklist.serviceConfig = {
    Type = "oneshot";
    RemainAfterExit = "yes";
    ExecStart = "${pkgs.blocklist}/bin/update";
    ExecStartPost = "-${pkgs.systemd}/bin/systemctl try-restart unbound.service";
  };
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &STOP_POST_REMAIN_AFTER_EXIT,
        r#"
{
  systemd.services.fetch-map.postStop = ''
                           # ^^^^^^^^ warning: "fetch-map" stays active after its command ends (RemainAfterExit), so this postStop runs only when the unit is stopped
    echo "new map"
    if [ -e /srv/map ]; then systemctl --no-block reload-or-restart router.service; fi
  '';
}
#-- service.nix
{ systemd.services.fetch-map.serviceConfig.RemainAfterExit = true; }
#-- unsafe fix
{
  systemd.services.fetch-map.postStart = ''
    echo "new map"
    if [ -e /srv/map ]; then systemctl --no-block reload-or-restart router.service; fi
  '';
}
"#,
    );
}

#[test]
fn there_is_a_post_start() {
    check(
        &STOP_POST_REMAIN_AFTER_EXIT,
        r#"
{
  systemd.services.fetch-map = {
    serviceConfig.RemainAfterExit = true;
    postStart = "echo started";
    postStop = "systemctl restart router.service";
  # ^^^^^^^^ warning: "fetch-map" stays active after its command ends (RemainAfterExit), so this postStop runs only when the unit is stopped
  };
}
"#,
    );
}

#[test]
fn teardown() {
    check(
        &STOP_POST_REMAIN_AFTER_EXIT,
        r#"
{ pkgs, ... }: {
  systemd.services.br-lab = {
    serviceConfig = { Type = "oneshot"; RemainAfterExit = true; };
    script = "ip link add br-lab type bridge";
    postStop = "ip link del br-lab";
  };
  systemd.services.rules = {
    serviceConfig = { Type = "oneshot"; RemainAfterExit = true; };
    postStop = "rm -f /run/rules && systemctl reload firewall.service";
  };
  systemd.services.tunnel = {
    serviceConfig = { Type = "oneshot"; RemainAfterExit = true; ExecStop = "${pkgs.tunnel}/bin/down"; };
    postStop = "systemctl restart resolved.service";
  };
  systemd.services.follower = {
    partOf = [ "vpn.service" ];
    serviceConfig.RemainAfterExit = true;
    postStop = "systemctl restart resolved.service";
  };
  systemd.services.text = {
    serviceConfig.RemainAfterExit = true;
    postStop = ''
      cat > /run/note <<EOF
      systemctl restart x.service
      EOF
    '';
  };
}
"#,
    );
}

#[test]
fn another_module_adds_teardown() {
    check(
        &STOP_POST_REMAIN_AFTER_EXIT,
        r#"
{ lib, ... }: {
  systemd.services.rules = {
    serviceConfig.RemainAfterExit = true;
    postStop = lib.mkAfter "systemctl reload firewall.service";
  };
}
#-- upstream.nix
{ systemd.services.rules.postStop = "rm -f /run/rules"; }
"#,
    );
}

#[test]
fn units_that_end() {
    check(
        &STOP_POST_REMAIN_AFTER_EXIT,
        r#"
{ config, lib, ... }: {
  systemd.services.plain = { serviceConfig.Type = "oneshot"; postStop = "systemctl reload x.service"; };
  systemd.services.forced = {
    serviceConfig.RemainAfterExit = lib.mkMerge [ true (lib.mkForce false) ];
    postStop = "systemctl reload x.service";
  };
  systemd.services.open = { serviceConfig.RemainAfterExit = config.x.remain; postStop = "systemctl reload x.service"; };
  systemd.services.asks = {
    serviceConfig.RemainAfterExit = true;
    postStop = ''[ "$SERVICE_RESULT" = success ] || systemctl restart x.service'';
  };
  systemd.services.off = { enable = false; serviceConfig.RemainAfterExit = true; postStop = "systemctl reload x.service"; };
}
"#,
    );
}
