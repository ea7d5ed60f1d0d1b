//! 200 KB of anything: nothing overflows a small stack or takes for ever.

#[path = "nasty_inputs.rs"]
mod inputs;

use crate::{Problems, check, is_plain, is_well_formed};

/// What a thread gets where nobody asks for more, as in Rust's own test runner.
const STACK: usize = 2 << 20;

#[test]
fn nothing_overflows_a_small_stack() {
    let inputs = inputs::all();
    assert!(inputs.len() > 100);
    for (name, text) in inputs {
        let thread = std::thread::Builder::new().stack_size(STACK);
        let work = move || {
            let parse = crate::parse(&text);
            assert_eq!(usize::from(parse.root().range().len()), text.len());
            let problems = check(&parse);
            let well_formed = is_well_formed(&text);
            assert_eq!(well_formed, parse.errors().is_empty());
            assert!(problems.syntax.len() >= parse.errors().len());
            if is_plain(&text, &super::plain::NOTHING) {
                assert_eq!(problems, Problems::default());
            }
            let values = parse
                .root()
                .descendants()
                .filter_map(<crate::ast::Expr<'_> as crate::ast::AstNode<'_>>::cast);
            let lengths =
                values.filter_map(|expr| expr.string_value()).map(|value| value.text().len());
            assert!(lengths.sum::<usize>() <= text.len());
            drop(parse);
        };
        let done = thread.spawn(work).map(|thread| thread.join());
        assert!(matches!(done, Ok(Ok(()))), "{name}");
    }
}
