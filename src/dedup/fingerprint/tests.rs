//! What two entries must share to have one fingerprint.

use super::*;

fn entry(title: &str, content: &str) -> Entry {
    Entry { title: title.to_owned(), content: content.to_owned(), ..Entry::default() }
}

const TEXT: &str =
    "<p>Sáng 12/4, hội trại mở tại xã Vân Lâm với ba trăm đoàn viên.</p><p>Hoà nhạc kéo dài đến khuya.</p>";

#[test]
fn dress_does_not_change_a_text() {
    let plain = Fingerprint::of(&entry("Hội trại mùa hè", TEXT));
    let check = |title: &str, content: &str| {
        let other = Fingerprint::of(&entry(title, content));
        assert_eq!((&other.shingles, other.title_hash), (&plain.shingles, plain.title_hash), "{content}");
    };
    check("Hội trại mùa hè", &TEXT.replace("Hoà", "Hòa"));
    check("HỘI TRẠI MÙA HÈ", &format!("{TEXT}<p>Theo Báo Hòa Giang</p>"));
    check("Hội trại mùa hè", &TEXT.replace("<p>Sáng", "<p>(HGO) - Sáng"));
    check("Hội trại mùa hè", &TEXT.replace("</p><p>", "<br>"));
}

#[test]
fn a_number_changes_a_text() {
    let plain = Fingerprint::of(&entry("Hội trại mùa hè", TEXT));
    let other = Fingerprint::of(&entry("Hội trại mùa hè", &TEXT.replace("12/4", "12/5")));
    assert_ne!(plain.shingles, other.shingles);
    assert_ne!(
        Fingerprint::of(&entry("Quý I", "")).title_hash,
        Fingerprint::of(&entry("Quý II", "")).title_hash
    );
}

#[test]
fn signatures_estimate_how_much_is_shared() {
    let words = |range: std::ops::Range<u32>| {
        let words: Vec<String> = range.map(|n| format!("từ{n}")).collect();
        Fingerprint::of(&entry("", &words.join(" "))).print(StoryId([0; 16]), Timestamp(0))
    };
    let whole = words(0..300);
    let check = |other: Print, jaccard: f64| {
        let equal = whole.signature.iter().zip(other.signature.iter()).filter(|(a, b)| a == b).count();
        let estimate = equal as f64 / Print::PERMUTATIONS as f64;
        assert!((estimate - jaccard).abs() < 0.12, "{estimate} for {jaccard}");
    };
    check(words(0..300), 1.0);
    check(words(0..180), 0.6);
    check(words(100..400), 0.5);
    check(words(1_000..1_300), 0.0);
}

/// The bytes of a signature are a promise to every store.
#[test]
fn signatures_of_this_version_never_change() {
    let print = Fingerprint::of(&entry("Hội trại mùa hè", TEXT)).print(StoryId([0; 16]), Timestamp(0));
    assert_eq!(
        (print.title, print.shingles, &print.signature[..4]),
        (8_068_566_183_288_173_194, 19, &[64_154, 37_049, 31_839, 58_440][..])
    );
}

#[test]
fn a_text_without_end_is_read_to_a_bound() {
    let long = "Trời nắng đẹp quá. ".repeat(100_000);
    assert_eq!(Fingerprint::of(&entry(&long, &long)).text.len(), MAX_TOKENS);
    let hostile = "<p>".repeat(300_000);
    assert!(Fingerprint::of(&entry("x", &hostile)).text.is_empty());
}
