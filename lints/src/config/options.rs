//! The options of single lints, which each lint declares and decodes by itself.

use std::any::Any;
use std::fmt;
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::DeValue;

#[cfg(feature = "schema")]
pub(crate) use schemars::JsonSchema as Described;

/// What the JSON Schema asks of options; nothing, where none is made.
#[cfg(not(feature = "schema"))]
pub(crate) trait Described {}
#[cfg(not(feature = "schema"))]
impl<T> Described for T {}

/// The table `[lint.<name>]` of one lint, as a type. Every field has a default.
pub(crate) trait LintOptions:
    Default + Serialize + DeserializeOwned + Described + fmt::Debug + Send + Sync + 'static
{
}

/// How the options of a lint are read; made by [`OptionsSpec::of`].
#[derive(Debug)]
pub struct OptionsSpec {
    pub(super) check: fn(Spanned<DeValue<'_>>) -> Result<(), toml::de::Error>,
    pub(super) decode: fn(toml::Table) -> Result<Decoded, toml::de::Error>,
    /// All options with their values, for those that `decode` gives.
    pub(super) values: fn(Option<&Decoded>) -> toml::Table,
    #[cfg(feature = "schema")]
    pub(super) schema: fn(&mut schemars::SchemaGenerator) -> schemars::Schema,
}

impl OptionsSpec {
    /// The options of type `T`.
    pub(crate) const fn of<T: LintOptions>() -> OptionsSpec {
        OptionsSpec {
            check: |value| {
                use serde::de::IntoDeserializer;
                T::deserialize(value.into_deserializer()).map(drop)
            },
            decode: |table| Ok(Decoded(Arc::new(T::deserialize(table)?))),
            values: |decoded| {
                let default = T::default();
                let options = decoded.and_then(Decoded::get).unwrap_or(&default);
                toml::Table::try_from(options).unwrap_or_default()
            },
            #[cfg(feature = "schema")]
            schema: |generator| generator.subschema_for::<T>(),
        }
    }

    /// All options with their defaults.
    pub fn defaults(&self) -> toml::Table {
        (self.values)(None)
    }
}

/// The options of one lint, of the type that the lint declares.
#[derive(Debug, Clone)]
pub(crate) struct Decoded(Arc<dyn AnyOptions>);

impl Decoded {
    pub(crate) fn get<T: LintOptions>(&self) -> Option<&T> {
        self.0.as_any().downcast_ref()
    }
}

trait AnyOptions: fmt::Debug + Send + Sync {
    fn as_any(&self) -> &dyn Any;
}

impl<T: LintOptions> AnyOptions for T {
    fn as_any(&self) -> &dyn Any {
        self
    }
}
