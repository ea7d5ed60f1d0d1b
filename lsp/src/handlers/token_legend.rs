//! The kinds of semantic tokens that a client knows, and their numbers.

use tower_lsp::ls_types::{
    SemanticTokenModifier, SemanticTokenType, SemanticTokensClientCapabilities,
    SemanticTokensLegend,
};

/// What a word is. The order is that of [`TYPES`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Comment,
    Keyword,
    String,
    Number,
    Variable,
    Parameter,
    Function,
    Property,
    EnumMember,
    Namespace,
}

const TYPES: [SemanticTokenType; 10] = [
    SemanticTokenType::COMMENT,
    SemanticTokenType::KEYWORD,
    SemanticTokenType::STRING,
    SemanticTokenType::NUMBER,
    SemanticTokenType::VARIABLE,
    SemanticTokenType::PARAMETER,
    SemanticTokenType::FUNCTION,
    SemanticTokenType::PROPERTY,
    SemanticTokenType::ENUM_MEMBER,
    SemanticTokenType::NAMESPACE,
];

const MODIFIERS: [SemanticTokenModifier; 3] = [
    SemanticTokenModifier::DECLARATION,
    SemanticTokenModifier::READONLY,
    SemanticTokenModifier::DEFAULT_LIBRARY,
];

/// What more there is to say of a word. The order is that of [`MODIFIERS`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Modifiers {
    /// It is bound here.
    pub(crate) declaration: bool,
    /// It is a constant.
    pub(crate) readonly: bool,
    /// Nix defines it.
    pub(crate) library: bool,
}

/// Which of all kinds the client knows, as bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Legend {
    types: u32,
    modifiers: u32,
}

impl Legend {
    pub(crate) fn new(client: &SemanticTokensClientCapabilities) -> Legend {
        let bits = |known: &mut dyn Iterator<Item = bool>| {
            known.enumerate().fold(0, |bits, (at, is_known)| bits | (u32::from(is_known) << at))
        };
        Legend {
            types: bits(&mut TYPES.iter().map(|it| client.token_types.contains(it))),
            modifiers: bits(&mut MODIFIERS.iter().map(|it| client.token_modifiers.contains(it))),
        }
    }

    /// Whether the client knows any.
    pub(crate) fn is_of_use(self) -> bool {
        self.types != 0
    }

    /// What the numbers mean.
    pub(crate) fn to_proto(self) -> SemanticTokensLegend {
        let has = |bits: u32, at: usize| bits & (1 << at) != 0;
        let types = TYPES.into_iter().enumerate().filter(|(at, _)| has(self.types, *at));
        let modifiers = MODIFIERS.into_iter().enumerate();
        let modifiers = modifiers.filter(|(at, _)| has(self.modifiers, *at));
        SemanticTokensLegend {
            token_types: types.map(|(_, it)| it).collect(),
            token_modifiers: modifiers.map(|(_, it)| it).collect(),
        }
    }

    /// The number of a kind, or of the nearest that the client knows.
    pub(crate) fn kind(self, kind: Kind) -> Option<u32> {
        let number = |kind: Kind| {
            let bit = 1 << kind as u32;
            (self.types & bit != 0).then(|| (self.types & (bit - 1)).count_ones())
        };
        number(kind).or_else(|| match kind {
            Kind::Parameter | Kind::Function | Kind::Namespace | Kind::EnumMember => {
                number(Kind::Variable)
            }
            _ => None,
        })
    }

    /// The bits of modifiers.
    pub(crate) fn modifiers(self, modifiers: Modifiers) -> u32 {
        let Modifiers { declaration, readonly, library } = modifiers;
        let set = [declaration, readonly, library].into_iter().enumerate();
        let known = set.filter(|(at, _)| self.modifiers & (1 << at) != 0);
        known
            .enumerate()
            .fold(0, |bits, (number, (_, is_set))| bits | (u32::from(is_set) << number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_the_legend_that_is_told() {
        let capabilities = SemanticTokensClientCapabilities {
            token_types: vec![
                SemanticTokenType::new("class"),
                SemanticTokenType::VARIABLE,
                SemanticTokenType::KEYWORD,
            ],
            token_modifiers: vec![SemanticTokenModifier::DEFAULT_LIBRARY],
            ..SemanticTokensClientCapabilities::default()
        };
        let legend = Legend::new(&capabilities);
        let told = legend.to_proto();
        assert_eq!(told.token_types, [SemanticTokenType::KEYWORD, SemanticTokenType::VARIABLE]);
        assert_eq!(told.token_modifiers, [SemanticTokenModifier::DEFAULT_LIBRARY]);
        assert_eq!(legend.kind(Kind::Keyword), Some(0));
        assert_eq!(legend.kind(Kind::Function), Some(1));
        assert_eq!(legend.kind(Kind::Comment), None);
        let all = Modifiers { declaration: true, readonly: true, library: true };
        assert_eq!(legend.modifiers(all), 1);
        assert_eq!(legend.modifiers(Modifiers { library: false, ..all }), 0);
    }
}
