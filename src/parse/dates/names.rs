//! Names that dates are written with, in the languages that feeds come in. Facts of the world: a new
//! language is a line here and no branch in the code.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Months, January first: names and short forms, lower case, NFC, apart by blanks. A name that means
/// different months in two languages (`listopad`) is left out of the smaller one.
#[rustfmt::skip]
const MONTHS: &[[&str; 12]] = &[
    // English
    ["january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
     "september sep sept", "october oct", "november nov", "december dec"],
    // French
    ["janvier janv", "février fevrier févr fevr fév", "mars", "avril avr", "mai", "juin", "juillet juil", "août aout",
     "septembre", "octobre", "novembre", "décembre decembre déc"],
    // German
    ["januar jänner jän", "februar feber", "märz mär maerz mrz", "april", "mai", "juni", "juli", "august",
     "september", "oktober okt", "november", "dezember dez"],
    // Spanish
    ["enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto ago",
     "septiembre setiembre", "octubre", "noviembre", "diciembre dic"],
    // Portuguese
    ["janeiro", "fevereiro fev", "março marco", "abril", "maio", "junho", "julho", "agosto",
     "setembro set", "outubro out", "novembro", "dezembro"],
    // Italian
    ["gennaio gen", "febbraio", "marzo", "aprile", "maggio mag", "giugno giu", "luglio lug", "agosto",
     "settembre sett", "ottobre ott", "novembre", "dicembre"],
    // Dutch
    ["januari", "februari", "maart mrt", "april", "mei", "juni", "juli", "augustus",
     "september", "oktober", "november", "december"],
    // Danish, Norwegian, Swedish
    ["januar januari", "februar februari", "marts", "april", "maj", "juni", "juli", "august augusti",
     "september", "oktober", "november", "desember des"],
    // Finnish
    ["tammikuu tammikuuta tammi", "helmikuu helmikuuta helmi", "maaliskuu maaliskuuta maalis", "huhtikuu huhtikuuta huhti",
     "toukokuu toukokuuta touko", "kesäkuu kesäkuuta kesä", "heinäkuu heinäkuuta heinä", "elokuu elokuuta elo",
     "syyskuu syyskuuta syys", "lokakuu lokakuuta loka", "marraskuu marraskuuta marras", "joulukuu joulukuuta joulu"],
    // Hungarian
    ["január", "február", "március márc", "április ápr", "május máj", "június jún", "július júl", "augusztus",
     "szeptember szept", "október", "november", "december"],
    // Polish
    ["styczeń stycznia sty", "luty lutego lut", "marzec marca", "kwiecień kwietnia kwi", "maja", "czerwiec czerwca cze",
     "lipiec lipca lip", "sierpień sierpnia sie", "wrzesień września wrz", "październik października paź",
     "listopad listopada lis", "grudzień grudnia gru"],
    // Czech, Slovak
    ["leden ledna január januára", "únor února február februára", "březen března marec", "duben dubna apríl apríla",
     "květen května máj mája", "červen června jún júna", "červenec července júl júla", "srpen srpna augusta",
     "září septembra", "říjen října október októbra", "novembra", "prosinec prosince decembra"],
    // Slovenian, Serbian
    ["januarja januara", "februarja februara", "marca marta", "aprila", "maja", "junija juna", "julija jula", "avgust avgusta",
     "septembra septembar", "oktobra oktobar", "novembra novembar", "decembra decembar"],
    // Romanian
    ["ianuarie ian", "februarie", "martie", "aprilie", "mai", "iunie iun", "iulie iul", "august",
     "septembrie", "octombrie", "noiembrie", "decembrie"],
    // Greek
    ["ιανουάριος ιανουαρίου ιανουάριου ιαν", "φεβρουάριος φεβρουαρίου φεβ φεβρ", "μάρτιος μαρτίου μάρ μαρ μάρτ", "απρίλιος απριλίου απρ",
     "μάιος μαΐου μάι μαϊ μάϊ μαΐ", "ιούνιος ιουνίου ιούν ιουν ιον", "ιούλιος ιουλίου ιούλ ιουλ ιολ", "αύγουστος αυγούστου αύγ αυγ",
     "σεπτέμβριος σεπτεμβρίου σεπ σεπτ", "οκτώβριος οκτωβρίου οκτ", "νοέμβριος νοεμβρίου νοέ νοε", "δεκέμβριος δεκεμβρίου δεκ"],
    // Russian, Bulgarian
    ["январь января янв януари", "февраль февраля фев февр февруари", "март марта мар", "апрель апреля апр април", "май мая", "июнь июня июн юни",
     "июль июля июл юли", "август августа авг", "сентябрь сентября сен сент септември", "октябрь октября окт октомври",
     "ноябрь ноября ноя ноември", "декабрь декабря дек декември"],
    // Ukrainian
    ["січень січня січ", "лютий лютого лют", "березень березня бер", "квітень квітня кві квіт", "травень травня тра трав", "червень червня чер черв",
     "липень липня лип", "серпень серпня сер серп", "вересень вересня вер", "жовтень жовтня жов жовт", "листопад листопада лис", "грудень грудня гру груд"],
    // Turkish
    ["ocak oca", "şubat şub", "mart", "nisan nis", "mayıs", "haziran haz", "temmuz tem", "ağustos ağu",
     "eylül eyl", "ekim eki", "kasım kas", "aralık ara"],
    // Indonesian, Malay
    ["januari", "februari pebruari", "maret mac", "april", "mei", "juni jun", "juli julai", "agustus agt ogos",
     "september", "oktober", "november nopember", "desember disember dis"],
];

/// Days of the week, Monday first, as [`MONTHS`].
#[rustfmt::skip]
const WEEKDAYS: &[[&str; 7]] = &[
    ["monday mon", "tuesday tue tues", "wednesday wed", "thursday thu thur thurs", "friday fri", "saturday sat", "sunday sun"],
    ["lundi lun", "mardi mar", "mercredi mer", "jeudi jeu", "vendredi ven", "samedi sam", "dimanche dim"],
    ["montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"],
    ["lunes", "martes", "miércoles mié", "jueves jue", "viernes vie", "sábado sáb sab", "domingo dom"],
    ["seg", "terça", "quarta", "quinta qui", "sexta sex", "sábado", "domingo"],
    ["lunedì", "martedì", "mercoledì", "giovedì gio", "venerdì", "sabato", "domenica"],
    ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
    ["mandag måndag", "tirsdag tisdag", "onsdag", "torsdag", "fredag", "lørdag lördag", "søndag söndag"],
    ["maanantai", "tiistai", "keskiviikko", "torstai", "perjantai", "lauantai", "sunnuntai"],
    ["hétfő", "kedd", "szerda", "csütörtök", "péntek", "szombat", "vasárnap"],
    ["poniedziałek pon", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela"],
    ["pondělí", "úterý", "středa", "čtvrtek", "pátek", "sobota", "neděle"],
    ["luni", "marți", "miercuri", "joi", "vineri", "sâmbătă", "duminică"],
    ["δευτέρα δευ", "τρίτη τρι", "τετάρτη τετ", "πέμπτη πεμ", "παρασκευή παρ", "σάββατο σαβ σάβ", "κυριακή κυρ"],
    ["понедельник пн", "вторник вт", "среда ср", "четверг чт", "пятница пт", "суббота сб", "воскресенье вс"],
    ["понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота", "неділя"],
    ["pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar"],
    ["senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu"],
    ["월요일", "화요일", "수요일", "목요일", "금요일", "토요일", "일요일"],
    ["月曜日 星期一", "火曜日 星期二", "水曜日 星期三", "木曜日 星期四", "金曜日 星期五", "土曜日 星期六", "日曜日 星期日"],
];

/// Signs of a date that only one zone writes, in seconds east of Greenwich: where none is named, it is meant.
const HOMES: &[(&[&str], i64)] = &[(&["년", "오전", "오후"], 9 * 3_600)];

/// The month that a word names, in any language but Vietnamese.
pub fn month(word: &str) -> Option<u32> {
    static BY_NAME: LazyLock<HashMap<&str, u32>> =
        LazyLock::new(|| MONTHS.iter().flat_map(|names| named(names)).collect());
    BY_NAME.get(word).copied()
}

/// The day of the week that a word names, Monday 0, in any language but Vietnamese.
pub fn weekday(word: &str) -> Option<u32> {
    static BY_NAME: LazyLock<HashMap<&str, u32>> =
        LazyLock::new(|| WEEKDAYS.iter().flat_map(|names| named(names)).map(|(n, i)| (n, i - 1)).collect());
    BY_NAME.get(word).copied()
}

/// Where a word says that a date without a zone was written, in seconds east of Greenwich.
pub fn home(word: &str) -> Option<i64> {
    HOMES.iter().find(|(signs, _)| signs.contains(&word)).map(|(_, seconds)| *seconds)
}

/// Each name of a row with its place in it, counted from 1.
fn named<'a>(row: &'a [&'a str]) -> impl Iterator<Item = (&'a str, u32)> {
    row.iter().zip(1..).flat_map(|(names, place)| names.split(' ').map(move |name| (name, place)))
}

#[cfg(test)]
mod tests {
    use super::super::tokens::{folded, tokens};
    use super::*;

    #[test]
    fn a_name_means_one_thing() {
        let check = |rows: Vec<(&'static str, u32)>, read: fn(&str) -> Option<u32>, first: u32| {
            for (name, place) in rows {
                assert_eq!(read(name), Some(place - 1 + first), "{name}");
                let folded = folded(name);
                assert_eq!(tokens(&folded).len(), 1, "{name} is no single word");
                assert_eq!(folded, name, "{name} is not in lower case NFC");
            }
        };
        check(MONTHS.iter().flat_map(|r| named(r)).collect(), month, 1);
        check(WEEKDAYS.iter().flat_map(|r| named(r)).collect(), weekday, 0);
    }
}
