//! Addresses: sockets to listen on, networks, ports, devices.
//!
//! Facts: systemd.socket(5), systemd.resource-control(5); observed on systemd 252, 257 and 262.

use std::net::{IpAddr, Ipv4Addr, SocketAddrV4};

use super::scalar::{Part, scalar};
use super::specifiers::Place;
use super::{ValueError, Versions};

/// `ListenStream=`, `ListenDatagram=`, `ListenSequentialPacket=`: a path, `@name`, a port, or an
/// address with a port. What is not surely wrong is taken.
///
/// # Errors
/// A port that is none, an IPv4 address without a port, a host name.
pub fn check_listen(value: &str, versions: Versions) -> Result<(), ValueError> {
    let Some(address) = scalar(value) else { return Ok(()) };
    address.check_percents(Place::Text, versions)?;
    let text = address.text;
    if !address.is_literal() || text.starts_with(['/', '@']) || text.starts_with("vsock") {
        return Ok(());
    }
    if text.starts_with('[') {
        let has_port = !text.ends_with(']');
        let error =
            || address.error("this address has no port").with_help(format!("write `{text}:PORT`"));
        return if has_port { Ok(()) } else { Err(error()) };
    }
    if let Some(port) = text.strip_prefix('*').unwrap_or(text).strip_prefix(':')
        && port.bytes().all(|it| it.is_ascii_digit())
    {
        return Err(address
            .error("there is no address before the port")
            .with_help(format!("write `{port}` to listen on all addresses")));
    }
    if text.bytes().all(|it| it.is_ascii_digit()) {
        return check_port(address, 1);
    }
    let (host, port) = match text.split_once(':') {
        // IPv6 without brackets, which may or may not be taken.
        Some((_, port)) if port.contains(':') => return Ok(()),
        Some((host, port)) => (host, Some(port)),
        None => (text, None),
    };
    if host.parse::<Ipv4Addr>().is_ok() {
        return match port {
            None => Err(address
                .error("this address has no port")
                .with_help(format!("write `{text}:PORT`"))),
            Some(port) if text.parse::<SocketAddrV4>().is_err() => {
                let start = address.start + host.len() + 1;
                check_port(Part { text: port, start }, 1)
            }
            Some(_) => Ok(()),
        };
    }
    // `0x50` is a port.
    let is_number = host.starts_with(|it: char| it.is_ascii_digit());
    if !is_number && host.bytes().any(|it| it.is_ascii_alphabetic()) {
        let name = Part { text: host, start: address.start };
        return Err(name.error("systemd takes no host names here").with_help(
            "write a port, `ADDRESS:PORT`, a path that begins with a slash, or `@name`",
        ));
    }
    Ok(())
}

fn check_port(port: Part<'_>, least: u16) -> Result<(), ValueError> {
    // Some settings take numbers in base 8, so that `0165536` may be one.
    let is_octal = port.text.len() > 1 && port.text.starts_with('0');
    if is_octal || port.text.parse::<u16>().is_ok_and(|it| it >= least) {
        return Ok(());
    }
    Err(port.error("this is no port").with_help("ports go from 1 to 65535"))
}

/// `IPAddressAllow=` and `IPAddressDeny=`: `ADDRESS[/LENGTH]` or a word such as `localhost`,
/// between blanks.
#[must_use]
pub fn check_networks(value: &str) -> Vec<ValueError> {
    let Some(list) = scalar(value).filter(|it| !it.text.contains(['\\', '"', '\''])) else {
        return Vec::new();
    };
    let errors = list.plain_words().filter_map(|word| {
        let error = network(word).err()?;
        let parts: Vec<&str> = word.text.split(',').filter(|it| !it.is_empty()).collect();
        let (before, after) = (&value[..word.start], &value[word.range().end..]);
        Some(match parts.len() {
            0 | 1 => error,
            _ => error.with_replacement(format!("{before}{}{after}", parts.join(" "))),
        })
    });
    errors.collect()
}

fn network(word: Part<'_>) -> Result<(), ValueError> {
    if super::has_hole(word.text)
        || matches!(word.text, "any" | "localhost" | "localhost." | "link-local" | "multicast")
    {
        return Ok(());
    }
    if word.text.contains(',') {
        return Err(word.error("this is no address").with_help("blanks separate addresses"));
    }
    let (address, length) = match word.text.split_once('/') {
        Some((address, length)) => (address, Some(length)),
        None => (word.text, None),
    };
    // Some versions read an address with a scope.
    if address.contains('%') {
        return Ok(());
    }
    let Ok(ip) = address.parse::<IpAddr>() else {
        return Err(word.error("this is no address").with_help(
            "write an address such as `10.0.0.0/8`, or any, localhost, link-local or multicast",
        ));
    };
    let bits = if ip.is_ipv4() { 32 } else { 128 };
    match length {
        Some(length) if !length.parse::<u8>().is_ok_and(|it| it <= bits) => {
            let start = word.start + address.len() + 1;
            Err(Part { text: length, start }
                .error(format!("a prefix of this address has 0 to {bits} bits")))
        }
        _ => Ok(()),
    }
}

/// `SocketBindAllow=` and `SocketBindDeny=`: `[ipv4:|ipv6:][tcp:|udp:]PORT[-PORT]` or `any`.
///
/// # Errors
/// A word that is none of these, or a port that is none.
pub fn check_bind_rule(value: &str, versions: Versions) -> Result<(), ValueError> {
    let is_plain = |it: &Part<'_>| !super::has_hole(it.text) && !it.text.contains('\\');
    let Some(rule) = scalar(value).filter(is_plain) else { return Ok(()) };
    // 257 takes the port 0 for all ports.
    let least = u16::from(versions.all_before(257));
    let mut stage = 0;
    for part in rule.split(':') {
        let step = match part.text {
            "ipv4" | "ipv6" => 1,
            "tcp" | "udp" => 2,
            _ => 3,
        };
        if step <= stage {
            return Err(part.error("this is not taken here").with_help(FORM));
        }
        stage = step;
        if step < 3 || part.text == "any" {
            continue;
        }
        // Numbers may have a sign or a blank before them.
        if part.text.starts_with(['+', ' ', '\t']) {
            continue;
        }
        if !part.text.starts_with(|it: char| it.is_ascii_digit()) {
            return Err(part.error("this is no port").with_help(FORM));
        }
        let ports = part.split('-').collect::<Vec<_>>();
        if let [from, to] = ports[..]
            && let (Ok(first), Ok(last)) = (from.text.parse::<u16>(), to.text.parse::<u16>())
        {
            if first > last {
                return Err(part.error("the first port is greater than the last"));
            }
            continue;
        }
        if ports.len() > 2 {
            return Err(part.error("this is no port").with_help(FORM));
        }
        for port in ports {
            check_port(port, least)?;
        }
    }
    Ok(())
}

const FORM: &str = "write `any`, or `[ipv4:|ipv6:][tcp:|udp:]PORT[-PORT]`";

/// `DeviceAllow=`: a path below `/dev`, `char-GROUP` or `block-GROUP`, and then any of `rwm`.
///
/// # Errors
/// It is no such device, or has other rights.
pub fn check_device_allow(value: &str, versions: Versions) -> Result<(), ValueError> {
    let Some(whole) = scalar(value).filter(|it| !it.text.contains(['\\', '"', '\''])) else {
        return Ok(());
    };
    let mut words = whole.plain_words();
    let Some(device) = words.next() else { return Ok(()) };
    device.check_percents(Place::Text, versions)?;
    if !device.is_literal() {
        return Ok(());
    }
    let starts = ["/dev/", "char-", "block-", "/run/systemd/inaccessible/"];
    let is_path = device.text.starts_with('/') && device.text.contains("//");
    let is_known = device.text == "/dev" || starts.iter().any(|it| device.text.starts_with(it));
    if !is_known && !is_path {
        return Err(device
            .error("this is no device")
            .with_help("write a path below `/dev`, `char-GROUP` or `block-GROUP`"));
    }
    let Some(rights) = words.next().filter(|it| it.is_literal()) else { return Ok(()) };
    match rights.find_bad(|it| matches!(it, 'r' | 'w' | 'm')) {
        Some((range, ch)) => Err(ValueError::new(range, format!("`{ch}` is no right on a device"))
            .with_help("write any of `r` (read), `w` (write) and `m` (make)")),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests;
