//! Four kinds of true reprint, as editors and content systems make them: a shortened text, a text
//! with some words edited, the same text in an older orthography and decomposed letters, and a
//! text whose headline the portal joined with something else. Words are changed by
//! `editor_changes.rs`, letters by `editor_letters.rs`; the lists are in `editor_words.rs`.

use crate::articles::{Article, Dice};
use crate::editor_changes::{Edit, find_edits};
use crate::editor_letters::{Habits, decompose, place_tones};
use crate::editor_text::{count, ends_well, first_sentence, sentence_ends, split_words};
use crate::editor_words as words;

/// A shortened reprint: the first 50–70 % of the words of lead and paragraphs, cut behind a
/// sentence or paragraph (inside a sentence, with `…`, only if no sentence ends there).
pub fn first_part(original: &Article, dice: &mut Dice) -> Article {
    let mut out = reprint(original, dice);
    let has_lead = !out.lead.trim().is_empty();
    let mut texts = vec![std::mem::take(&mut out.lead)];
    texts.append(&mut out.paragraphs);
    let total: usize = texts.iter().map(|t| count(t)).sum();
    let wanted = total * (53 + dice.below(15)) / 100;
    let (low, high) = (total.div_ceil(2), total * 70 / 100);
    // Places to cut: words before it, paragraph, byte, and how well a text ends there.
    let mut places = Vec::new();
    let mut before = 0;
    for (p, text) in texts.iter().enumerate() {
        let ends = sentence_ends(text);
        for (start, end) in split_words(text) {
            before += 1;
            let token = text.get(start..end).unwrap_or("");
            let rank = match () {
                _ if text.get(end..).is_some_and(|rest| rest.trim().is_empty()) => 0,
                _ if ends.contains(&end) => 1,
                _ if token.ends_with([',', ';', ':']) => 2,
                _ => 3,
            };
            if (low..=high).contains(&before) {
                places.push((before, p, end, rank));
            }
        }
    }
    let whole_paragraph = dice.chance(50);
    let grade = |rank: usize| {
        if rank == 1 && !whole_paragraph { 0 } else { rank }
    };
    let best = places.iter().min_by_key(|&&(n, _, _, rank)| (grade(rank), n.abs_diff(wanted)));
    if let Some(&(_, p, end, rank)) = best {
        texts.truncate(p + 1);
        if let Some(last) = texts.last_mut() {
            last.truncate(end);
            if rank > 1 {
                let kept = last.trim_end_matches([',', ';', ':', '.', ' ']).len();
                last.truncate(kept);
                last.push_str(dice.pick::<&str>(&["…", "...", " [...]"]));
            }
        }
    }
    let mut texts = texts.into_iter();
    let lead = texts.next().unwrap_or_default();
    out.paragraphs = texts.collect();
    if has_lead && dice.chance(60) {
        match out.paragraphs.first_mut() {
            Some(first) => {
                let gap = if ends_well(&lead) { " " } else { ". " };
                *first = format!("{}{gap}{first}", lead.trim_end());
            }
            None => out.paragraphs.push(lead),
        }
    } else {
        out.lead = lead;
    }
    if total > 0 && dice.chance(65) {
        let tail = match dice.below(8) {
            0 => "(còn nữa)".to_string(),
            1 => "(Còn nữa)".to_string(),
            2 => format!("Theo {}", paper(&original.host)),
            3 => format!("(Theo {})", paper(&original.host)),
            4 => "Xem chi tiết".to_string(),
            5 => "Xem chi tiết tại đây.".to_string(),
            6 => format!("Xem chi tiết tại: {}", original.host),
            _ => "Đọc tiếp...".to_string(),
        };
        match out.paragraphs.last_mut() {
            Some(last) if dice.chance(40) => *last = format!("{} {tail}", last.trim_end()),
            _ => out.paragraphs.push(tail),
        }
    }
    out
}

/// The text with 3–7 % of its words edited, and no fact changed. A text of a few words gets the
/// smallest edit there is, or none.
pub fn words_edited(original: &Article, dice: &mut Dice) -> Article {
    let mut out = reprint(original, dice);
    let mut fields = vec![out.title.clone(), out.lead.clone()];
    fields.extend(out.paragraphs.iter().cloned());
    let total: usize = fields.iter().map(|f| count(f)).sum();
    let mut edits = Vec::new();
    for (field, text) in fields.iter().enumerate() {
        find_edits(field, text, dice, &mut edits);
    }
    for i in (1..edits.len()).rev() {
        edits.swap(i, dice.below(i + 1));
    }
    // A reworded title comes first, or not at all.
    let title = edits.iter().position(|e| e.field == 0).map(|i| edits.remove(i));
    if total > 40 {
        edits.retain(|e| e.field > 0);
    }
    if let Some(e) = title.filter(|_| total <= 40 || dice.chance(60)) {
        edits.insert(0, e);
    }
    let most = total * 7 / 100;
    let wanted = (total * (35 + dice.below(30))).div_ceil(1000).min(most);
    let mut done: Vec<Edit> = Vec::new();
    let mut cost = 0;
    for e in &edits {
        // An abbreviation is treated alike in the whole text, as far as the share allows.
        for twin in edits.iter().filter(|t| e.alike.is_some() && t.alike == e.alike).chain([e]) {
            let apart = |d: &Edit| d.field != twin.field || d.end <= twin.start || twin.end <= d.start;
            if cost < wanted && cost + twin.cost <= most && done.iter().all(apart) {
                cost += twin.cost;
                done.push(twin.clone());
            }
        }
    }
    if done.is_empty() {
        done.extend(edits.iter().min_by_key(|e| e.cost).cloned());
    }
    done.sort_by_key(|e| std::cmp::Reverse((e.field, e.start)));
    for e in done {
        if let Some(text) = fields.get_mut(e.field)
            && text.is_char_boundary(e.start)
            && text.is_char_boundary(e.end)
            && e.start <= e.end
        {
            text.replace_range(e.start..e.end, &e.with);
        }
    }
    let mut fields = fields.into_iter();
    out.title = fields.next().unwrap_or_default();
    out.lead = fields.next().unwrap_or_default();
    out.paragraphs = fields.collect();
    out
}

/// The same text decomposed (NFD), with the other place of the tone (`hòa`: `hoà`; the other way
/// round if the original writes so), another habit of `i` and `y`, sometimes `Ð` (eth) for `Đ`,
/// non-breaking spaces, and the other kind of quotation marks.
pub fn old_orthography(original: &Article, dice: &mut Dice) -> Article {
    let mut out = reprint(original, dice);
    let whole = all_text(&out);
    let placed =
        |inner: bool| place_tones(&whole, inner).chars().zip(whole.chars()).filter(|(a, b)| a != b).count();
    let habits = Habits {
        inner: placed(true) >= placed(false),
        to_i: dice.chance(75),
        names: dice.chance(25),
        qui: dice.chance(30),
        eth: if dice.chance(40) { 30 + dice.below(70) } else { 0 },
        space: if dice.chance(80) { 1 + dice.below(10) } else { 0 },
        straight: whole.contains(['“', '”', '‘', '’']),
    };
    // A title is typed by hand now and then, while the text is pasted.
    let composed_title = count(&whole) > count(&out.title) && dice.chance(15);
    let title = habits.write(&out.title, dice);
    out.title = if composed_title { title } else { decompose(&title) };
    out.lead = decompose(&habits.write(&out.lead, dice));
    for p in &mut out.paragraphs {
        *p = decompose(&habits.write(p, dice));
        if habits.space > 0 && dice.chance(10) {
            p.push('\u{a0}');
        }
    }
    out
}

/// The portal joins the headline with a section, its own name or the sub-headline, or sets it in
/// capitals; and it repeats lead or title in the text, or puts a byline or captions there.
pub fn joined_headline(original: &Article, dice: &mut Dice) -> Article {
    let mut out = reprint(original, dice);
    let kicker = *dice.pick(&words::entries(words::KICKERS).collect::<Vec<_>>());
    let own = paper(&out.host);
    let plain = out.title.trim().to_string();
    let opening = [&out.lead].into_iter().chain(&out.paragraphs).find(|t| !t.trim().is_empty());
    let opening_line = opening.map(|t| first_sentence(t)).unwrap_or_default();
    let sub = shortened(opening_line.trim_end_matches(['.', ' ']), 16 + dice.below(12));
    let mut title = match dice.below(7) {
        0 => format!("{kicker} | {plain}"),
        1 => format!("{plain} {} {own}", dice.pick(&["-", "–", "|"])),
        2 => format!("{}: {plain}", kicker.to_uppercase()),
        3 => plain.to_uppercase(),
        4 => format!("{kicker} | {plain} | {own}"),
        _ if !sub.is_empty() => format!("{plain}{}{sub}", dice.pick(&[" - ", ". ", ": ", " – "])),
        _ => format!("{kicker} - {plain}"),
    };
    if dice.chance(12) {
        title = title.to_uppercase();
    }
    let mut changed = false;
    let all = dice.chance(20);
    if !opening_line.is_empty() && (all || dice.chance(45)) {
        changed = true;
        if out.lead.trim().is_empty() {
            out.lead = opening_line.clone();
        } else {
            out.paragraphs.insert(0, out.lead.clone());
        }
    }
    if !out.paragraphs.is_empty() && (all || dice.chance(35)) {
        changed = true;
        let at = dice.below(2).min(out.paragraphs.len());
        out.paragraphs.insert(at, if dice.chance(30) { title.clone() } else { plain });
    }
    if out.paragraphs.len() > 1 && (all || dice.chance(45)) {
        changed = true;
        let mut places: Vec<_> =
            (0..1 + dice.below(3)).map(|_| 1 + dice.below(out.paragraphs.len() - 1)).collect();
        places.sort_unstable();
        places.dedup();
        for at in places.into_iter().rev() {
            let next = out.paragraphs.get(at).map(|p| first_sentence(p)).unwrap_or_default();
            let usable = (5..26).contains(&count(&next)) && next != opening_line && dice.chance(60);
            let captions: Vec<_> = words::entries(words::CAPTIONS).collect();
            let scene = if usable { next } else { format!("{}.", dice.pick(&captions)) };
            let mark = dice.pick(&["Ảnh:", "Ảnh:", "(Ảnh:", "- Ảnh:"]);
            let close = if mark.starts_with('(') { ")" } else { "" };
            let caption = format!("{scene} {mark} {}{close}", person(dice));
            out.paragraphs.insert(at, caption);
        }
    }
    if !changed || dice.chance(40) {
        let name = person(dice);
        let line = match dice.below(5) {
            0 => format!("Bài, ảnh: {name}"),
            1 => format!("Tin, ảnh: {name}"),
            2 => format!("{name} ({own})"),
            3 => name.to_uppercase(),
            _ => name,
        };
        let at = if dice.chance(65) { out.paragraphs.len() } else { 0 };
        out.paragraphs.insert(at, line);
    }
    out.title = title;
    out
}

/// A copy at another portal, 10 minutes to 5 days later.
fn reprint(original: &Article, dice: &mut Dice) -> Article {
    let number = 1 + dice.below(60);
    let mut host = format!("bao-{number:02}.example");
    if host == original.host {
        host = format!("bao-{:02}.example", number + 60);
    }
    let published = original.published.saturating_add(600 + dice.below(431_401) as i64);
    Article { host, published, ..original.clone() }
}

/// The paper of a portal; a host always has the same one.
fn paper(host: &str) -> String {
    let hash = host.bytes().fold(7_usize, |h, b| h.wrapping_mul(31).wrapping_add(b.into()));
    let names: Vec<_> = words::entries(words::PAPERS).collect();
    format!("Báo {}", names.get(hash % names.len().max(1)).unwrap_or(&"Mới"))
}

/// A reporter.
fn person(dice: &mut Dice) -> String {
    let of = |list, dice: &mut Dice| *dice.pick(&words::entries(list).collect::<Vec<_>>());
    format!("{} {}", of(words::SURNAMES, dice), of(words::GIVEN, dice))
}

/// The whole text of an article, for a look at its habits.
fn all_text(a: &Article) -> String {
    format!("{}\n{}\n{}", a.title, a.lead, a.paragraphs.join("\n"))
}

/// The first `most` words of a text.
fn shortened(text: &str, most: usize) -> String {
    match split_words(text).get(most) {
        Some(&(start, _)) => format!("{}...", text.get(..start).unwrap_or("").trim_end()),
        None => text.to_string(),
    }
}
