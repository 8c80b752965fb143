//! Persons that stand in one line, as RSS writes them.

use crate::model::Person;

/// `bbt@bao.example (Ban biên tập)`, `Ban biên tập <bbt@bao.example>`, an address or a name alone.
pub fn one_line_person(text: &str) -> Option<Person> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let is_email = |s: &str| s.contains('@') && !s.contains(char::is_whitespace) && s.len() <= 320;
    let pair = text.split_once('(').zip(Some(')')).or_else(|| text.split_once('<').zip(Some('>')));
    if let Some(((before, inside), closing)) = pair
        && let Some(inside) = inside.trim_end().strip_suffix(closing)
    {
        let (before, inside) = (before.trim(), inside.trim());
        let (name, email) = if is_email(before) { (inside, before) } else { (before, inside) };
        if is_email(email) {
            return Some(Person { name: name.to_owned(), email: Some(email.to_owned()), uri: None });
        }
    }
    if is_email(text) {
        return Some(Person { name: text.to_owned(), email: Some(text.to_owned()), uri: None });
    }
    Some(Person { name: text.to_owned(), ..Person::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_on_one_line_is_taken_apart() {
        let check = |text: &str, expected: Option<(&str, Option<&str>)>| {
            let person = one_line_person(text);
            assert_eq!(person.as_ref().map(|p| (p.name.as_str(), p.email.as_deref())), expected, "{text:?}");
        };
        check("an@x.example (An Bình)", Some(("An Bình", Some("an@x.example"))));
        check("An Bình (an@x.example)", Some(("An Bình", Some("an@x.example"))));
        check("An Bình <an@x.example>", Some(("An Bình", Some("an@x.example"))));
        check("an@x.example", Some(("an@x.example", Some("an@x.example"))));
        check("An Bình (Hà Nội)", Some(("An Bình (Hà Nội)", None)));
        check("Ban biên tập—bbt@x.example", Some(("Ban biên tập—bbt@x.example", None)));
        check("  ", None);
    }
}
