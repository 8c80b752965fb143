//! What portals answer when something is wrong with them. Each is "200 OK" but the last.

/// Content-Type and body of the sick portal `name`.
pub fn body(name: &str) -> (&'static str, Vec<u8>) {
    match name {
        "sick-login" => ("text/html; charset=utf-8", LOGIN.into()),
        "sick-challenge" => ("text/html", CHALLENGE.into()),
        "sick-truncated" => ("text/xml; charset=utf-8", TRUNCATED.into()),
        "sick-empty" => ("application/rss+xml", EMPTY.into()),
        "sick-garbage" => ("application/octet-stream", garbage()),
        "sick-nothing" => ("text/xml", Vec::new()),
        _ => ("text/html", ERROR.into()),
    }
}

const LOGIN: &str = "<!DOCTYPE html>\n<html lang=\"vi\"><head><meta charset=\"utf-8\">\
<title>Đăng nhập hệ thống</title></head><body><h1>Đăng nhập</h1>\
<form method=\"post\" action=\"/dang-nhap\"><input name=\"tai_khoan\">\
<input type=\"password\" name=\"mat_khau\"><button>Đăng nhập</button></form></body></html>\n";

const CHALLENGE: &str = "<html><body><script>document.cookie=\"D1N=0f1e2d3c4b5a69788796a5b4c3d2e1f0\"\
+\"; path=/\";window.location.reload(true);</script></body></html>";

/// Ends inside the second item's title: two bytes of a three-byte letter.
const TRUNCATED: &[u8] = b"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>\
<title>Trang b\xE1\xBB\x8B c\xE1\xBA\xAFt</title><link>https://trang-loi.example/</link>\
<description>-</description><item><title>B\xC3\xA0i c\xC3\xB2n nguy\xC3\xAAn</title>\
<link>https://trang-loi.example/bai-con-nguyen</link><guid>nguyen-1</guid></item>\
<item><title>B\xC3\xA0i m\xE1\xBA";

const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>\
<title>Chuyên mục tạm ngừng</title><link>https://trang-loi.example/</link>\
<description>Chưa có bài</description></channel></rss>\n";

const ERROR: &str = "<html><head><title>500 Internal Server Error</title></head>\
<body><h1>Máy chủ gặp sự cố</h1></body></html>\n";

/// 2,048 bytes that are no text in any charset, the same every time.
fn garbage() -> Vec<u8> {
    let mut state: u32 = 0x1234_5678;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[1]
    };
    (0..2048).map(|_| next()).collect()
}
