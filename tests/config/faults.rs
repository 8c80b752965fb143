//! Every kind of fault: what an editor wrote, and the exact words and place he is told.

use crate::faults_of;

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(faults_of(text), expected, "{text}");
}

#[test]
fn text_that_is_no_toml() {
    check(
        "name = \"abc\nb = 2\n",
        &["1:12: the text in `name = \"abc` has no end: expected a closing \" on the same line"],
    );
    check(
        "contact = Báo\n",
        &["1:11: Báo stands without quotes: expected a text in double quotes, or a number, true or false"],
    );
    check("contact = “b”\n", &["1:11: “b” stands in typographic quotes: expected straight ones, \"…\""]);
    check("[fetch\nper_host = 1\n", &["1:7: `[fetch` has no end: expected ] after the name"]);
    check("[[source]\nid=\"a\"\n", &["1:10: `[[source]` has no end: expected ]] after the name"]);
    check("id = \"a\"\nid = \"b\"\n", &["2:1: id is given twice in the same table: keep one of them"]);
    check("contact : 1\n", &["1:9: `contact : 1` has a colon after \"contact\": expected key = value"]);
    check("contact =\n", &["1:10: `contact =` has no value: expected one after ="]);
    check(
        "include = [\"a\", \"b\"\nx = 1\n",
        &["2:1: `x = 1` lacks a comma between two elements, or the bracket that ends the list"],
    );
    check("a = True\n", &["1:5: True is no value: expected true, in small letters"]);
    check(
        "a = \"C:\\dir\"\n",
        &[
            "1:9: `a = \"C:\\dir\"` has a backslash in double quotes: write \\\\, or single quotes around the text",
        ],
    );
    check("tiêu = 1\n", &["1:3: `tiêu = 1` is no key: expected a name of a-z, 0-9, '_' and '-', then ="]);
    check("a = 030\n", &["1:5: `a = 030` has a number that begins with 0: leave the 0 out"]);
    check(
        "a = \"\"\"x\n",
        &["2:1: a text that begins with three quotes has no end: expected three quotes after it"],
    );
    check(
        "<<<<<<< HEAD\na=1\n",
        &["1:1: `<<<<<<< HEAD` was left by a merge: keep one of the two versions and delete the marks"],
    );
    check(
        "a = 1\r\nb = x\r\n",
        &["2:5: x stands without quotes: expected a text in double quotes, or a number, true or false"],
    );
    check(
        "\u{feff}[fetch]\n\tinterval\t= 30\n",
        &[
            "2:13: interval = 30: expected a duration with its unit in quotes, such as \"15m\" or \"1h 30m\"; did you mean \"30m\"",
        ],
    );
    check("[fetch]\n[fetch]\n", &["2:2: `[fetch]` is given twice: put its keys below one of the two"]);
    check(
        "a = \"x\" b = 1\n",
        &[
            "1:9: `a = \"x\" b = 1` goes on after its value: expected one key on a line; a quote inside \"…\" is written \\\"",
        ],
    );
    check(
        "a = 2026-13-45\n",
        &["1:5: `a = 2026-13-45` is not TOML: invalid date, expected month between 01 and 12"],
    );
}

#[test]
fn keys_and_tables_nobody_knows() {
    check(
        "frequency = 1\n",
        &[
            "1:1: unknown key \"frequency\" here: expected one of contact, server, feed, store, dedup, fetch, include, default, not_after, category, province, source",
        ],
    );
    check("[fech]\n", &["1:2: unknown key \"fech\" here: did you mean \"fetch\""]);
    check(
        "[fetch]\nintervall = \"30m\"\n",
        &["2:1: unknown key \"intervall\" in [fetch]: did you mean \"interval\""],
    );
    check(
        "[server]\ncontact = \"x\"\n",
        &["2:1: unknown key \"contact\" in [server]: it belongs above the line [server]"],
    );
    check("[[server]]\n", &["1:1: server = [[server]]: expected a table [server]"]);
    check(
        "[source]\nid = \"a\"\n",
        &["1:1: source = [source]: expected [[source]], with two brackets on each side"],
    );
    check("fetch = 3\n", &["1:9: fetch = 3: expected a table [fetch]"]);
}

#[test]
fn durations_sizes_and_bounds_of_fetching() {
    check(
        "[fetch]\ninterval = 30\n",
        &[
            "2:12: interval = 30: expected a duration with its unit in quotes, such as \"15m\" or \"1h 30m\"; did you mean \"30m\"",
        ],
    );
    check(
        "[fetch]\ninterval = \"30\"\n",
        &[
            "2:12: interval = \"30\": expected a duration with its unit in quotes, such as \"15m\" or \"1h 30m\"; did you mean \"30m\"",
        ],
    );
    check(
        "[fetch]\ninterval = \"often\"\n",
        &[
            "2:12: interval = \"often\": expected a duration with its unit in quotes, such as \"15m\" or \"1h 30m\"",
        ],
    );
    check(
        "[fetch]\ninterval = \"1y\"\n",
        &["2:12: interval = \"1y\": expected a duration from 1s to 30days"],
    );
    check(
        "[fetch]\nmin_interval = \"2h\"\nmax_interval = \"1h\"\n",
        &["2:16: min_interval = \"2h\" is longer than max_interval = \"1h\": expected at most that"],
    );
    check(
        "[fetch]\nmax_interval = \"20m\"\n",
        &[
            "2:16: interval, which is 30m where nothing is written, is longer than max_interval = \"20m\": expected at most that",
        ],
    );
    check(
        "[fetch]\ntimeout = \"5s\"\nidle_timeout = \"6s\"\n",
        &["3:16: idle_timeout = \"6s\" is longer than timeout = \"5s\": expected at most that"],
    );
    check(
        "[fetch]\nmax_body = 10\n",
        &[
            "2:12: max_body = 10: expected a size with its unit in quotes, such as \"10MiB\"; did you mean \"10MiB\"",
        ],
    );
    check(
        "[fetch]\nmax_body = \"10M\"\n",
        &[
            "2:12: max_body = \"10M\": expected a size with its unit in quotes, such as \"10MiB\"; did you mean \"10MiB\"",
        ],
    );
    check(
        "[fetch]\nmax_body = \"2GiB\"\n",
        &["2:12: max_body = \"2GiB\": expected a size from 1024 to 268435456 bytes"],
    );
    check(
        "[fetch]\nper_host = 0\nconcurrency = \"64\"\n",
        &[
            "2:12: per_host = 0: expected a whole number from 1 to 32",
            "3:15: concurrency = \"64\": expected a whole number from 1 to 1024; leave the quotes out",
        ],
    );
    check(
        "[fetch]\nallow_private = \"127.0.0.0/8\"\n",
        &[
            "2:17: allow_private = \"127.0.0.0/8\": expected a list of texts in brackets; did you mean [\"127.0.0.0/8\"]",
        ],
    );
    check(
        "[fetch]\nallow_private = [\"127.0.0.1/8\", \"home\"]\n",
        &[
            "2:18: allow_private = \"127.0.0.1/8\": expected an address range, such as \"10.0.0.0/8\" or \"fd00::/8\"; did you mean \"127.0.0.0/8\"",
            "2:33: allow_private = \"home\": expected an address range, such as \"10.0.0.0/8\" or \"fd00::/8\"",
        ],
    );
}

#[test]
fn the_other_settings() {
    check(
        "contact = \"you@site.vn\"\n",
        &[
            "1:11: contact = \"you@site.vn\": expected an address to reach you at, such as \"mailto:you@example.org\"; did you mean \"mailto:you@site.vn\"",
        ],
    );
    check(
        "contact = \"me\"\n",
        &["1:11: contact = \"me\": expected an address to reach you at, such as \"mailto:you@example.org\""],
    );
    check(
        "[server]\nlisten = 8470\n",
        &[
            "2:10: listen = 8470: expected an IP address and a port, such as \"127.0.0.1:8470\" or \"[::1]:8470\"; put it in quotes",
        ],
    );
    check(
        "[server]\nlisten = \"localhost:8470\"\npublic_url = \"news.example.org\"\n",
        &[
            "2:10: listen = \"localhost:8470\": expected an IP address and a port, such as \"127.0.0.1:8470\" or \"[::1]:8470\"; did you mean \"127.0.0.1:8470\"",
            "3:14: public_url = \"news.example.org\": expected an address that begins with http:// or https://; did you mean \"https://news.example.org\"",
        ],
    );
    check(
        "[server]\npublic_url = \"https://x.example/?a\"\n",
        &[
            "2:14: public_url = \"https://x.example/?a\": expected an address without ? and #, such as \"https://news.example.org/\"",
        ],
    );
    check(
        "[feed]\ntitle = \"\"\nper_category = 201\npage_size = 1.5\n",
        &[
            "2:9: title = \"\": expected a text of 1 to 200 characters on one line",
            "3:16: per_category = 201: expected a whole number from 1 to 200",
            "4:13: page_size = 1.5: expected a whole number from 1 to 500",
        ],
    );
    check(
        "[store]\npath = \"~/store\"\nretention = \"1h\"\non_damage = \"panic\"\nkeep = 9\n",
        &[
            "2:8: path = \"~/store\": expected a path; write the home folder out, '~' means nothing here",
            "3:13: retention = \"1h\": expected a duration from 1day to 100years",
            "4:13: on_damage = \"panic\": expected one of \"stop\", \"restore\"",
            "5:8: keep = 9: expected a whole number from 100 to 100000000",
        ],
    );
    check(
        "[dedup]\nnear = \"true\"\nalways = [\"https://a.example/1\"]\n",
        &[
            "2:8: near = \"true\": expected true or false; leave the quotes out",
            "3:11: always = \"https://a.example/1\": expected two addresses in brackets, such as [\"https://…\", \"https://…\"]",
        ],
    );
    check(
        "[dedup]\nnever = [[\"https://a.example/1\", \"https://a.example/1\"]]\n",
        &[
            "2:10: never = [\"https://a.example/1\", \"https://a.example/1\"]: expected two different addresses",
        ],
    );
}

#[test]
fn ids_and_addresses_of_sources() {
    check(
        "[[source]]\nname = \"x\"\n",
        &[
            "1:1: [[source]] has no id: expected 1 to 64 of a-z, 0-9 and '-', such as \"bao-vi-du\"",
            "1:1: [[source]] has no url: expected an address that begins with http:// or https://",
        ],
    );
    check(
        "[[source]]\nid = \"Báo An Giang\"\nurl = \"https://a.example/\"\n",
        &[
            "2:6: id = \"Báo An Giang\": expected 1 to 64 of a-z, 0-9 and '-', such as \"bao-vi-du\"; did you mean \"bao-an-giang\"",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/tin tuc\"\n",
        &[
            "3:7: url = \"https://a.example/tin tuc\": expected an address that begins with http:// or https://; there is a blank or control character at character 22: write %20 for it",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"www.a.example/rss\"\n",
        &[
            "3:7: url = \"www.a.example/rss\": expected an address that begins with http:// or https://; did you mean \"https://www.a.example/rss\"",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \" https://a.example/\"\n",
        &[
            "3:7: url = \" https://a.example/\": expected an address that begins with http:// or https://; there is a blank or control character at character 1: leave it out",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"ftp://a.example/\"\n",
        &["3:7: url = \"ftp://a.example/\": expected an address that begins with http:// or https://"],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://u:p@a.example/\"\n",
        &[
            "3:7: url = \"https://u:p@a.example/\": expected an address without user name and password, because addresses are published; put them in headers, as Authorization",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example:99999/\"\n",
        &[
            "3:7: url = \"https://a.example:99999/\": expected an address that begins with http:// or https://; this one has an invalid port number",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https:///x\"\n",
        &["3:7: url = \"https:///x\": expected an address that begins with http:// or https://"],
    );
}

#[test]
fn the_other_keys_of_sources() {
    for kind in ["auto", "feed", "listing", "sitemap"] {
        check(&format!("[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nkind = \"{kind}\"\n"), &[]);
    }
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n[source.listing]\nitem = \"h3 >> a\"\nlead = \"p:[\"\n",
        &[
            "5:8: item = \"h3 >> a\": expected a CSS selector, such as \"h3 a\"",
            "6:8: lead = \"p:[\": expected a CSS selector, such as \"h3 a\"",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nkind = \"rss\"\n",
        &["4:8: kind = \"rss\": expected one of \"auto\", \"feed\", \"listing\", \"sitemap\""],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nenabled = \"no\"\n",
        &["4:11: enabled = \"no\": expected true or false"],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ncategory = \"khoa-giao\"\n",
        &[
            "4:12: category \"khoa-giao\": expected the slug of a configured category, and there is none; include a file with [[category]]",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ncategory = \"Khoa giáo\"\n[[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\naliases = [\"Giáo dục\"]\n[[category]]\nslug = \"thoi-su\"\nname = \"Thời sự\"\n",
        &[
            "4:12: category \"Khoa giáo\": expected the slug of a configured category; did you mean \"khoa-giao\"",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ncategory = \"khoa-gio\"\ncategories = [\"giao-duc\", \"x\"]\n[[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\naliases = [\"Giáo dục\"]\n[[category]]\nslug = \"thoi-su\"\nname = \"Thời sự\"\n",
        &[
            "4:12: category \"khoa-gio\": expected the slug of a configured category; did you mean \"khoa-giao\"",
            "5:15: category \"giao-duc\": expected the slug of a configured category; did you mean \"khoa-giao\"",
            "5:27: category \"x\": expected the slug of a configured category; the slugs stand after slug = in the file with [[category]]",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ncategory = [\"khoa-giao\"]\n[[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\naliases = [\"Giáo dục\"]\n[[category]]\nslug = \"thoi-su\"\nname = \"Thời sự\"\n",
        &[
            "4:12: category = [\"khoa-giao\"]: expected the slug of a category; several go into categories = […]",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nprovince = \"an-giang\"\n",
        &[
            "4:12: province \"an-giang\": expected the slug of a configured province, and there is none; include a file with [[province]]",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nformerly = \"b\"\n",
        &["4:12: formerly = \"b\": expected a list of ids in brackets; did you mean [\"b\"]"],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nformerly = [\"a\"]\n",
        &[
            "4:13: formerly \"a\" is already given at main.toml:2:6: an id leads to one source only; keep it there or here",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nbackfill = -1\ntrust = 101\n",
        &[
            "4:12: backfill = -1: expected a whole number from 0 to 1000",
            "5:9: trust = 101: expected a whole number from -100 to 100",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ndate_order = \"dmy\"\n",
        &["4:14: date_order = \"dmy\": expected one of \"day-first\", \"month-first\""],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\nproxy = \"localhost:3128\"\nuser_agent = \"Báo\"\n",
        &[
            "4:9: proxy = \"localhost:3128\": expected the address of a proxy that begins with http://, https:// or socks5://",
            "5:14: user_agent = \"Báo\": expected 1 to 1024 ASCII characters on one line, no blanks around them",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n[source.headers]\nHost = \"x\"\nUser-Agent = \"x\"\nenabled = false\nX = \"é\"\n",
        &[
            "5:8: Host = \"x\": this header is set by the program; leave it out",
            "6:14: User-Agent = \"x\": expected it as user_agent of the source, not in headers",
            "7:11: enabled = false: this is no header; it belongs above the line [source.headers]",
            "8:5: X = \"é\": expected 1 to 1024 ASCII characters on one line, no blanks around them",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ntls = { extra_ca = \"no.pem\" }\n",
        &[
            "4:20: extra_ca = \"no.pem\": expected the path of a PEM file; no.pem: No such file or directory (os error 2)",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ntls = { accept_invalid = true, extra_ca = \"main.toml\" }\n",
        &["4:26: accept_invalid = true: expected either this or extra_ca, not both"],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\naliases = [\"https://old.example/\"]\nrobots = 1\n",
        &[
            "4:12: aliases = \"https://old.example/\": expected a host name, such as \"old.example\"; did you mean \"old.example\"",
            "5:10: robots = 1: expected true or false",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n[source.listing]\nitem = \"h3 a\"\nenabled = false\ndates = \"x\"\n",
        &[
            "6:1: unknown key \"enabled\" in [source.listing]: it belongs above the line [source.listing]",
            "7:1: unknown key \"dates\" in [source.listing]: did you mean \"date\"",
        ],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n[source.listing]\n[source.article]\n",
        &[
            "4:1: [source.listing] has no item: expected a CSS selector, such as \"h3 a\"",
            "5:1: [source.article] has no fetch: expected true or false",
        ],
    );
    let recheck = |line: &str| {
        format!("[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n[source.article]\n{line}\n")
    };
    check(&recheck("recheck = \"7d\""), &[]);
    check(&recheck("fetch = false\nrecheck = \"30d\""), &[]);
    check(&recheck("recheck = \"1h\""), &["5:11: recheck = \"1h\": expected a duration from 1day to 30days"]);
    let said = faults_of(&recheck("recheck = true"));
    assert!(said.len() == 1 && said[0].starts_with("5:11: recheck = true: expected a duration"), "{said:?}");
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\ninclude = { phrase = [\"x\"] }\n",
        &["4:13: unknown key \"phrase\" in include: did you mean \"phrases\""],
    );
    check(
        "[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n[[source]]\nid = \"a\"\nurl = \"https://a.example/\"\n",
        &[
            "5:6: id \"a\" is already given at main.toml:2:6: give one of the two sources another id",
            "6:7: url \"https://a.example/\" is already given at main.toml:3:7: keep one of the two sources",
        ],
    );
}

#[test]
fn categories_and_provinces() {
    check(
        "default = \"khac\"\n",
        &[
            "1:11: category \"khac\": expected the slug of a configured category, and there is none; include a file with [[category]]",
        ],
    );
    check(
        "[[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\naliases = [\"Giáo dục\"]\n[[category]]\nslug = \"thoi-su\"\nname = \"Thời sự\"\n[[category]]\nslug = \"khoa-giao\"\nname = \"Khoa giáo\"\naliases = [\"Giáo dục\"]\n[[category]]\nslug = \"thoi-su\"\nname = \"Thời sự\"\n",
        &[
            "9:8: category \"khoa-giao\" is already given at main.toml:2:8: give one of the two another slug",
            "13:8: category \"thoi-su\" is already given at main.toml:6:8: give one of the two another slug",
        ],
    );
    check(
        "[[category]]\nslug = \"Khoa giáo\"\nname = \" x\"\n",
        &[
            "2:8: slug = \"Khoa giáo\": expected 1 to 64 of a-z, 0-9 and '-', such as \"vi-du\"; did you mean \"khoa-giao\"",
            "3:8: name = \" x\": expected a text of 1 to 200 characters on one line; leave out the blanks around it",
        ],
    );
    check(
        "[[category]]\nslug = \"a\"\nname = \"A\"\naliases = [\"b\"]\nslugs = [\"x/y\"]\ncombined = [{ label = \"A và C\", categories = [\"a\", \"c\"] }]\nphrases = [{ weight = 0, any = [\"x\"] }]\n[[category]]\nslug = \"b\"\nname = \"B\"\n",
        &[
            "4:12: label \"b\" is already given at main.toml:9:8: keep it in one category; a label of several goes into combined",
            "5:10: slugs = \"x/y\": expected one segment of an address, such as \"vi-du\"",
            "6:52: category \"c\": expected the slug of a configured category; the slugs stand after slug = in the file with [[category]]",
            "7:23: weight = 0: expected a whole number from 1 to 100",
        ],
    );
    check(
        "[[category]]\nslug = \"a\"\nname = \"Aa\"\nslugs = [\"x-y\"]\n[[category]]\nslug = \"b\"\nname = \"Bb\"\nslugs = [\"X-y\"]\naliases = [\"a\"]\n[[category]]\nslug = \"c\"\nname = \"Cc\"\naliases = [\"X Y\"]\n",
        &[
            "8:10: slug \"X-y\" is already given at main.toml:4:10: keep it in one category",
            "8:10: label \"X-y\" is already given at main.toml:4:10: keep it in one category; a label of several goes into combined",
            "9:12: label \"a\" is already given at main.toml:2:8: keep it in one category; a label of several goes into combined",
            "13:12: label \"X Y\" is already given at main.toml:4:10: keep it in one category; a label of several goes into combined",
        ],
    );
    check(
        "[[province]]\nslug = \"a\"\nname = \"A\"\nunit = \"b\"\n[[province]]\nslug = \"b\"\nname = \"B\"\nunit = \"c\"\n[[province]]\nslug = \"c\"\nname = \"C\"\nvariants = [\"A\"]\n",
        &[
            "4:8: unit \"b\" is itself a part of \"c\": expected the unit of today",
            "12:13: name \"A\" is already given at main.toml:2:8: keep it with one province",
        ],
    );
}

#[test]
fn includes() {
    check(
        "include = [\"none.toml\", \"**/*.toml\", \"a[\", \"x.d/*.toml\"]\n",
        &[
            "1:12: include = \"none.toml\": there is no file none.toml; check its spelling or leave it out",
            "1:25: include = \"**/*.toml\": expected a path or a pattern, such as \"sources.d/*.toml\"; name each folder, '**' could mean the whole disk",
            "1:38: include = \"a[\": expected a path or a pattern, such as \"sources.d/*.toml\"; invalid range pattern",
        ],
    );
    check(
        "include = \"sources.d/*.toml\"\n",
        &[
            "1:11: include = \"sources.d/*.toml\": expected a list of paths or patterns in brackets; did you mean [\"sources.d/*.toml\"]",
        ],
    );
}
