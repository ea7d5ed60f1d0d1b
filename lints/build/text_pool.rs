//! All texts of the facts in one, each once.

use std::collections::HashMap;

/// Texts and where they lie.
#[derive(Default)]
pub struct TextPool {
    text: String,
    places: HashMap<String, usize>,
}

impl TextPool {
    /// Appends to `bytes` where `text` lies: offset and length, two bytes each.
    pub fn put(&mut self, text: &str, bytes: &mut Vec<u8>) {
        let at = match self.places.get(text) {
            Some(at) => *at,
            None => {
                let at = self.text.len();
                self.text.push_str(text);
                self.places.insert(text.to_owned(), at);
                at
            }
        };
        for number in [at, text.len()] {
            let number = u16::try_from(number).expect("facts are less than 64 KB of text");
            bytes.extend(number.to_le_bytes());
        }
    }

    /// All of it.
    pub fn into_text(self) -> String {
        self.text
    }
}
