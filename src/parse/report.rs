//! The one-line JSON of `parse --json`. Its names are promises.

use crate::model::{Enclosure, Entry, FeedInfo, Label, Parsed, Person, Problem};
use serde_json::{Value, json};

/// What reading gave, as `parse --json` prints it: the feed, or `{"error": …}`. Absent is `null`, lists
/// are never `null`, times are RFC 3339 in UTC.
pub fn report(read: &Result<Parsed, Problem>) -> Value {
    match read {
        Err(problem) => {
            json!({ "error": problem.sentence, "problem": problem.kind, "advice": problem.advice })
        }
        Ok(parsed) => json!({
            "kind": parsed.kind,
            "encoding": parsed.encoding,
            "bozo": !parsed.repairs.is_empty(),
            "feed": feed(&parsed.feed),
            "entries": parsed.entries.iter().enumerate().map(|(at, e)| entry(e, parsed.emptied.contains(&at))).collect::<Vec<_>>(),
            "repairs": parsed.repairs.iter().map(|r| format!("{}: {}", r.name, r.detail)).collect::<Vec<_>>(),
            "dropped": parsed.dropped,
        }),
    }
}

fn feed(feed: &FeedInfo) -> Value {
    json!({
        "title": feed.title,
        "subtitle": feed.subtitle,
        "link": feed.link,
        "id": feed.id,
        "updated": feed.updated,
        "published": feed.published,
        "language": feed.language,
        "author": author(&feed.authors),
        "authors": feed.authors.iter().map(person).collect::<Vec<_>>(),
        "categories": feed.categories.iter().map(label).collect::<Vec<_>>(),
    })
}

fn entry(entry: &Entry, emptied: bool) -> Value {
    let text = |t: &String| Some(t.clone()).filter(|t| !t.is_empty());
    let precision = entry.published.or(entry.updated).map(|c| c.precision);
    json!({
        "title": text(&entry.title),
        "link": entry.link,
        "id": entry.guid,
        "published": entry.published.map(|c| c.at),
        "updated": entry.updated.map(|c| c.at),
        // The lead, or the full text where the feed gives no lead; one that was given is not absent.
        "summary": text(&entry.summary).or_else(|| text(&entry.content)).or_else(|| emptied.then(String::new)),
        "content": text(&entry.content),
        "author": author(&entry.authors),
        "authors": entry.authors.iter().map(person).collect::<Vec<_>>(),
        "categories": entry.labels.iter().map(label).collect::<Vec<_>>(),
        "enclosures": entry.enclosures.iter().map(enclosure).collect::<Vec<_>>(),
        "date_precision": precision,
        "source": entry.origin.as_ref().map(|o| json!({ "title": o.title, "url": o.url })),
    })
}

/// The first author in words.
fn author(authors: &[Person]) -> Option<&str> {
    authors.first().map(|p| p.name.as_str()).filter(|n| !n.is_empty())
}

fn person(person: &Person) -> Value {
    json!({ "name": person.name, "email": person.email, "uri": person.uri })
}

fn label(label: &Label) -> Value {
    json!({ "term": label.term, "scheme": label.scheme, "label": label.label })
}

fn enclosure(enclosure: &Enclosure) -> Value {
    json!({ "url": enclosure.url, "length": enclosure.length, "type": enclosure.media_type })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Claim, Entry, FeedKind, Precision, ProblemKind, Repair, Timestamp};

    #[test]
    fn absent_is_null_and_lists_never_are() {
        let published = Some(Claim { at: Timestamp(0), precision: Precision::Hour });
        let entry = Entry { title: "A".into(), content: "<b>x</b>".into(), published, ..Entry::default() };
        let parsed = Parsed {
            entries: vec![entry, Entry { title: "B".into(), ..Entry::default() }, Entry::default()],
            repairs: vec![Repair { name: "truncated", count: 1, detail: "x".into() }],
            emptied: vec![1],
            ..Parsed::new(FeedKind::Rss, "utf-8".into())
        };
        let told = report(&Ok(parsed));
        assert_eq!(
            (&told["kind"], &told["bozo"], &told["dropped"]),
            (&json!("rss"), &json!(true), &json!([]))
        );
        assert_eq!((&told["feed"]["title"], &told["feed"]["authors"]), (&Value::Null, &json!([])));
        assert_eq!(
            (&told["entries"][1]["summary"], &told["entries"][2]["summary"]),
            (&json!(""), &Value::Null)
        );
        let entry = &told["entries"][0];
        assert_eq!(
            (&entry["published"], &entry["date_precision"]),
            (&json!("1970-01-01T00:00:00Z"), &json!("hour"))
        );
        assert_eq!(
            (&entry["link"], &entry["source"], &entry["summary"]),
            (&Value::Null, &Value::Null, &json!("<b>x</b>"))
        );
    }

    #[test]
    fn a_problem_is_its_sentence() {
        let told = report(&Err(Problem::new(ProblemKind::EmptyBody, "nothing", "look")));
        assert_eq!(told, json!({ "error": "nothing", "problem": "empty-body", "advice": "look" }));
    }
}
