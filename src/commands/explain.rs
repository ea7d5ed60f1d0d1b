//! `cfglint explain`: the documentation of lints.

use cfglint_lints::{LINTS, Lint, lints_by_name, nearest_name};

use super::markdown;
use crate::Outcome;
use crate::args::{Explain, ExplainFormat};
use crate::error::Error;
use crate::terminal::{self, Screen};

pub(super) fn explain(args: &Explain) -> miette::Result<Outcome> {
    let lints = if args.all { LINTS.to_vec() } else { chosen(&args.lints)? };
    let pages: Vec<String> = lints.iter().map(|lint| page(lint)).collect();
    let text = pages.join("\n");
    match args.format {
        ExplainFormat::Markdown => super::print(text.as_bytes())?,
        ExplainFormat::Text => {
            let screen = Screen::of_stdout();
            let text = markdown::render(&text, screen.columns(), screen.has_styles());
            if args.no_pager || !terminal::page(&screen, &text) {
                super::print(text.as_bytes())?;
            }
        }
    }
    Ok(Outcome::Clean)
}

/// The lints that these names of lints and groups stand for, each once, in the order of the names.
pub(super) fn chosen(names: &[String]) -> Result<Vec<&'static Lint>, Error> {
    let mut lints: Vec<&'static Lint> = Vec::new();
    for name in names {
        let meant = lints_by_name(name).map_err(|_| unknown(name))?;
        for lint in meant {
            if !lints.iter().any(|other| other.name == lint.name) {
                lints.push(lint);
            }
        }
    }
    Ok(lints)
}

fn unknown(name: &str) -> Error {
    let names = LINTS.iter().flat_map(|lint| [lint.name, lint.group.name()]);
    Error::Usage {
        message: format!("there is no lint or group called `{name}`"),
        help: Some(match nearest_name(name, names) {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "`cfglint lints` lists them all".to_owned(),
        }),
    }
}

/// One lint as a Markdown page.
fn page(lint: &Lint) -> String {
    let state = if lint.on_by_default { "on" } else { "off" };
    let holds = format!("holds {}", lint.holds);
    let mut text = format!(
        "# {}\n\nGroup {}, {}, {state} by default, scope {}, fix {}, {holds}, since cfglint {}.\n\n",
        lint.name,
        lint.group.name(),
        lint.severity.name(),
        lint.scope.name(),
        lint.fix.name(),
        lint.since,
    );
    for line in lint.docs.lines() {
        text.push_str(line.strip_prefix(' ').unwrap_or(line).trim_end());
        text.push('\n');
    }
    text
}
