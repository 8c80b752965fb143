//! What a syllable of Vietnamese is: onset, rhyme, tone.

/// Vowels, each with its six tones: level, huyền, hỏi, ngã, sắc, nặng.
const VOWELS: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];

/// Consonants that a syllable can begin with; `gi` and `qu` as if they were some.
#[rustfmt::skip]
const ONSETS: &[&str] = &[
    "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "qu",
    "r", "s", "t", "th", "tr", "v", "x", "đ", "",
];

/// What can follow, without its tone; sorted by code point.
#[rustfmt::skip]
const RHYMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay",
    "e", "ec", "em", "en", "eng", "eo", "ep", "et",
    "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt", "iêu",
    "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng",
    "oăt",
    "u", "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uynh", "uyt", "uyu", "uyên",
    "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh", "uôc", "uôi", "uôm", "uôn", "uông", "uôt",
    "uơ",
    "y", "ych", "ynh", "yt", "yêm", "yên", "yêng", "yêt", "yêu",
    "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây",
    "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu",
    "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt",
    "ăc", "ăm", "ăn", "ăng", "ăp", "ăt",
    "ơ", "ơi", "ơm", "ơn", "ơp", "ơt",
    "ư", "ưa", "ưc", "ưi", "ưm", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt",
    "ươu",
];

/// Letters of the longest syllable, nghiêng, and one to spare.
const MAX_LETTERS: usize = 8;

/// Whether `word`, of composed letters in any case, is a syllable as Vietnamese spells them. Whether a word
/// is made of it is not asked.
pub fn is_syllable(word: &str) -> bool {
    if word.len() > MAX_LETTERS * 3 {
        return false;
    }
    let mut tone = None;
    let mut bare = String::with_capacity(word.len());
    for c in word.chars().flat_map(char::to_lowercase) {
        let (base, mark) = split(c);
        if mark > 0 && tone.replace(mark).is_some() {
            return false;
        }
        bare.push(base);
    }
    let stopped = ["c", "ch", "p", "t"].iter().any(|coda| bare.ends_with(coda));
    let rhyme = |rest: &str| RHYMES.binary_search(&rest).is_ok();
    let fits = |onset: &&str| {
        bare.strip_prefix(*onset).is_some_and(|rest| rhyme(rest) || *onset == "gi" && is_gi(rest))
    };
    // A stop at the end leaves two tones: sắc and nặng.
    (!stopped || matches!(tone, Some(4 | 5))) && ONSETS.iter().any(fits)
}

/// `gi` takes the `i` of its rhyme in: giếng, gìn are g + iêng, in; giêng is what the table has.
fn is_gi(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with('ê')
}

/// A letter without its tone, and the tone.
fn split(c: char) -> (char, usize) {
    if c.is_ascii() {
        return (c, 0);
    }
    let toned = |row: &&str| row.chars().position(|v| v == c);
    let found = VOWELS.iter().find_map(|row| Some((row.chars().next()?, toned(row)?)));
    found.unwrap_or((c, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(words: &str, expected: bool) {
        for word in words.split(' ') {
            assert_eq!(is_syllable(word), expected, "{word}");
        }
    }

    #[test]
    fn the_table_is_sorted() {
        assert!(RHYMES.is_sorted());
    }

    #[test]
    fn syllables_are() {
        check(
            "Tuyên giáo và Dân vận tỉnh ủy nghiêng ĐƯỢC ngoài nước thuở khuỷu quyết quỳnh giếng gì gìn",
            true,
        );
        check(
            "ý kiến Việt Nam xuất huyết khoảng quốc giữ ở ô đã thực hiện hòa hoà thủy quá Quý kỹ kĩ mĩ",
            true,
        );
        check(
            "bước đường rượu hươu lưỡi xoong loắt choắt giặt quăng quầy quở uống yếu oằn ướt ị ỉa vu",
            true,
        );
    }

    #[test]
    fn others_are_not() {
        check("TuyÓn ViÖt Néi café déjà naïve für Größe coração příliš žluťoučký", false);
        check("tốt́ cac viêt bôc ngượng̉ f Wörter đđ tôôt hộich ngngữ", false);
        check("", false);
    }
}
