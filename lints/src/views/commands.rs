//! Shell texts as far as their words go.

use crate::model::{Text, TextPart, Value, ValueKind};

/// Stands for an interpolation.
pub(crate) const HOLE: char = '\u{1}';

/// A program and what it is called with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Command {
    /// The program's name, without its folder.
    pub(crate) name: String,
    /// Its arguments, without quotes.
    pub(crate) arguments: Vec<String>,
}

/// The text with [`HOLE`] for each interpolation.
pub(crate) fn with_marks(text: &Text) -> String {
    let parts = text.parts.iter();
    let parts = parts.map(|part| match part {
        TextPart::Literal(text) => text.to_string(),
        TextPart::Hole(_) => HOLE.to_string(),
    });
    parts.collect()
}

/// The texts of a value: itself, or its elements.
pub(crate) fn texts(value: &Value) -> Vec<String> {
    let items = value.items().into_iter();
    let texts = items.filter_map(|item| match &item.value.kind {
        ValueKind::Str(text) => Some(with_marks(text)),
        _ => None,
    });
    texts.collect()
}

/// The commands of a script or of an `Exec` line, in order.
///
/// `None` if some of the text may be no commands: here-documents, quotes without an end.
pub(crate) fn commands(text: &str) -> Option<Vec<Command>> {
    let lines = words(text)?.into_iter().filter_map(|words| command(&words));
    Some(lines.collect())
}

/// The words of each simple command.
fn words(text: &str) -> Option<Vec<Vec<String>>> {
    let (mut all, mut line, mut word) = (Vec::new(), Vec::new(), None::<String>);
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let is_redirected = word.as_deref().is_some_and(|word| word.ends_with('>'));
        match char {
            '\'' | '"' => {
                let word = word.get_or_insert_default();
                loop {
                    match chars.next()? {
                        '\\' if char == '"' => word.extend(chars.next()),
                        it if it == char => break,
                        it => word.push(it),
                    }
                }
            }
            '\\' => match chars.next() {
                Some('\n') | None => {}
                Some(next) => word.get_or_insert_default().push(next),
            },
            '#' if word.is_none() => while chars.next_if(|it| *it != '\n').is_some() {},
            '<' if chars.peek() == Some(&'<') => return None,
            '&' if is_redirected || chars.peek() == Some(&'>') => {
                word.get_or_insert_default().push('&');
            }
            '\n' | ';' | '&' | '|' | '(' | ')' => {
                line.extend(word.take());
                all.push(std::mem::take(&mut line));
            }
            it if it.is_whitespace() => line.extend(word.take()),
            it => word.get_or_insert_default().push(it),
        }
    }
    line.extend(word);
    all.push(line);
    Some(all)
}

/// The command behind keywords, assignments and the prefixes of `Exec` lines.
fn command(words: &[String]) -> Option<Command> {
    const BEFORE: &[&str] = &[
        "if", "then", "else", "elif", "do", "while", "until", "!", "{", "exec", "sudo", "command",
        "env", "time",
    ];
    let is_assignment = |word: &str| {
        word.split_once('=').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
        })
    };
    let mut words =
        words.iter().skip_while(|word| BEFORE.contains(&word.as_str()) || is_assignment(word));
    let first = words.next()?.trim_start_matches(['-', '+', '!', '@', ':']);
    let name = first.rsplit('/').next().unwrap_or(first);
    const AFTER: &[&str] = &["fi", "done", "esac", "}", "for", "case", "function", ""];
    if AFTER.contains(&name) {
        return None;
    }
    Some(Command { name: name.to_owned(), arguments: words.cloned().collect() })
}

impl Command {
    /// What `systemctl` is told to do, and to which units.
    pub(crate) fn systemctl(&self) -> Option<(&str, &[String])> {
        if self.name != "systemctl" {
            return None;
        }
        let at = self.arguments.iter().position(|it| !it.starts_with('-'))?;
        Some((&self.arguments[at], &self.arguments[at + 1..]))
    }

    /// Whether it makes another unit take up something new.
    pub(crate) fn is_follow_up(&self) -> bool {
        const VERBS: &[&str] = &[
            "reload",
            "restart",
            "try-restart",
            "reload-or-restart",
            "try-reload-or-restart",
            "reload-or-try-restart",
        ];
        self.systemctl().is_some_and(|(verb, units)| {
            VERBS.contains(&verb) && units.iter().any(|it| !it.starts_with(['-', '>', '2']))
        })
    }

    /// Whether it does nothing to the machine.
    pub(crate) fn is_idle(&self) -> bool {
        const NAMES: &[&str] =
            &["echo", "true", ":", "test", "[", "[[", "exit", "sleep", "logger", "set", "printf"];
        NAMES.contains(&self.name.as_str())
    }
}

/// Whether a text asks how the service ended.
pub(crate) fn asks_for_result(text: &str) -> bool {
    ["SERVICE_RESULT", "EXIT_STATUS", "EXIT_CODE"].iter().any(|name| text.contains(name))
}

/// Whether a text does something again and again.
pub(crate) fn has_loop(text: &str) -> bool {
    let mut words = text.split(|it: char| it.is_whitespace() || it == ';');
    words.any(|word| matches!(word, "while" | "until" | "for"))
}

#[cfg(test)]
mod tests {
    use super::commands;

    fn names(text: &str) -> Vec<String> {
        commands(text).unwrap().into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn words_are_found_where_a_shell_finds_them() {
        assert_eq!(names("a && /bin/b; X=1 c | d"), ["a", "b", "c", "d"]);
        assert_eq!(names("if ! a 2>&1; then\n  b # c\nfi"), ["a", "b"]);
        assert_eq!(names("echo 'a; b' \"c && d\" \\\n e"), ["echo"]);
        assert_eq!(names("-+/bin/a x"), ["a"]);
        assert_eq!(names("a &> log"), ["a"]);
    }

    #[test]
    fn what_may_be_no_commands_is_not_read() {
        assert!(commands("cat <<EOF\nsystemctl restart a\nEOF").is_none());
        assert!(commands("echo 'a").is_none());
    }

    #[test]
    fn follow_ups() {
        let is_follow_up = |text: &str| commands(text).unwrap().iter().any(|it| it.is_follow_up());
        assert!(is_follow_up("/bin/systemctl --no-block try-restart a.service"));
        assert!(!is_follow_up("systemctl stop a.service"));
        assert!(!is_follow_up("systemctl restart"));
        assert!(!is_follow_up("echo systemctl restart a"));
    }
}
