//! The table of what the server can do: everything it claims has a test.

use std::fs;

use crate::sandbox::repository;

#[test]
fn what_the_table_of_features_claims_has_a_test() {
    let text = fs::read_to_string(repository().join("lsp/README.md")).unwrap();
    let rows: Vec<&str> = text.lines().filter(|line| line.matches('|').count() == 7).collect();
    assert!(rows.len() > 20, "the table is gone");
    for row in rows.iter().skip(2) {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        let [_, _, _, _, claim, tests] = cells[..] else { panic!("{row} has other cells") };
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        let sources: String = [claim, tests]
            .iter()
            .flat_map(|cell| cell.split("](../").skip(1))
            .map(|link| link.split(')').next().unwrap_or_default())
            .map(|path| fs::read_to_string(repository().join(path)).unwrap())
            .collect();
        if claim == "-" {
            assert!(names.is_empty(), "{row} claims nothing");
            continue;
        }
        assert!(names.iter().any(|name| !name.ends_with(".rs")), "{row} names no test");
        for name in names.iter().filter(|name| !name.ends_with(".rs")) {
            assert!(sources.contains(&format!("fn {name}()")), "{name} is no test of {row}");
        }
    }
}
