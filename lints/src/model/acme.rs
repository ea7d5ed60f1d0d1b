//! What the text says of options that NixOS computes: the directory of a certificate.

use cfglint_syntax::ast::Expr;

use super::Segment;
use super::env::{Bound, Closure, FrameId};
use super::lower::Lowerer;
use super::value::{Hole, Text, TextPart};

impl<'t> Lowerer<'t, '_> {
    /// `config.security.acme.certs.<c>.directory` is `/var/lib/acme/<c>`; it cannot be set.
    pub(super) fn cert_directory(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<Text> {
        let Expr::Select(select) = expr else {
            return None;
        };
        let last = select.path()?.attrs().last()?.name()?;
        if last != "directory" {
            return None;
        }
        let path = self.option_of(expr, frame)?;
        let names: Vec<Option<&str>> = path.iter().map(Segment::name).collect();
        match names.as_slice() {
            [Some("security"), Some("acme"), Some("certs"), _, Some("directory")] => {}
            _ => return None,
        }
        let mut text = Text::literal("/var/lib/acme/");
        match &path[3] {
            Segment::Name(name) => text.push_literal(name),
            Segment::Dynamic { text: source, scope, varies } => {
                let (scope, varies) = (*scope, *varies);
                let hole = Hole {
                    text: source.clone(),
                    scope,
                    varies,
                    written: None,
                    is_store_path: false,
                };
                text.parts.push(TextPart::Hole(hole));
            }
        }
        Some(text)
    }

    /// The path of the option that is read by `config.a.b`, also through `let cfg = config.a`.
    fn option_of(&mut self, expr: Expr<'t>, frame: FrameId) -> Option<Vec<Segment>> {
        match expr.without_parens() {
            Expr::Ident(ident) => match self.env.lookup(frame, ident.name()?).cloned() {
                Some(Bound::Closure(Closure { expr, frame })) if self.enter(expr) => {
                    let path = self.option_of(expr, frame);
                    self.leave();
                    path
                }
                Some(Bound::Opaque) | None => (ident.name()? == "config").then(Vec::new),
                Some(Bound::Selected(from, name)) if self.enter(from.expr) => {
                    let path = self.option_of(from.expr, from.frame);
                    self.leave();
                    let mut path = path?;
                    path.push(Segment::Name(name));
                    Some(path)
                }
                _ => None,
            },
            Expr::Select(select) if select.default().is_none() => {
                let mut path = self.option_of(select.base()?, frame)?;
                for attr in select.path()?.attrs() {
                    let segment = self.segment(attr, frame);
                    path.push(segment);
                }
                Some(path)
            }
            _ => None,
        }
    }
}
