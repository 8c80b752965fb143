//! Bodies as servers send them, each with what they say.

use super::*;
use proptest::prelude::*;

fn check(body: &[u8], content_type: Option<&str>, text: &str, encoding: &str) {
    let decoded = decode(body, content_type, &mut Tally::default());
    assert_eq!((decoded.text.as_ref(), decoded.encoding.as_str()), (text, encoding));
}

fn repairs(body: &[u8], content_type: Option<&str>) -> Vec<&'static str> {
    let mut tally = Tally::default();
    decode(body, content_type, &mut tally);
    tally.repairs().iter().map(|r| r.name).collect()
}

/// Ends in ASCII, so that the last letter is whole in every charset.
const SENTENCE: &str =
    "Hội nghị thông báo kết quả công tác năm học mới; những việc cần làm của tỉnh trong tháng ba.";

/// As windows-1258 has it: vowels with their marks, tones behind them.
fn windows_1258(text: &str) -> Vec<u8> {
    let mut out = String::new();
    for c in text.chars() {
        let parts: Vec<char> = std::iter::once(c).nfd().collect();
        let (tone, base): (Vec<char>, Vec<char>) = parts
            .iter()
            .partition(|p| matches!(p, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}'));
        out.extend(base.into_iter().nfc().chain(tone));
    }
    WINDOWS_1258.encode(&out).0.into_owned()
}

#[test]
fn marks_and_valid_utf_8_beat_labels() {
    check("\u{FEFF}Đảng".as_bytes(), Some("text/xml; charset=iso-8859-1"), "Đảng", "utf-8");
    check("\u{FEFF}\u{FEFF}Đảng".as_bytes(), None, "Đảng", "utf-8");
    check("Đảng".as_bytes(), Some("text/xml; charset=windows-1252"), "Đảng", "utf-8");
    check(b"\xFE\xFF\x01\x10\x00a", None, "Đa", "utf-16be");
    check(b"\xFF\xFE\x10\x01a\x00", None, "Đa", "utf-16le");
    check(b"<\0a\0>\0", None, "<a>", "utf-16le");
    check(b"\xEF\xBB\xBF<\0a\0>\0", None, "<a>", "utf-16le");
    check(b"<?xml encoding='utf-16'?>", None, "<?xml encoding='utf-16'?>", "utf-8");
    check(b"\xFE\xFF<?xml version='1.0'?>", None, "<?xml version='1.0'?>", "utf-8");
    check(b"", None, "", "utf-8");
    assert!(matches!(decode("Đảng".as_bytes(), None, &mut Tally::default()).text, Cow::Borrowed(_)));
}

#[test]
fn wide_charsets_are_known_by_their_zeros() {
    let utf_8 = Some("text/xml; charset=utf-8");
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    check(&wide("<rss>Đảng</rss>"), utf_8, "<rss>Đảng</rss>", "utf-16le");
    check(&wide("\u{FEFF}\u{FEFF}<rss>Đảng"), utf_8, "<rss>Đảng", "utf-16le");
    let widest: Vec<u8> = "<rss>Đảng".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    check(&widest, utf_8, "<rss>Đảng", "utf-32be");
}

#[test]
fn labels_are_believed_when_the_bytes_are_not_utf_8() {
    check(b"caf\xE9 latin text", Some("text/xml; charset=\"ISO-8859-1\""), "café latin text", "windows-1252");
    check(b"latin caf\xE9", Some("text/xml; charset=iso-8859-1"), "latin café", "windows-1252");
    let declared = b"<?xml version='1.0' encoding='windows-1258'?><a>Vi\xEA\xF2t</a>";
    check(declared, None, "<?xml version='1.0' encoding='windows-1258'?><a>Việt</a>", "windows-1258");
    check(
        declared,
        Some("text/xml; charset=utf-8"),
        "<?xml version='1.0' encoding='windows-1258'?><a>Việt</a>",
        "windows-1258",
    );
    check(b"<meta charset=koi8-r>\xC1", None, "<meta charset=koi8-r>а", "koi8-r");
    check(b"\x1B$B$\"\x1B(B", Some("text/xml; charset=iso-2022-jp"), "あ", "iso-2022-jp");
    check(b"+ADw-rss+AD4-", Some("text/xml; charset=utf-7"), "+ADw-rss+AD4-", "us-ascii");
    check(b"a caf\xE9 au lait", Some("text/xml; charset=hz-gb-2312"), "a café au lait", "windows-1252");
}

#[test]
fn windows_1258_is_found_whatever_it_is_called() {
    let body = windows_1258(SENTENCE);
    for label in ["windows-1258", "windows-1252", "iso-8859-1", "utf-8", "x-klingon", "us-ascii"] {
        check(&body, Some(&format!("text/xml; charset={label}")), SENTENCE, "windows-1258");
    }
    check(&body, None, SENTENCE, "windows-1258");
    check(&windows_1258("Tin mới: Việt Nam, hội nghị"), None, "Tin mới: Việt Nam, hội nghị", "windows-1258");
    assert_eq!(repairs(&body, Some("text/xml; charset=windows-1258")), [""; 0]);
    assert_eq!(repairs(&body, Some("text/xml; charset=windows-1252")), ["charset-mislabelled"]);
}

#[test]
fn a_cut_character_does_not_change_the_charset() {
    let cut = "Tuyên giáo".as_bytes();
    check(&cut[..cut.len() - 2], None, "Tuyên gi", "utf-8");
    let long = "Tuyên giáo và Dân vận \u{1EA3}".as_bytes();
    check(&long[..long.len() - 1], None, "Tuyên giáo và Dân vận ", "utf-8");
    let broken = [b"\xFF ".as_slice(), &long[..long.len() - 1]].concat();
    check(&broken, Some("text/xml"), "\u{FFFD} Tuyên giáo và Dân vận ", "utf-8");
    assert_eq!(repairs(&broken, None), ["incomplete-tail", "invalid-bytes"]);
}

#[test]
fn a_broken_byte_costs_one_character() {
    check(b"Tuy\xC3\xAAn gi\xC3\xA1o \xFF xong", None, "Tuyên giáo \u{FFFD} xong", "utf-8");
    let much = ["Tuyên giáo và Dân vận ".as_bytes(), b"\xE1\xBB... ", SENTENCE.as_bytes()].concat();
    let text = format!("Tuyên giáo và Dân vận \u{FFFD}... {SENTENCE}");
    check(&much, Some("text/xml; charset=windows-1252"), &text, "utf-8");
    assert_eq!(
        repairs(&much, Some("text/xml; charset=iso-8859-1")),
        ["charset-mislabelled", "invalid-bytes"]
    );
}

#[test]
fn fonts_are_read_as_what_they_show() {
    let tcvn3 = "Ban Tuyªn gi¸o TØnh ñy tæ chøc héi nghÞ th«ng b¸o kÕt qu¶ c«ng t¸c n¨m häc míi";
    let vni = "Ban Tuyeân giaùo Tænh uûy toå chöùc hoäi nghò thoâng baùo keát quaû coâng taùc naêm hoïc môùi";
    let text = "Ban Tuyên giáo Tỉnh ủy tổ chức hội nghị thông báo kết quả công tác năm học mới";
    for (legacy, encoding) in [(tcvn3, "tcvn3"), (vni, "vni")] {
        let bytes = WINDOWS_1252.encode(legacy).0.into_owned();
        for label in ["windows-1252", "utf-8", "windows-1258", "x-tcvn"] {
            check(&bytes, Some(&format!("text/xml; charset={label}")), text, encoding);
        }
        check(legacy.as_bytes(), None, text, encoding);
        let twice: String = legacy.bytes().map(char::from).collect();
        assert_eq!(decode(twice.as_bytes(), None, &mut Tally::default()).encoding, "utf-8");
    }
    let twice: String = text.bytes().map(char::from).collect();
    check(twice.as_bytes(), None, text, "utf-8");
    let thrice: String = twice.bytes().map(char::from).collect();
    check(thrice.as_bytes(), None, text, "utf-8");
    assert_eq!(repairs(thrice.as_bytes(), None), ["double-encoded"; 1]);
}

#[test]
fn controls_are_the_punctuation_they_stand_for() {
    check("don\u{92}t \u{81} Đảng\u{85}".as_bytes(), None, "don’t \u{81} Đảng…", "utf-8");
    check("\u{81}".as_bytes(), None, "\u{81}", "utf-8");
}

/// Any bytes under any label; idempotent; never much longer.
fn holds(body: &[u8], content_type: Option<&str>) {
    let decoded = decode(body, content_type, &mut Tally::default());
    assert!(decoded.text.len() <= body.len() * 3, "{body:?}");
    let again = decode(decoded.text.as_bytes(), None, &mut Tally::default());
    assert_eq!(again.text, decoded.text, "{body:?} {content_type:?}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn any_bytes_are_a_text(body in proptest::collection::vec(any::<u8>(), 0..80), label in 0..8_usize) {
        let labels = ["utf-8", "windows-1258", "gbk", "big5", "iso-2022-jp", "utf-16", "shift_jis", "euc-kr"];
        holds(&body, labels.get(label).map(|l| format!("text/xml; charset={l}")).as_deref());
        holds(&body, None);
    }

    #[test]
    fn any_few_bytes_are_a_text(
        body in proptest::collection::vec(prop::sample::select(&b"<a>\0\0\0\xFE\xFF\xEF\xBB\xBF\xC3\xA9\x80\xE1"[..]), 0..40),
    ) {
        holds(&body, None);
        holds(&body, Some("text/html; charset=windows-1252"));
    }
}
