//! A view of the green tree for reading: a reference and an offset.
//!
//! rowan's own nodes know their parents, and pay an allocation for each node visited.
//! Linting only looks down, so it reads through this view instead, at about a tenth of the cost.

use rowan::{GreenNodeData, GreenTokenData, NodeOrToken};

use crate::{GreenNode, SyntaxKind, SyntaxNode, TextRange, TextSize, work};

/// Of this many children on, one is searched by halves; below, to look at each is faster.
const MANY: usize = 100;

/// So few places are searched for one by one.
const FEW: usize = 4;

/// A node of a tree and where it begins.
#[derive(Debug, Clone, Copy)]
pub struct Node<'t> {
    green: &'t GreenNodeData,
    start: TextSize,
}

/// A token of a tree and where it begins.
#[derive(Debug, Clone, Copy)]
pub struct Token<'t> {
    green: &'t GreenTokenData,
    start: TextSize,
}

/// A child of a node.
#[derive(Debug, Clone, Copy)]
pub enum Element<'t> {
    /// An inner node.
    Node(Node<'t>),
    /// A leaf.
    Token(Token<'t>),
}

impl<'t> Node<'t> {
    /// The root of `green`.
    pub fn root(green: &'t GreenNode) -> Node<'t> {
        Node { green, start: TextSize::new(0) }
    }

    /// The plain data.
    pub(crate) fn green(self) -> &'t GreenNodeData {
        self.green
    }

    /// What this node is.
    #[inline]
    pub fn kind(self) -> SyntaxKind {
        SyntaxKind::from_raw(self.green.kind().0)
    }

    /// The bytes that this node covers.
    #[inline]
    pub fn range(self) -> TextRange {
        TextRange::at(self.start, self.green.text_len())
    }

    /// Nodes and tokens below this one, in order.
    #[inline]
    pub fn elements(self) -> impl Iterator<Item = Element<'t>> {
        let mut start = self.start;
        self.green.children().map(move |child| {
            work::step(1);
            match child {
                NodeOrToken::Node(green) => {
                    let node = Node { green, start };
                    start += green.text_len();
                    Element::Node(node)
                }
                NodeOrToken::Token(green) => {
                    let token = Token { green, start };
                    start += TextSize::of(green.text());
                    Element::Token(token)
                }
            }
        })
    }

    /// Nodes directly below this one.
    #[inline]
    pub fn children(self) -> impl Iterator<Item = Node<'t>> {
        self.elements().filter_map(|element| match element {
            Element::Node(node) => Some(node),
            Element::Token(_) => None,
        })
    }

    /// Tokens directly below this one.
    #[inline]
    pub fn tokens(self) -> impl Iterator<Item = Token<'t>> {
        self.elements().filter_map(|element| match element {
            Element::Token(token) => Some(token),
            Element::Node(_) => None,
        })
    }

    /// The first node of `kind` directly below this one.
    #[inline]
    pub fn child(self, kind: SyntaxKind) -> Option<Node<'t>> {
        self.children().find(|child| child.kind() == kind)
    }

    /// The first token of `kind` directly below this one.
    #[inline]
    pub fn token(self, kind: SyntaxKind) -> Option<Token<'t>> {
        self.tokens().find(|token| token.kind() == kind)
    }

    /// The first token in this node that is not white space or a comment.
    pub fn first_token(self) -> Option<Token<'t>> {
        let mut node = self;
        loop {
            let first = node.elements().find(|element| match element {
                Element::Token(token) => !token.kind().is_trivia(),
                Element::Node(_) => true,
            });
            match first? {
                Element::Token(token) => return Some(token),
                Element::Node(inner) => node = inner,
            }
        }
    }

    /// All nodes from this one down, parents before children.
    pub fn descendants(self) -> impl Iterator<Item = Node<'t>> {
        let mut stack = vec![self];
        std::iter::from_fn(move || {
            let node = stack.pop()?;
            let first = stack.len();
            stack.extend(node.children());
            stack[first..].reverse();
            Some(node)
        })
    }

    /// The nodes from this one down that cover one of `places`, parents before children.
    ///
    /// The places are in order, do not overlap, and none of them is empty. A place outside of this node
    /// is in none.
    pub fn descendants_around(self, places: &[TextRange]) -> impl Iterator<Item = Node<'t>> {
        let is_inside = |it: &TextRange| self.range().contains_range(*it);
        let places: Vec<TextRange> = places.iter().copied().filter(is_inside).collect();
        let mut stack = Vec::new();
        if !places.is_empty() {
            stack.push((self, 0..places.len()));
        }
        std::iter::from_fn(move || {
            let (node, inside) = stack.pop()?;
            let first = stack.len();
            let mut children = node.children().peekable();
            let mut at = inside.start;
            while at < inside.end {
                let place = places[at];
                let child = match inside.len() <= FEW {
                    true => node.child_around(place),
                    false => {
                        while children.next_if(|it| it.range().end() <= place.start()).is_some() {}
                        children.peek().copied().filter(|it| it.range().contains_range(place))
                    }
                };
                let Some(child) = child else {
                    at += 1;
                    continue;
                };
                let end = child.range().end();
                let count = places[at..inside.end].partition_point(|it| it.end() <= end);
                stack.push((child, at..at + count));
                at += count;
            }
            stack[first..].reverse();
            Some(node)
        })
    }

    /// All tokens in this node, in order.
    pub fn all_tokens(self) -> impl Iterator<Item = Token<'t>> {
        let mut stack = vec![Element::Node(self)];
        std::iter::from_fn(move || {
            loop {
                match stack.pop()? {
                    Element::Token(token) => return Some(token),
                    Element::Node(node) => {
                        let first = stack.len();
                        stack.extend(node.elements());
                        stack[first..].reverse();
                    }
                }
            }
        })
    }

    /// The node directly below this one that covers `range`.
    ///
    /// Where there are many, it is searched by halves: whoever asks for each of a hundred thousand
    /// elements of one list would else wait for minutes.
    pub fn child_around(self, range: TextRange) -> Option<Node<'t>> {
        if range.is_empty() || self.green.children().len() < MANY {
            return self.children().find(|child| child.range().contains_range(range));
        }
        let within = range.checked_sub(self.start)?;
        // rowan tells only its own nodes where in their parent a child begins.
        let red = SyntaxNode::new_root(self.green.to_owned());
        let found = red.child_or_token_at_range(within)?.into_node()?;
        let green = self.green.children().nth(found.index())?.into_node()?;
        Some(Node { green, start: self.start + found.text_range().start() })
    }

    /// The deepest node that covers `range`.
    pub fn covering(self, range: TextRange) -> Node<'t> {
        let mut node = self;
        while let Some(inner) = node.child_around(range) {
            node = inner;
        }
        node
    }
}

impl PartialEq for Node<'_> {
    /// The same node of the same tree: an equal subtree elsewhere differs.
    fn eq(&self, other: &Self) -> bool {
        self.start == other.start && std::ptr::eq(self.green, other.green)
    }
}

impl Eq for Node<'_> {}

impl<'t> Token<'t> {
    /// What this token is.
    #[inline]
    pub fn kind(self) -> SyntaxKind {
        SyntaxKind::from_raw(self.green.kind().0)
    }

    /// The token as written.
    #[inline]
    pub fn text(self) -> &'t str {
        self.green.text()
    }

    /// The bytes that this token covers.
    #[inline]
    pub fn range(self) -> TextRange {
        TextRange::at(self.start, TextSize::of(self.text()))
    }
}

/// A node by kind and range: what may be kept after its tree is gone, to find it again in the
/// same version of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AstPtr {
    /// What the node is.
    pub kind: SyntaxKind,
    /// The bytes that it covers.
    pub range: TextRange,
}

impl AstPtr {
    /// Remembers `node`.
    pub fn new(node: Node<'_>) -> AstPtr {
        AstPtr { kind: node.kind(), range: node.range() }
    }

    /// Finds the node again below `root`.
    pub fn resolve<'t>(&self, root: Node<'t>) -> Option<Node<'t>> {
        let mut node = root;
        loop {
            if node.kind() == self.kind && node.range() == self.range {
                return Some(node);
            }
            node = node.child_around(self.range)?;
        }
    }

    /// Finds the node again below `root`, with its parents.
    pub fn resolve_syntax(&self, root: &SyntaxNode) -> Option<SyntaxNode> {
        let mut node = root.clone();
        loop {
            if node.kind() == self.kind && node.text_range() == self.range {
                return Some(node);
            }
            node = node.children().find(|child| child.text_range().contains_range(self.range))?;
        }
    }
}
