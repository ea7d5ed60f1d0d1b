//! From bytes to messages: a header `Content-Length: 2`, an empty line, and as many bytes.
//!
//! What is no message is passed over up to the next header, so that a client that has counted wrongly
//! once can go on.

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

/// A longer message is passed over: no text that is worth linting comes near it.
const LENGTH_LIMIT: u64 = 512 * 1024 * 1024;

/// As much is looked at at once while there is no end of a line.
const LINE_LIMIT: u64 = 4096;

/// The header that counts.
const LENGTH: &[u8] = b"content-length:";

/// A header may be cut in two where a line is too long; it is no longer than this.
const HEADER_LIMIT: usize = 64;

/// What comes in.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Frame {
    /// The bytes of a message.
    Message(Vec<u8>),
    /// Bytes that were passed over, however many.
    Noise,
}

/// The messages of an input.
pub(crate) struct Frames<R> {
    input: R,
    /// The length of the message whose header has been read.
    length: Option<u64>,
}

impl<R: AsyncBufRead + Unpin> Frames<R> {
    pub(crate) fn new(input: R) -> Frames<R> {
        Frames { input, length: None }
    }

    /// What comes next; `None` at the end, also if that is in the middle of a message.
    pub(crate) async fn next(&mut self) -> Option<Frame> {
        if self.length.is_none() && self.header().await? {
            return Some(Frame::Noise);
        }
        let length = self.length.take()?;
        let mut message = Vec::new();
        let read = (&mut self.input).take(length).read_to_end(&mut message).await.ok()?;
        (read as u64 == length).then_some(Frame::Message(message))
    }

    /// Reads up to the end of a header. The answer is whether there was anything else.
    async fn header(&mut self) -> Option<bool> {
        let mut is_noise = false;
        let mut line = Vec::new();
        loop {
            let before = line.len();
            let mut input = (&mut self.input).take(LINE_LIMIT);
            if input.read_until(b'\n', &mut line).await.ok()? == 0 {
                return None;
            }
            if let Some(at) = find_last(&line, LENGTH) {
                // In front of a header is the rest of a message that was longer than it said.
                is_noise |= at > 0;
                let value = line[at + LENGTH.len()..].trim_ascii();
                let number = std::str::from_utf8(value).ok().and_then(|it| it.parse::<u64>().ok());
                self.length = number.filter(|it| *it <= LENGTH_LIMIT);
                is_noise |= self.length.is_none();
            } else if before == 0 && line.trim_ascii().is_empty() {
                if is_noise || self.length.is_some() {
                    return Some(is_noise);
                }
            } else {
                is_noise |= before > 0 || !is_header(&line);
            }
            match line.ends_with(b"\n") {
                true => line.clear(),
                false => drop(line.drain(..line.len().saturating_sub(HEADER_LIMIT))),
            }
        }
    }
}

/// Whether a line has the form of a header.
fn is_header(line: &[u8]) -> bool {
    let name = line.split(|byte| *byte == b':').next().unwrap_or_default();
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'-';
    line.len() > name.len() && !name.is_empty() && name.iter().all(is_name)
}

/// Where a lower-case word stands last in a line, however that is written.
fn find_last(line: &[u8], word: &[u8]) -> Option<usize> {
    line.windows(word.len()).rposition(|it| it.eq_ignore_ascii_case(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The frames of an input, with messages as texts.
    fn frames(input: &[u8]) -> Vec<String> {
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        runtime.block_on(async {
            let mut frames = Frames::new(input);
            let mut found = Vec::new();
            while let Some(frame) = frames.next().await {
                found.push(match frame {
                    Frame::Message(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
                    Frame::Noise => "noise".to_owned(),
                });
            }
            found
        })
    }

    const GOOD: &str = "Content-Length: 4\r\n\r\ngood";

    #[test]
    fn messages_follow_one_another() {
        let input = format!("{GOOD}{GOOD}content-length:2\nX-Other: 1\n\n{{}}");
        assert_eq!(frames(input.as_bytes()), ["good", "good", "{}"]);
        let typed = "Content-Length: 2\r\nContent-Type: application/vscode-jsonrpc\r\n\r\n{}";
        assert_eq!(frames(typed.as_bytes()), ["{}"]);
        assert_eq!(frames(b"Content-Length: 0\r\n\r\nContent-Length: 1\r\n\r\na"), ["", "a"]);
    }

    #[test]
    fn what_is_no_message_is_passed_over() {
        let cases = [
            "Content-Length: 1\r\n\r\n{\"a\": 1}",
            "Content-Length: x\r\n\r\n",
            "Content-Length: -1\r\n\r\n",
            "Content-Length: 99999999999999999999\r\n\r\n",
            "Content-Length: 999999999999\r\n\r\n",
            "Content-Type: a\r\n\r\n",
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
            "noise",
            "\r\n\r\nnoise\r\n",
            "\0\u{1}\u{2}",
        ];
        for case in cases {
            let found = frames(format!("{case}{GOOD}{GOOD}").as_bytes());
            assert_eq!(found[found.len() - 2..], ["good", "good"], "{case:?}: {found:?}");
            assert!(case.starts_with("Content-Type") || found.contains(&"noise".to_owned()));
        }
    }

    #[test]
    fn a_header_is_found_wherever_long_noise_is_cut() {
        for length in (LINE_LIMIT as usize - 40)..(LINE_LIMIT as usize + 40) {
            let input = format!("{}{GOOD}", "x".repeat(length));
            assert_eq!(frames(input.as_bytes()), ["noise", "good"], "{length}");
        }
    }

    #[test]
    fn the_end_may_come_at_any_place() {
        for end in 0..GOOD.len() {
            assert_eq!(frames(&GOOD.as_bytes()[..end]), [] as [&str; 0], "{end}");
        }
    }
}
