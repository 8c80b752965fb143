//! What the elements of a feed outside its entries mean.

use super::facts::Channel;
use super::frame::Closed;
use super::item::{add_link, push};
use super::space::Space;
use crate::model::Person;
use crate::parse::tally::Tally;

/// Takes a closed element that stands in an element `parent` of no entry.
pub fn take(
    channel: &mut Channel,
    closed: &Closed<'_, '_>,
    parent: &str,
    person: Option<Person>,
    tally: &mut Tally,
) {
    let frame = closed.frame;
    match (frame.name, parent) {
        ("hour", "skipHours") if channel.skip_hours.len() < 24 => channel.skip_hours.extend(closed.value()),
        ("day", "skipDays") if channel.skip_days.len() < 7 => channel.skip_days.extend(closed.value()),
        _ => {}
    }
    // What stands deeper (an image's title, a text input's link) is not the feed's.
    if !matches!(parent, "channel" | "feed" | "rss" | "RDF" | "Channel") {
        return;
    }
    if dates(channel, closed) {
        return;
    }
    match (frame.space, frame.name) {
        (Space::Rss | Space::Atom, "title") => channel.title.offer(0, closed.construct()),
        (Space::Dc | Space::Itunes, "title") => channel.title.offer(1, closed.construct()),
        (Space::Atom, "subtitle" | "tagline") | (Space::Rss, "description" | "subtitle" | "tagline") => {
            channel.subtitle.offer(0, closed.construct());
        }
        (Space::Dc, "description") => channel.subtitle.offer(1, closed.construct()),
        (Space::Itunes, "subtitle") => channel.subtitle.offer(2, closed.construct()),
        (Space::Itunes, "summary") => channel.subtitle.offer(3, closed.construct()),
        (Space::Rss | Space::Atom, "link") => add_link(&mut channel.links, closed.link(), tally),
        (Space::Rss | Space::Atom, "id" | "guid") => channel.id = closed.value(),
        (Space::Rss | Space::Atom | Space::Dc, "language") => channel.language = closed.value(),
        (Space::Rss | Space::Atom, "generator") => channel.generator = closed.value(),
        (Space::Rss | Space::Atom | Space::Itunes | Space::Media, "category") | (Space::Dc, "subject") => {
            push(&mut channel.labels, closed.label(), tally);
        }
        (Space::Itunes | Space::Media, "keywords") => {
            closed.keywords().for_each(|label| push(&mut channel.labels, Some(label), tally));
        }
        (Space::Rss | Space::Atom, "author" | "managingEditor") | (Space::Dc, "creator" | "author") => {
            push(&mut channel.authors, person, tally);
        }
        (Space::Itunes, "author") => channel.podcaster = person,
        (Space::Rss, "ttl") => channel.ttl = closed.value(),
        (Space::Sy, "updatePeriod") => channel.update_period = closed.value(),
        (Space::Sy, "updateFrequency") => channel.update_frequency = closed.value(),
        _ => {}
    }
}

/// Whether the element is a date of the feed.
fn dates(channel: &mut Channel, closed: &Closed<'_, '_>) -> bool {
    let value = || closed.content.text.to_owned();
    match (closed.frame.space, closed.frame.name) {
        (Space::Rss | Space::Atom, "updated") => channel.updated.offer(0, value()),
        (Space::Rss, "lastBuildDate") => channel.updated.offer(1, value()),
        (Space::Rss | Space::Atom | Space::Dc, "modified") => channel.updated.offer(2, value()),
        (Space::Rss | Space::Atom, "pubDate" | "published") => channel.published.offer(0, value()),
        (Space::Dc, "issued") => channel.published.offer(1, value()),
        (Space::Dc, "date") => {
            channel.published.offer(2, value());
            channel.updated.offer(3, value());
        }
        (Space::Dc, "created") => channel.published.offer(3, value()),
        _ => return false,
    }
    true
}
