//! Reads file names from standard input and prints `ok` or the first problem for each.
//!
//! For comparing with another parser from a shell.

use std::io::BufRead as _;

fn main() {
    for name in std::io::stdin().lock().lines().map_while(Result::ok) {
        let Ok(bytes) = std::fs::read(&name) else {
            continue;
        };
        let text = String::from_utf8_lossy(&bytes);
        let parse = cfglint_syntax::parse(&text);
        assert_eq!(parse.root().range().len(), cfglint_syntax::TextSize::of(&*text), "{name}");
        let problems = cfglint_syntax::check(&parse);
        match (problems.syntax.first(), problems.undefined.first()) {
            (Some(error), _) => println!("{name}\tsyntax\t{:?}\t{error}", error.range),
            (None, Some(variable)) => {
                println!("{name}\tundefined\t{:?}\t{}", variable.range, variable.name);
            }
            (None, None) => println!("{name}\tok"),
        }
    }
}
