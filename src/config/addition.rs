//! [`Addition`]: a new `[[source]]` for a file that somebody else wrote: everything that stands there
//! stays as it is, comments and order included.

use super::limits;
use crate::model::SourceKind;
use std::fmt::Write as _;
use toml_edit::{Array, DocumentMut, InlineTable, Item, Value};
use url::Url;

/// What is to be written of a new source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Addition {
    /// Unique among all sources.
    pub id: String,
    /// For people.
    pub name: String,
    /// What will be polled.
    pub url: Url,
    /// What it gives; [`SourceKind::Auto`] is not written.
    pub kind: SourceKind,
    /// Slugs.
    pub categories: Vec<String>,
    /// A slug.
    pub province: Option<String>,
    /// What is said of it to whoever reads the file, a line each.
    pub comment: Vec<String>,
}

/// Why a file cannot be added to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// It is no TOML.
    #[error("the file is no TOML, so nothing can be added to it: {0}")]
    Syntax(String),
    /// `source` is something else in it.
    #[error("the file has a key \"source\" that is no list of sources")]
    OtherSource,
}

impl Addition {
    /// Its lines, as an editor would write them.
    pub fn lines(&self) -> String {
        let mut text = String::new();
        for line in &self.comment {
            // writing into a String cannot fail
            let _ = writeln!(text, "# {}", one_line(line));
        }
        text.push_str("[[source]]\n");
        for (key, value) in self.values() {
            let _ = writeln!(text, "{key} = {}", value.decorated("", ""));
        }
        text
    }

    /// `file` with the source behind everything that is there.
    ///
    /// # Errors
    /// When `file` is no TOML, or uses `source` for something else.
    pub fn appended_to(&self, file: &str) -> Result<String, Unfit> {
        let mut document: DocumentMut =
            file.parse().map_err(|e: toml_edit::TomlError| Unfit::Syntax(e.to_string()))?;
        match document.get_mut("source") {
            // inline: source = [{ … }]
            Some(Item::Value(Value::Array(sources))) => {
                self.push_inline(sources);
                Ok(document.to_string())
            }
            // the end of a file belongs to nobody: what is written there disturbs nothing above it
            Some(Item::ArrayOfTables(_)) | None => {
                let gap = match file {
                    "" => "",
                    _ if file.ends_with('\n') => "\n",
                    _ => "\n\n",
                };
                Ok(format!("{file}{gap}{}", self.lines()))
            }
            Some(_) => Err(Unfit::OtherSource),
        }
    }

    fn values(&self) -> Vec<(&'static str, Value)> {
        let kind = match self.kind {
            SourceKind::Auto => None,
            SourceKind::Feed => Some("feed"),
            SourceKind::Listing => Some("listing"),
            SourceKind::Sitemap => Some("sitemap"),
        };
        let mut values: Vec<(&'static str, Value)> = vec![
            ("id", self.id.as_str().into()),
            ("name", short_name(&self.name).into()),
            ("url", self.url.as_str().into()),
        ];
        values.extend(kind.map(|kind| ("kind", kind.into())));
        match self.categories.as_slice() {
            [] => {}
            [one] => values.push(("category", one.as_str().into())),
            several => {
                values.push(("categories", several.iter().map(String::as_str).collect::<Array>().into()))
            }
        }
        values.extend(self.province.as_ref().map(|province| ("province", province.as_str().into())));
        values
    }

    fn push_inline(&self, sources: &mut Array) {
        let table: InlineTable = self.values().into_iter().collect();
        sources.push(table);
    }
}

/// A name that the config takes, of a portal that tells its life in its title.
fn short_name(name: &str) -> String {
    let name = one_line(name);
    match name.char_indices().nth(limits::NAME_CHARS) {
        None => name,
        Some(_) => {
            let kept: String = name.chars().take(limits::NAME_CHARS - 1).collect();
            format!("{}…", kept.trim_end())
        }
    }
}

/// A comment and a name are one line, whatever a portal calls itself.
fn one_line(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|w| !w.is_empty()).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn addition() -> Addition {
        Addition {
            id: "bao-vi-du".into(),
            name: "Báo \"Ví dụ\"\nKhoa giáo".into(),
            url: Url::parse("https://bao.example/khoa-giao").unwrap(),
            kind: SourceKind::Listing,
            categories: vec!["khoa-giao".into()],
            province: None,
            comment: vec!["a list on the page".into()],
        }
    }

    const LINES: &str = "# a list on the page\n[[source]]\nid = \"bao-vi-du\"\nname = 'Báo \"Ví dụ\" Khoa giáo'\n\
                         url = \"https://bao.example/khoa-giao\"\nkind = \"listing\"\ncategory = \"khoa-giao\"\n";

    #[test]
    fn what_stands_there_stays_as_it_is() {
        let check = |file: &str, before: &str| {
            let expected = format!("{before}{LINES}");
            assert_eq!(addition().appended_to(file).as_deref(), Ok(expected.as_str()), "{file:?}");
        };
        assert_eq!(addition().lines(), LINES);
        check("", "");
        check("# ours\n", "# ours\n\n");
        check("# ours", "# ours\n\n");
        let file = "# of the province\n[[source]]  # first\nid   = \"a\"\nurl = 'https://a.example/'\n[source.listing]\nitem = \"h3 a\" # odd\n";
        check(file, &format!("{file}\n"));
    }

    #[test]
    fn a_name_is_no_longer_than_the_config_takes() {
        let check = |words: usize, expected: usize| {
            let lines = Addition { name: "một hai ".repeat(words), ..addition() }.lines();
            let name = lines.lines().find_map(|line| line.strip_prefix("name = ")).unwrap();
            assert_eq!(name.trim_matches('"').chars().count(), expected, "{name}");
        };
        check(25, 199);
        check(26, 200);
        check(2_000, 200);
    }

    #[test]
    fn a_comment_at_the_end_stays_above_what_is_new() {
        let file = "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n# the end\n";
        let written = addition().appended_to(file).unwrap();
        assert!(written.starts_with(file) && written.ends_with(LINES), "{written}");
    }

    #[test]
    fn sources_in_one_line_stay_in_one_line() {
        let file = "source = [{ id = \"a\", url = \"https://a.example/\" }] # two\n";
        let written = addition().appended_to(file).unwrap();
        assert!(
            written
                .starts_with("source = [{ id = \"a\", url = \"https://a.example/\" }, { id = \"bao-vi-du\""),
            "{written}"
        );
        assert!(written.ends_with("}] # two\n"));
    }

    #[test]
    fn what_cannot_be_added_to_says_why() {
        assert!(matches!(addition().appended_to("[[source]"), Err(Unfit::Syntax(_))));
        assert_eq!(addition().appended_to("source = 3\n"), Err(Unfit::OtherSource));
    }
}
