//! Options of NixOS by the directive that they become.

use super::{How, Link, UnitType};

/// What an option of a unit becomes: section, directive and how. `None` if it becomes nothing, as
/// `enable`, or is not known.
pub(super) fn unit_option(
    unit_type: UnitType,
    key: &str,
) -> Option<(&'static str, &'static str, How<'static>)> {
    let directive = match key {
        "description" => return Some(("Unit", "Description", How::OneLine)),
        "documentation" => "Documentation",
        "requires" => "Requires",
        "wants" => "Wants",
        "upholds" => "Upholds",
        "after" => "After",
        "before" => "Before",
        "bindsTo" => "BindsTo",
        "partOf" => "PartOf",
        "conflicts" => "Conflicts",
        "requisite" => "Requisite",
        "onFailure" => "OnFailure",
        "onSuccess" => "OnSuccess",
        "startLimitBurst" => return Some(("Unit", "StartLimitBurst", How::OneLine)),
        "startLimitIntervalSec" => return Some(("Unit", "StartLimitIntervalSec", How::OneLine)),
        "wantedBy" => return Some(("Install", "WantedBy", How::Links(Link::WantedBy))),
        "requiredBy" => return Some(("Install", "RequiredBy", How::Links(Link::RequiredBy))),
        "upheldBy" => return Some(("Install", "UpheldBy", How::Links(Link::UpheldBy))),
        "aliases" => return Some(("Install", "Alias", How::Links(Link::Alias))),
        _ => return own_option(unit_type, key),
    };
    Some(("Unit", directive, How::Words))
}

fn own_option(
    unit_type: UnitType,
    key: &str,
) -> Option<(&'static str, &'static str, How<'static>)> {
    Some(match (unit_type, key) {
        (UnitType::Service, "restartTriggers") => ("Unit", "X-Restart-Triggers", How::Store),
        (UnitType::Service, "reloadTriggers") => ("Unit", "X-Reload-Triggers", How::Store),
        (UnitType::Service, "restartIfChanged") => {
            ("Service", "X-RestartIfChanged", How::OnlyIf(false))
        }
        (UnitType::Service, "reloadIfChanged") => {
            ("Service", "X-ReloadIfChanged", How::OnlyIf(true))
        }
        (UnitType::Service, "stopIfChanged") => ("Service", "X-StopIfChanged", How::OnlyIf(false)),
        (UnitType::Service, "notSocketActivated") => {
            ("Service", "X-NotSocketActivated", How::OnlyIf(true))
        }
        (UnitType::Service, "script") => ("Service", "ExecStart", How::Script),
        (UnitType::Service, "scriptArgs") => ("Service", "ExecStart", How::ScriptArguments),
        (UnitType::Service, "preStart") => ("Service", "ExecStartPre", How::Hook),
        (UnitType::Service, "postStart") => ("Service", "ExecStartPost", How::Hook),
        (UnitType::Service, "reload") => ("Service", "ExecReload", How::Hook),
        (UnitType::Service, "preStop") => ("Service", "ExecStop", How::Hook),
        (UnitType::Service, "postStop") => ("Service", "ExecStopPost", How::Hook),
        (UnitType::Service, "path") => ("Service", "Environment", How::SearchPath),
        (UnitType::Service, "startAt") => ("Timer", "OnCalendar", How::StartAt),
        // Written even if they are empty.
        (UnitType::Mount, "what") => ("Mount", "What", How::Raw),
        (UnitType::Mount, "where") => ("Mount", "Where", How::Raw),
        (UnitType::Automount, "where") => ("Automount", "Where", How::Raw),
        (UnitType::Mount, "type") => ("Mount", "Type", How::OneLine),
        (UnitType::Mount, "options") => ("Mount", "Options", How::OneLine),
        (UnitType::Socket, "listenStreams") => ("Socket", "ListenStream", How::Lines),
        (UnitType::Socket, "listenDatagrams") => ("Socket", "ListenDatagram", How::Lines),
        _ => return None,
    })
}

/// `serviceConfig` as `Service`: the section that a set of NixOS becomes, for this type.
pub(super) fn section_option(unit_type: UnitType, key: &str) -> Option<&'static str> {
    let section = match (unit_type, key) {
        (_, "unitConfig") => "Unit",
        (UnitType::Service, "serviceConfig") => "Service",
        (UnitType::Timer, "timerConfig") => "Timer",
        (UnitType::Socket, "socketConfig") => "Socket",
        (UnitType::Path, "pathConfig") => "Path",
        (UnitType::Slice, "sliceConfig") => "Slice",
        (UnitType::Mount, "mountConfig") => "Mount",
        (UnitType::Automount, "automountConfig") => "Automount",
        _ => return None,
    };
    Some(section)
}

/// The type of the units below `systemd.services` and its kin.
pub(super) fn kind(key: &str) -> Option<UnitType> {
    Some(match key {
        "services" => UnitType::Service,
        "timers" => UnitType::Timer,
        "sockets" => UnitType::Socket,
        "paths" => UnitType::Path,
        "mounts" => UnitType::Mount,
        "automounts" => UnitType::Automount,
        "swaps" => UnitType::Swap,
        "slices" => UnitType::Slice,
        "targets" => UnitType::Target,
        _ => return None,
    })
}

/// The section that a set below `systemd.network.networks.N` and its kin becomes, of those that
/// are one section and no list of sections.
pub(super) fn network_section(unit_type: UnitType, key: &str) -> Option<&'static str> {
    use UnitType::{Link, Netdev, Network, Nspawn};
    Some(match (unit_type, key) {
        (Network | Netdev | Link, "matchConfig") => "Match",
        (Network | Link, "linkConfig") => "Link",
        (Network | Nspawn, "networkConfig") => "Network",
        (Network, "dhcpV4Config") => "DHCPv4",
        (Network, "dhcpV6Config") => "DHCPv6",
        (Network, "dhcpPrefixDelegationConfig") => "DHCPPrefixDelegation",
        (Network, "ipv6AcceptRAConfig") => "IPv6AcceptRA",
        (Network, "ipv6SendRAConfig") => "IPv6SendRA",
        (Network, "dhcpServerConfig") => "DHCPServer",
        (Network, "bridgeConfig") => "Bridge",
        (Network, "lldpConfig") => "LLDP",
        (Network, "canConfig") => "CAN",
        (Network, "ipoIBConfig") => "IPoIB",
        (Network, "qdiscConfig") => "QDisc",
        (Network, "networkEmulatorConfig") => "NetworkEmulator",
        (Network, "tokenBucketFilterConfig") => "TokenBucketFilter",
        (Network, "cakeConfig") => "CAKE",
        (Network, "fairQueueingConfig") => "FairQueueing",
        (Network, "fairQueueingControlledDelayConfig") => "FairQueueingControlledDelay",
        (Netdev, "netdevConfig") => "NetDev",
        (Netdev, "bridgeConfig") => "Bridge",
        (Netdev, "vlanConfig") => "VLAN",
        (Netdev, "ipvlanConfig") => "IPVLAN",
        (Netdev, "ipvtapConfig") => "IPVTAP",
        (Netdev, "macvlanConfig") => "MACVLAN",
        (Netdev, "vxlanConfig") => "VXLAN",
        (Netdev, "tunnelConfig") => "Tunnel",
        (Netdev, "fooOverUDPConfig") => "FooOverUDP",
        (Netdev, "peerConfig") => "Peer",
        (Netdev, "tunConfig") => "Tun",
        (Netdev, "tapConfig") => "Tap",
        (Netdev, "l2tpConfig") => "L2TP",
        (Netdev, "wireguardConfig") => "WireGuard",
        (Netdev, "bondConfig") => "Bond",
        (Netdev, "xfrmConfig") => "Xfrm",
        (Netdev, "vrfConfig") => "VRF",
        (Netdev, "wlanConfig") => "WLAN",
        (Netdev, "batmanAdvancedConfig") => "BatmanAdvanced",
        (Nspawn, "execConfig") => "Exec",
        (Nspawn, "filesConfig") => "Files",
        _ => return None,
    })
}

/// The section that each element of a list below `systemd.network.networks.N` becomes, and the set
/// that older releases have around it.
pub(super) fn network_list(unit_type: UnitType, key: &str) -> Option<(&'static str, &'static str)> {
    match (unit_type, key) {
        (UnitType::Network, "addresses") => Some(("Address", "addressConfig")),
        (UnitType::Network, "routes") => Some(("Route", "routeConfig")),
        _ => None,
    }
}

/// Own options of `systemd.network.networks.N`: lists that become lines of `[Network]`.
pub(super) fn network_option(key: &str) -> Option<(&'static str, &'static str, How<'static>)> {
    let directive = match key {
        "name" => return Some(("Match", "Name", How::OneLine)),
        "DHCP" => return Some(("Network", "DHCP", How::OneLine)),
        "domains" => return Some(("Network", "Domains", How::Words)),
        "address" => "Address",
        "gateway" => "Gateway",
        "dns" => "DNS",
        "ntp" => "NTP",
        "bridge" => "Bridge",
        "bond" => "Bond",
        "vrf" => "VRF",
        "vlan" => "VLAN",
        "macvlan" => "MACVLAN",
        "macvtap" => "MACVTAP",
        "vxlan" => "VXLAN",
        "tunnel" => "Tunnel",
        "xfrm" => "Xfrm",
        _ => return None,
    };
    Some(("Network", directive, How::Lines))
}
