//! Addresses and ports.

use std::net::{Ipv4Addr, Ipv6Addr};

use super::{Checked, Value, numbers};

/// Addresses with or without the length of their prefix, `any`, `localhost`, `link-local`,
/// `multicast`.
pub(super) fn address_prefixes(value: Value<'_>) -> Checked {
    let Some(words) = value.words() else { return Ok(()) };
    for word in words {
        if matches!(word, "any" | "localhost" | "localhost." | "link-local" | "multicast") {
            continue;
        }
        if word.contains(',') {
            let meant = word.split(',').filter(|part| !part.is_empty()).collect::<Vec<_>>();
            return Err(value
                .error_at(word, "addresses have blanks between them, no commas")
                .with_replacement(value.with(word, &meant.join(" "))));
        }
        let (address, prefix) = match word.split_once('/') {
            Some((address, prefix)) => (address, Some(prefix)),
            None => (word, None),
        };
        let bits = match (address.parse::<Ipv4Addr>(), address.parse::<Ipv6Addr>()) {
            (Ok(_), _) => 32,
            (_, Ok(_)) => 128,
            // An address with a scope is read by some versions.
            _ if address.contains('%') => continue,
            _ => {
                return Err(value.error_at(word, format!("`{word}` is no address")).with_help(
                    "write addresses such as `10.0.0.0/8`, `any`, `localhost`, `link-local` or `multicast`",
                ));
            }
        };
        let is_fit =
            |prefix| numbers::whole(prefix).is_some_and(|number| (0..=bits).contains(&number));
        if let Some(prefix) = prefix.filter(|prefix| !is_fit(prefix)) {
            return Err(value
                .error_at(prefix, format!("`{prefix}` is no length of a prefix"))
                .with_help(format!("write a number from 0 to {bits}")));
        }
    }
    Ok(())
}

/// `[FAMILY:][PROTOCOL:]PORT[-PORT]`, or `any`.
pub(super) fn socket_bind(value: Value<'_>) -> Checked {
    let mut rest = value.text;
    for words in [&["ipv4", "ipv6"][..], &["tcp", "udp"]] {
        let (first, after) = rest.split_once(':').unwrap_or((rest, ""));
        if words.contains(&first) {
            rest = after;
        }
    }
    // Systemd 252 refused port 0.
    let lowest = i128::from(value.versions.newest <= 252);
    let port = |text: &str| numbers::whole(text).filter(|port| (lowest..=65_535).contains(port));
    let (first, last) = rest.split_once('-').unwrap_or((rest, rest));
    match (port(first), port(last)) {
        _ if rest == "any" || rest.is_empty() => Ok(()),
        (Some(first), Some(last)) if first <= last => Ok(()),
        _ => Err(value
            .error_at(rest, format!("`{rest}` is no port"))
            .with_help("write `any`, or a port or a range of them after `ipv4:` or `ipv6:` and `tcp:` or `udp:`, which may be left out")),
    }
}
