//! One part of a report, for machines that share the work.
//!
//! Every part reads all files, as findings may join any of them; the parts divide what is said.

use std::hash::Hasher;
use std::str::FromStr;

use siphasher::sip::SipHasher13;

/// The part `number` of `count`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shard {
    /// From 1.
    number: u32,
    count: u32,
}

impl Shard {
    /// Whether the findings in the file of this name belong to the part; they do to just one.
    pub(crate) fn holds(self, name: &str) -> bool {
        // The same on every machine and for every compiler.
        let mut hasher = SipHasher13::new();
        hasher.write(name.as_bytes());
        hasher.finish() % u64::from(self.count) == u64::from(self.number - 1)
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Shard, String> {
        let numbers = text.split_once('/').and_then(|(number, count)| {
            Some(Shard { number: number.parse().ok()?, count: count.parse().ok()? })
        });
        let Some(shard) = numbers else {
            return Err(
                "the number of the part and that of all are expected, such as 1/4".to_owned()
            );
        };
        match (1..=shard.count).contains(&shard.number) {
            true => Ok(shard),
            false => Err(format!("parts of {} are counted from 1 to {}", shard.count, shard.count)),
        }
    }
}
