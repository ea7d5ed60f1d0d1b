//! `cfglint explain`: the documentation of a lint, or of all of them.

use cfglint_lints::{LINTS, Lint, by_name, nearest_name};

use crate::Outcome;
use crate::args::Explain;
use crate::error::Error;

pub(super) fn explain(args: &Explain) -> miette::Result<Outcome> {
    let text = match &args.lint {
        Some(name) => {
            let lint = by_name(name).ok_or_else(|| unknown(name))?;
            section(lint, "#")
        }
        None => page(),
    };
    super::print(text.as_bytes());
    Ok(Outcome::Clean)
}

fn unknown(name: &str) -> Error {
    let nearest = nearest_name(name, LINTS.iter().map(|lint| lint.name));
    Error::Usage {
        message: format!("there is no lint called `{name}`"),
        help: Some(match nearest {
            Some(nearest) => format!("did you mean `{nearest}`?"),
            None => "`cfglint lints` lists them all".to_owned(),
        }),
    }
}

/// All lints as one Markdown page.
fn page() -> String {
    let mut page =
        "# Lints\n\nMade by `cfglint explain --all` from the lints themselves.\n".to_owned();
    for lint in LINTS {
        page.push('\n');
        page.push_str(&section(lint, "##"));
    }
    page
}

/// One lint as Markdown under a heading of this level.
fn section(lint: &Lint, level: &str) -> String {
    let state = if lint.on_by_default { "on" } else { "off" };
    let mut text = format!(
        "{level} {}\n\nGroup {}, {}, {state} by default, scope {}, fix {}, since {}.\n\n",
        lint.name,
        lint.group.name(),
        lint.severity.name(),
        lint.scope.name(),
        lint.fix.name(),
        lint.since,
    );
    let mut is_code = false;
    for line in lint.docs.lines() {
        let line = line.strip_prefix(' ').unwrap_or(line).trim_end();
        is_code ^= line.starts_with("```");
        if line.starts_with("## ") && !is_code {
            text.push_str(&level[1..]);
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}
