//! JUnit's XML: a suite for each file, a failed case for each finding.

use cfglint_lints::{Diagnostic, printable};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};
use std::io;

use crate::files::FileStore;

pub(super) fn render(files: &FileStore, found: &[Diagnostic]) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    suites(&mut writer, files, found).expect("a vector takes every write");
    let mut out = writer.into_inner();
    out.push(b'\n');
    out
}

fn suites(writer: &mut Writer<Vec<u8>>, files: &FileStore, found: &[Diagnostic]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let count = found.len().to_string();
    let suites = writer.create_element("testsuites").with_attributes([
        ("name", "cfglint"),
        ("tests", if found.is_empty() { "1" } else { &count }),
        ("failures", &count),
    ]);
    suites.write_inner_content(|writer| {
        if found.is_empty() {
            return nothing_found(writer);
        }
        for of_file in found.chunk_by(|a, b| a.file == b.file) {
            suite(writer, files, of_file)?;
        }
        Ok(())
    })?;
    Ok(())
}

/// A report without a case reads as a run that did not happen.
fn nothing_found(writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
    let attributes = [("name", "cfglint"), ("tests", "1"), ("failures", "0")];
    let suite = writer.create_element("testsuite").with_attributes(attributes);
    suite.write_inner_content(|writer| {
        let case = [("classname", "cfglint"), ("name", "no findings")];
        writer.create_element("testcase").with_attributes(case).write_empty()?;
        Ok(())
    })?;
    Ok(())
}

fn suite(writer: &mut Writer<Vec<u8>>, files: &FileStore, found: &[Diagnostic]) -> io::Result<()> {
    let name = found.first().map_or("", |first| files.name(first.file));
    let count = found.len().to_string();
    let attributes = [("name", name), ("tests", &count), ("failures", &count)];
    let suite = writer.create_element("testsuite").with_attributes(attributes);
    suite.write_inner_content(|writer| {
        found.iter().try_for_each(|diagnostic| case(writer, files, diagnostic))
    })?;
    Ok(())
}

fn case(
    writer: &mut Writer<Vec<u8>>,
    files: &FileStore,
    diagnostic: &Diagnostic,
) -> io::Result<()> {
    let at = files.position(diagnostic.file, diagnostic.range.start());
    let file = files.name(diagnostic.file);
    let message = printable(&diagnostic.message);
    let name = format!("{} at {}:{}", diagnostic.lint, at.line, at.column);
    let attributes = [("classname", file), ("name", &name)];
    let case = writer.create_element("testcase").with_attributes(attributes);
    case.write_inner_content(|writer| {
        let attributes = [("message", &*message), ("type", diagnostic.severity.name())];
        let failure = writer.create_element("failure").with_attributes(attributes);
        let help = diagnostic.help.as_ref().map(|help| format!("\n{}", printable(help)));
        let text =
            format!("{file}:{}:{}: {message}{}", at.line, at.column, help.unwrap_or_default());
        failure.write_text_content(BytesText::new(&text))?;
        Ok(())
    })?;
    Ok(())
}
