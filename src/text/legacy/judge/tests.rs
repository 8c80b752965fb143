//! Texts that are what they seem to be, and texts that are not.

use super::*;
use proptest::prelude::*;

const TCVN3: &str = "Ban Tuyªn gi¸o TØnh ñy tæ chøc héi nghÞ th«ng b¸o kÕt qu¶ c«ng t¸c n¨m häc míi; \
    ®¹i biÓu c¸c së, ngµnh ®· trao ®æi vÒ nh÷ng viÖc cÇn lµm trong thêi gian tíi.";
const VNI: &str = "Ban Tuyeân giaùo Tænh uûy toå chöùc hoäi nghò thoâng baùo keát quaû coâng taùc naêm hoïc môùi; \
    ñaïi bieåu caùc sôû, ngaønh ñaõ trao ñoåi veà nhöõng vieäc caàn laøm trong thôøi gian tôùi.";
const UNICODE: &str = "Ban Tuyên giáo Tỉnh ủy tổ chức hội nghị thông báo kết quả công tác năm học mới; \
    đại biểu các sở, ngành đã trao đổi về những việc cần làm trong thời gian tới.";

/// As a program does that takes UTF-8 for Latin-1, or for windows-1252.
fn encoded_again(text: &str, latin: bool) -> String {
    match latin {
        true => text.bytes().map(char::from).collect(),
        false => encoding_rs::WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned(),
    }
}

#[test]
fn the_three_are_recognised_and_read() {
    let again = encoded_again(UNICODE, true);
    let signs = encoded_again(UNICODE, false);
    for (text, expected) in [
        (TCVN3, Legacy::Tcvn3),
        (VNI, Legacy::Vni),
        (again.as_str(), Legacy::DoubleEncoded),
        (signs.as_str(), Legacy::DoubleEncoded),
    ] {
        let (kind, read) = legacy(text).unwrap();
        assert_eq!((kind, read.as_str()), (expected, UNICODE));
        assert_eq!(legacy(&read), None);
        let feed =
            format!("<rss><title>Tin</title><p class=\"a\">{text}</p><link>http://a.example/?é</link>");
        assert_eq!(
            legacy(&feed).map(|(kind, _)| kind),
            (expected != Legacy::DoubleEncoded).then_some(expected)
        );
    }
}

#[test]
fn little_proves_nothing() {
    for text in ["", "TuyÓn sinh", "Coäng taùc", "TuyÃªn giÃ¡o", &"TuyÓn sinh ".repeat(50)] {
        assert_eq!(legacy(text), None, "{text}");
    }
}

/// Sentences in which every language shows its letters.
#[rustfmt::skip]
const HONEST: &[&str] = &[
    UNICODE,
    "Nay có báo hàng tháng và ban công tác; các bác là thành viên, chúng tôi có bàn ba lá, tám cây, hai hành lý",
    "« L’été dernier, à Orléans, l’évêque a reçu l’élève âgé ; où êtes-vous né ? Ça gêne, hélas, là-bas déjà »",
    "Der Präsident der Universität Köln grüßt die Schüler; für übermäßige Größe müssen wir Bären zählen, Tür zu",
    "A população não só crê na educação, é também dever dos órgãos públicos; avó, pé, só, nós, três, mês, já, há",
    "El niño comió piñas el año pasado; ¿cómo está usted, señor Núñez? Así será mañana, quizás aquí también, ¡sí!",
    "Příliš žluťoučký kůň úpěl ďábelské ódy; já vím, že má být tá věc náhodná, dá to práci při té době, ó né",
    "På lördag går vi två till ån; så får de små gräva där, när det är höst är björnen trött på bär och gås",
    "Bhí sé tá mé ná rá é sí bá tú lá pá má gá Seán fé bré lé té, cé mhéad atá ó shin i bhfad ón áit",
    "Þá fór hún út á götu; sá það var nú svo, já, þú ert sá sem á bókina, hér og þó, ég má ná í tá á fé",
    "Città più bella, perché così è già là; né tè né caffè, però ciò può dirsi di qualità, libertà, giù, lì",
    "À Đà Nẵng, bếp ăn; không phải là Đà Lạt",
    "nǐ hé wǒ dōu là mín zhú, bá lù, tóng zhì, dé yì, jié mù, gé mìng, láo dòng, hái zì, ná lái, máo dùn, hóng sè",
];

#[test]
fn honest_texts_stay() {
    for text in HONEST {
        assert_eq!(legacy(text), None, "{text}");
        assert_eq!(legacy(&text.repeat(20)), None, "{text}");
    }
}

#[test]
fn windows_1258_is_told_from_latin() {
    let viet = "Hội nghị thông báo kết quả công tác năm học mới của tỉnh";
    let latin = "Hôòi nghiò thông baìo kêìt quaÒ công taìc nãm hoòc mõìi cuÒa tiÒnh";
    assert!(reads_better(latin, viet) && !reads_better(viet, latin));
    assert_eq!(syllables(viet), 13);
}

proptest! {
    #[test]
    fn nothing_is_read_twice(text in "[a-z ¡-þ]{0,200}") {
        if let Some((_, read)) = legacy(&text) {
            prop_assert!(read.len() <= text.len() * 3);
        }
        let _ = (reads_better(&text, UNICODE), syllables(&text));
    }
}
