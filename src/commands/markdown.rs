//! Markdown as text to be read in a terminal.

use anstyle::{AnsiColor, Style};
use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};
use textwrap::{Options, WordSeparator, WordSplitter};

const TITLE: Style = Style::new().bold().underline();
const HEADING: Style = Style::new().bold();
const CODE: Style = AnsiColor::Cyan.on_default();
const STRONG: Style = Style::new().bold();
const EMPHASIS: Style = Style::new().italic();

/// How far text stands below its heading.
const INDENT: &str = "  ";

/// The text in lines of at most `columns` columns; code lines are as long as they are.
///
/// Without styles, inline code keeps its backticks, so that it can still be told apart.
pub(super) fn render(markdown: &str, columns: usize, has_styles: bool) -> String {
    let mut page = Page { columns, has_styles, ..Page::default() };
    for event in Parser::new(markdown) {
        page.event(event);
    }
    page.out
}

#[derive(Default)]
struct Page {
    columns: usize,
    has_styles: bool,
    out: String,
    /// The paragraph that is being read.
    line: String,
    /// The code block that is being read.
    code: Option<String>,
    /// The lists around, the innermost last.
    lists: Vec<List>,
    /// What stands before the first line of the next paragraph.
    marker: Option<String>,
    link: Option<String>,
}

struct List {
    /// The number of the next item; `None` for a list with dashes.
    number: Option<u64>,
    has_begun: bool,
}

impl Page {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => match &mut self.code {
                Some(code) => code.push_str(&text),
                None => self.line.push_str(&text),
            },
            Event::Code(code) => match self.has_styles {
                true => self.line.push_str(&format!("{CODE}{code}{CODE:#}")),
                false => self.line.push_str(&format!("`{code}`")),
            },
            Event::SoftBreak => self.line.push(' '),
            Event::HardBreak => self.line.push('\n'),
            Event::Html(text) | Event::InlineHtml(text) => self.line.push_str(&text),
            Event::Rule => self.out.push('\n'),
            // Extensions of Markdown are not switched on.
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::CodeBlock(_) => self.code = Some(String::new()),
            Tag::Strong => self.style(STRONG, true),
            Tag::Emphasis => self.style(EMPHASIS, true),
            Tag::Link { dest_url, .. } => self.link = Some(dest_url.into_string()),
            Tag::List(first) => {
                self.paragraph();
                self.lists.push(List { number: first, has_begun: false });
            }
            Tag::Item => {
                let marker = match self.lists.last_mut() {
                    Some(List { number: Some(number), .. }) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.marker = Some(marker);
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.heading(level),
            TagEnd::Paragraph => self.paragraph(),
            TagEnd::Item => self.paragraph(),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::CodeBlock => self.code_block(),
            TagEnd::Strong => self.style(STRONG, false),
            TagEnd::Emphasis => self.style(EMPHASIS, false),
            TagEnd::Link => {
                if let Some(url) = self.link.take().filter(|url| !self.line.ends_with(&**url)) {
                    self.line.push_str(&format!(" <{url}>"));
                }
            }
            _ => {}
        }
    }

    fn style(&mut self, style: Style, is_on: bool) {
        match (self.has_styles, is_on) {
            (false, _) => {}
            (true, true) => self.line.push_str(&style.render().to_string()),
            (true, false) => self.line.push_str(&style.render_reset().to_string()),
        }
    }

    fn heading(&mut self, level: HeadingLevel) {
        let text = std::mem::take(&mut self.line);
        self.gap();
        let style = if level == HeadingLevel::H1 { TITLE } else { HEADING };
        match self.has_styles {
            true => self.out.push_str(&format!("{style}{text}{style:#}\n")),
            false => self.out.push_str(&format!("{text}\n")),
        }
    }

    fn paragraph(&mut self) {
        let text = std::mem::take(&mut self.line);
        if text.trim().is_empty() {
            return;
        }
        let depth = self.lists.len().saturating_sub(1);
        let outer = format!("{INDENT}{}", INDENT.repeat(depth));
        let is_item = self.marker.is_some();
        let marker = self.marker.take().unwrap_or_default();
        let is_inside = is_item && (depth > 0 || self.lists.last().is_some_and(|it| it.has_begun));
        if let Some(list) = self.lists.last_mut() {
            list.has_begun = true;
        }
        if !is_inside {
            self.gap_below_text();
        }
        let first = format!("{outer}{marker}");
        let rest = match (is_item, self.lists.is_empty()) {
            (true, _) => format!("{outer}{}", " ".repeat(marker.len())),
            (false, true) => outer.clone(),
            (false, false) => format!("{outer}{INDENT}"),
        };
        let first = if is_item { first } else { rest.clone() };
        let options = Options::new(self.columns)
            .initial_indent(&first)
            .subsequent_indent(&rest)
            // Names of lints and options have hyphens and dots, and are to be copied whole.
            .word_separator(WordSeparator::AsciiSpace)
            .word_splitter(WordSplitter::NoHyphenation)
            .break_words(false);
        self.out.push_str(&textwrap::fill(&text, options));
        self.out.push('\n');
    }

    fn code_block(&mut self) {
        let code = self.code.take().unwrap_or_default();
        self.gap_below_text();
        for line in code.lines() {
            match (line.is_empty(), self.has_styles) {
                (true, _) => self.out.push('\n'),
                (_, true) => self.out.push_str(&format!("{INDENT}{INDENT}{CODE}{line}{CODE:#}\n")),
                (_, false) => self.out.push_str(&format!("{INDENT}{INDENT}{line}\n")),
            }
        }
    }

    /// An empty line, unless the page begins here.
    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// An empty line, unless a heading stands above.
    fn gap_below_text(&mut self) {
        if self.out.lines().last().is_some_and(|line| line.starts_with(INDENT)) {
            self.out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn blocks_stand_apart_and_lines_are_short() {
        let markdown = "# a-b\n\nOne `two three` four\nfive six.\n\n## Why\n- one two three four\n  five\n- `x` (1)\n  1. in\n  2. it\n\nThen:\n```nix\n{ a = 1;\n\n}\n```\n[x](https://a.example)\n";
        let expected = "\
a-b
  One `two three`
  four five six.

Why
  - one two three
    four five
  - `x` (1)
    1. in
    2. it

  Then:

    { a = 1;

    }

  x
  <https://a.example>
";
        assert_eq!(render(markdown, 19, false), expected);
    }

    #[test]
    fn styles_are_put_on_and_taken_off() {
        let styled = render("# a\n**b** *c* `d`\n", 80, true);
        assert_eq!(styled.matches("\u{1b}[0m").count(), 4, "{styled:?}");
        assert!(styled.contains("\u{1b}[36md\u{1b}[0m"), "{styled:?}");
    }
}
