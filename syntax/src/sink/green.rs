//! Builds the green tree directly.
//!
//! rowan's own builder interns every small node, which costs nearly half of its time and is
//! quadratic on nested nodes. Here only tokens are shared, by a small table that forgets on
//! collision, with the two commonest leaf nodes beside each name.

use std::cell::RefCell;

use rowan::{GreenNode, GreenToken, NodeOrToken};

use super::Sink;
use crate::SyntaxKind;

type Element = NodeOrToken<GreenNode, GreenToken>;

/// Few enough that the table and its tokens stay in the nearest caches: four times as many find more
/// tokens again and are slower by a tenth.
const SLOTS: usize = 1024;
/// Longer texts are seldom repeated.
const LONGEST: usize = 32;

struct Slot {
    token: GreenToken,
    ident: Option<GreenNode>,
    ident_path: Option<GreenNode>,
}

/// Tokens seen before, for one thread.
///
/// A table shared between threads would halve what a second core gains,
/// since every use of a token counts its references atomically.
struct TokenCache {
    slots: Vec<Option<Slot>>,
    fixed: Vec<Option<GreenToken>>,
}

thread_local! {
    static CACHE: RefCell<Option<TokenCache>> = const { RefCell::new(None) };
}

impl TokenCache {
    fn new() -> Self {
        TokenCache {
            slots: std::iter::repeat_with(|| None).take(SLOTS).collect(),
            fixed: (0..SyntaxKind::COUNT as u16)
                .map(SyntaxKind::from_raw)
                .map(|kind| kind.fixed_text().map(|text| GreenToken::new(kind.into(), text)))
                .collect(),
        }
    }

    #[inline]
    fn slot(&mut self, kind: SyntaxKind, text: &str) -> &mut Slot {
        let index = (hash(text) as usize ^ kind as usize) & (SLOTS - 1);
        let slot = &mut self.slots[index];
        let hit = matches!(slot, Some(slot)
            if slot.token.kind() == kind.into() && slot.token.text() == text);
        if !hit {
            *slot = None;
        }
        slot.get_or_insert_with(|| Slot {
            token: GreenToken::new(kind.into(), text),
            ident: None,
            ident_path: None,
        })
    }

    #[inline]
    fn token(&mut self, kind: SyntaxKind, text: &str) -> GreenToken {
        if let Some(token) = &self.fixed[kind as usize] {
            return token.clone();
        }
        if text.len() > LONGEST || !repeats(kind) {
            return GreenToken::new(kind.into(), text);
        }
        self.slot(kind, text).token.clone()
    }
}

/// Whether the same token is likely to come again soon.
#[inline]
fn repeats(kind: SyntaxKind) -> bool {
    !matches!(
        kind,
        SyntaxKind::STRING_CONTENT | SyntaxKind::IND_STRING_CONTENT | SyntaxKind::COMMENT
    )
}

/// The first and the last eight bytes, mixed: names differ there.
#[inline]
fn hash(text: &str) -> u32 {
    let bytes = text.as_bytes();
    let (first, last) = if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk())
    {
        (u64::from_le_bytes(*first), u64::from_le_bytes(*last))
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        (u64::from(u32::from_le_bytes(*first)), u64::from(u32::from_le_bytes(*last)))
    } else {
        let byte = |at| bytes.get(at).map_or(0, |byte: &u8| u64::from(*byte));
        (byte(0), byte(1) << 8 | byte(2))
    };
    let mixed =
        (first ^ last.rotate_left(29) ^ bytes.len() as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 40) as u32
}

/// Collects the green tree of one text.
pub(crate) struct GreenSink {
    cache: TokenCache,
    stack: Vec<Element>,
}

impl GreenSink {
    pub(crate) fn new() -> Self {
        let cache = CACHE.with(|cache| cache.borrow_mut().take()).unwrap_or_else(TokenCache::new);
        GreenSink { cache, stack: Vec::with_capacity(64) }
    }

    /// What was written, if it is to be put into a tree that is there already.
    pub(crate) fn into_elements(self) -> Vec<Element> {
        CACHE.with(|cache| *cache.borrow_mut() = Some(self.cache));
        self.stack
    }

    /// The tree; everything written must have been reduced to one node.
    pub(crate) fn finish(mut self) -> GreenNode {
        if self.stack.len() != 1 {
            self.reduce(0, SyntaxKind::ROOT);
        }
        let root = self.stack.pop();
        CACHE.with(|cache| *cache.borrow_mut() = Some(self.cache));
        match root {
            Some(NodeOrToken::Node(root)) => root,
            _ => GreenNode::new(SyntaxKind::ROOT.into(), std::iter::empty()),
        }
    }
}

impl Sink for GreenSink {
    #[inline]
    fn token(&mut self, kind: SyntaxKind, text: &str) {
        let token = self.cache.token(kind, text);
        self.stack.push(NodeOrToken::Token(token));
    }

    #[inline]
    fn mark(&self) -> usize {
        self.stack.len()
    }

    #[inline]
    fn reduce(&mut self, mark: usize, kind: SyntaxKind) {
        let node = GreenNode::new(kind.into(), self.stack.drain(mark..));
        self.stack.push(NodeOrToken::Node(node));
    }

    #[inline]
    fn ident(&mut self, text: &str) {
        let slot = self.cache.slot(SyntaxKind::IDENT_TOKEN, text);
        let node = slot.ident.get_or_insert_with(|| {
            GreenNode::new(SyntaxKind::IDENT.into(), [NodeOrToken::Token(slot.token.clone())])
        });
        self.stack.push(NodeOrToken::Node(node.clone()));
    }

    #[inline]
    fn ident_path(&mut self, text: &str) {
        let slot = self.cache.slot(SyntaxKind::IDENT_TOKEN, text);
        if slot.ident_path.is_none() {
            let token = NodeOrToken::Token(slot.token.clone());
            let ident =
                slot.ident.get_or_insert_with(|| GreenNode::new(SyntaxKind::IDENT.into(), [token]));
            let child = NodeOrToken::Node(ident.clone());
            slot.ident_path = Some(GreenNode::new(SyntaxKind::ATTR_PATH.into(), [child]));
        }
        if let Some(node) = &slot.ident_path {
            self.stack.push(NodeOrToken::Node(node.clone()));
        }
    }
}
