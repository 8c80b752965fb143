//! `[[category]]`, `[[province]]` and `default`: what the unified feed is grouped by.

use super::fault::Placed;
use super::table::{Table, Value};
use super::value::Mismatch;
use super::{limits, value};
use crate::model::{Category, Province, Slug};

const SLUG: &str = "1 to 64 of a-z, 0-9 and '-', such as \"vi-du\"";
const TEXT: &str = "a text";

/// A category with the places of what must agree with others.
#[derive(Debug)]
pub(super) struct CategoryDraft {
    pub category: Placed<Category>,
    pub slugs: Vec<Placed<String>>,
    pub aliases: Vec<Placed<String>>,
    pub combined: Vec<(Placed<String>, Vec<Placed<Slug>>)>,
    pub phrases: Vec<Placed<String>>,
    pub negative: Vec<Placed<String>>,
}

/// A province with the places of what must agree with others.
#[derive(Debug)]
pub(super) struct ProvinceDraft {
    pub province: Placed<Province>,
    pub variants: Vec<Placed<String>>,
    pub unit: Placed<Slug>,
}

/// Reads one `[[category]]`; absent when its slug or name cannot be used.
pub(super) fn category(table: Table<'_>) -> Option<CategoryDraft> {
    let slug_value = table.need("slug", SLUG);
    let slug = slug_value.as_ref().and_then(slug);
    let name = table.need("name", TEXT).and_then(|v| label(&v));
    let gloss = table.get("gloss").and_then(|v| v.text(TEXT, |t| value::line(t, limits::TEXT_CHARS)));
    let slugs = labels(table.get("slugs"), segment);
    let aliases = labels(table.get("aliases"), label);
    let combined = combined(table.get("combined"));
    let phrases = phrases(table.get("phrases"));
    let negative = labels(table.get("negative"), label);
    let broad = table.get("broad").and_then(|v| v.boolean()).unwrap_or(false);
    table.finish();
    let category = Category {
        slug: slug?,
        name: name?,
        gloss: gloss.unwrap_or_default(),
        slugs: values(&slugs),
        aliases: values(&aliases),
        combined: combined.iter().map(|(label, parts)| (label.value.clone(), values(parts))).collect(),
        phrases: phrases.iter().map(|(phrase, weight)| (phrase.value.clone(), *weight)).collect(),
        negative: values(&negative),
        broad,
    };
    let category = slug_value?.placed(category);
    let phrases = phrases.into_iter().map(|(phrase, _)| phrase).collect();
    Some(CategoryDraft { category, slugs, aliases, combined, phrases, negative })
}

/// Reads one `[[province]]`; absent when its slug or name cannot be used.
pub(super) fn province(table: Table<'_>) -> Option<ProvinceDraft> {
    let slug_value = table.need("slug", SLUG);
    let slug_read = slug_value.as_ref().and_then(slug);
    let name = table.need("name", TEXT).and_then(|v| label(&v));
    let variants = labels(table.get("variants"), label);
    let negative = labels(table.get("negative"), label);
    let unit_value = table.get("unit");
    let unit = unit_value.as_ref().and_then(slug);
    table.finish();
    let (slug_value, slug) = (slug_value?, slug_read?);
    let unit = match (unit_value, unit) {
        (Some(value), Some(unit)) => value.placed(unit),
        _ => slug_value.placed(slug.clone()),
    };
    let province = Province {
        slug,
        name: name?,
        variants: values(&variants),
        negative: values(&negative),
        unit: unit.value.clone(),
    };
    Some(ProvinceDraft { province: slug_value.placed(province), variants, unit })
}

/// `default = "slug"`.
pub(super) fn default(value: &Value<'_>) -> Option<Placed<Slug>> {
    slug(value).map(|slug| value.placed(slug))
}

/// `not_after = ["đường", …]`.
pub(super) fn not_after(value: Value<'_>) -> Vec<String> {
    values(&labels(Some(value), label))
}

fn values<T: Clone>(placed: &[Placed<T>]) -> Vec<T> {
    placed.iter().map(|p| p.value.clone()).collect()
}

fn slug(value: &Value<'_>) -> Option<Slug> {
    value.text(SLUG, |text| match text.parse() {
        Ok(slug) => Ok(slug),
        Err(_) => match super::nearest::address_form(text).parse::<Slug>() {
            Ok(meant) => Mismatch::advised(SLUG, format!("did you mean \"{meant}\"")),
            Err(_) => Mismatch::plain(SLUG),
        },
    })
}

fn label(value: &Value<'_>) -> Option<String> {
    value.text(TEXT, |text| value::line(text, limits::NAME_CHARS))
}

/// One segment of a portal's addresses; case is kept, because some portals compare it.
fn segment(value: &Value<'_>) -> Option<String> {
    const SEGMENT: &str = "one segment of an address, such as \"vi-du\"";
    value.text(SEGMENT, |text| {
        let text = value::line(text, limits::NAME_CHARS)?;
        match text.contains(['/', '?', '#']) || text.contains(char::is_whitespace) {
            true => Mismatch::plain(SEGMENT),
            false => Ok(text),
        }
    })
}

fn labels(value: Option<Value<'_>>, read: impl Fn(&Value<'_>) -> Option<String>) -> Vec<Placed<String>> {
    let elements = value.map(|v| v.list("texts")).unwrap_or_default();
    elements.iter().filter_map(|v| read(v).map(|text| v.placed(text))).collect()
}

/// `[{ label = "…", categories = ["…", "…"] }, …]`.
fn combined(value: Option<Value<'_>>) -> Vec<(Placed<String>, Vec<Placed<Slug>>)> {
    let elements = value.map(|v| v.list("tables")).unwrap_or_default();
    elements.iter().filter_map(one_combined).collect()
}

fn one_combined(value: &Value<'_>) -> Option<(Placed<String>, Vec<Placed<Slug>>)> {
    let table = value.table("{ label = \"…\", categories = [\"…\", \"…\"] }")?;
    let label = table.need("label", TEXT).and_then(|v| label(&v).map(|text| v.placed(text)));
    let parts = table.need("categories", "a list of slugs of categories").map(|v| {
        let parts: Vec<_> = v.list("slugs of categories").iter().filter_map(default).collect();
        if parts.is_empty() {
            v.mismatch("at least one slug of a category", None);
        }
        parts
    });
    table.finish();
    label.zip(parts)
}

/// `[{ weight = 3, any = ["…", "…"] }, …]`.
fn phrases(value: Option<Value<'_>>) -> Vec<(Placed<String>, i32)> {
    let mut all = Vec::new();
    for element in value.map(|v| v.list("tables")).unwrap_or_default() {
        let Some(table) = element.table("{ weight = 3, any = [\"…\", \"…\"] }") else { continue };
        let weight = table.need("weight", "a whole number").and_then(|v| v.integer(limits::WEIGHT));
        let any = table.need("any", "a list of phrases").map(|v| labels(Some(v), label)).unwrap_or_default();
        table.finish();
        let weight = weight.and_then(|weight| i32::try_from(weight).ok()).unwrap_or(1);
        all.extend(any.into_iter().map(|phrase| (phrase, weight)));
    }
    all
}
