//! Signs that a job talks to a server.

use crate::views::commands::{Command, commands, texts};
use crate::views::unit::JoinedUnit;

const SCRIPTS: &[(&str, &str)] = &[
    ("", "preStart"),
    ("", "script"),
    ("serviceConfig", "ExecStartPre"),
    ("serviceConfig", "ExecStart"),
];

/// Whether a service talks to a server, and does so at once.
pub(super) fn is_asked(service: &JoinedUnit<'_, '_>) -> bool {
    let scripts: Vec<String> = SCRIPTS
        .iter()
        .flat_map(|(section, key)| service.get(section, key))
        .flat_map(|it| texts(&it.definition.value))
        .collect();
    // A script may wait for a random time itself.
    if scripts.iter().any(|it| it.contains("RANDOM") || it.contains("shuf") || it.contains("sleep"))
    {
        return false;
    }
    // `after` alone orders a start at boot and pulls nothing in: local jobs have it, too.
    let waits = ["wants", "requires", "bindsTo"].iter().any(|key| {
        service.get("", key).any(|it| {
            let items = it.definition.value.items();
            items.iter().any(|it| it.value.as_str() == Some("network-online.target"))
        })
    });
    waits || scripts.iter().any(|text| talks(text))
}

fn talks(text: &str) -> bool {
    let commands = commands(text);
    match commands {
        Some(commands) => commands.iter().any(is_remote),
        None => false,
    }
}

fn is_remote(command: &Command) -> bool {
    let arguments = &command.arguments;
    let has_url = arguments.iter().any(|it| is_remote_url(it));
    let has_host = || {
        arguments.iter().any(|it| {
            it.contains("@") && it.contains(':')
                || it.starts_with("rsync://")
                || it.starts_with("ssh://")
        })
    };
    match command.name.as_str() {
        "ssh" | "scp" | "wget" => {
            arguments.iter().any(|it| !it.starts_with('-'))
                && !arguments.iter().any(|it| it.contains("localhost") || it.contains("127.0.0.1"))
        }
        "rsync" | "rclone" | "restic" | "borg" => has_host() || has_url,
        "lego" | "certbot" | "s3cmd" => !arguments.is_empty(),
        "aws" => arguments.len() > 1,
        "git" => {
            let mut words = arguments.iter().map(String::as_str);
            let verb = words.find(|it| matches!(*it, "fetch" | "pull" | "clone" | "push"));
            let next = words.find(|it| !it.starts_with('-'));
            verb.is_some() && next.is_none_or(|it| !it.starts_with(['/', '.', '~', '$', '\u{1}']))
        }
        // Of other programs an address may be a name and no more.
        "curl" | "http" | "https" | "xh" | "aria2c" | "lftp" | "yt-dlp" | "nix-prefetch-url" => {
            has_url
        }
        _ => false,
    }
}

fn is_remote_url(word: &str) -> bool {
    let Some(at) = word.find("http://").or_else(|| word.find("https://")) else {
        return false;
    };
    let host = word[at..].split("//").nth(1).unwrap_or_default();
    let host = host.rsplit('@').next().unwrap_or_default();
    const LOCAL: &[&str] =
        &["localhost", "127.", "[::1]", "0.0.0.0", "\u{1}", "$", "10.", "192.168."];
    !host.is_empty() && !LOCAL.iter().any(|it| host.starts_with(it))
}
