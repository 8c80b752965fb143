//! What is a wall and what only speaks of one.

use super::*;

fn check(html: &str, expected: Option<WallKind>) {
    assert_eq!(wall(html).map(|w| w.kind), expected, "{html}");
}

#[test]
fn the_data_is_whole() {
    assert!(known().walls.len() >= 6 && !known().article_marks.is_empty());
    for known in &known().walls {
        assert!(known.scripts.iter().all(|marks| !marks.is_empty()));
        let lower = known.scripts.iter().flatten().all(|mark| *mark == mark.to_ascii_lowercase());
        assert!(lower && known.headings.iter().chain(&known.texts).all(|phrase| phrase.words.len() > 4));
    }
}

#[test]
fn scripts_and_forms_with_little_beside_them_are_walls() {
    use WallKind::*;
    check("<html><script>document.cookie='A=1';location.reload(true)</script></html>", Some(Challenge));
    check("<html><div class=floodblocker>Xin đợi<b id=secField>9</b></div></html>", Some(Throttled));
    check("<form><input name=u><input type=password></form>", Some(Login));
    check(
        "<title>Đăng nhập - Cổng ví dụ</title><p>Xin chào</p><form><input type=PASSWORD></form>",
        Some(Login),
    );
    check(
        "<form><h1>Cổng ví dụ</h1><input type=password><input type=submit value='Đăng nhập'></form>",
        Some(Login),
    );
    let menu: String = (0..30).map(|n| format!("<a href=/{n}>tin</a>")).collect();
    check(&format!("<html><input type=password>{menu}</html>"), None);
    check(&format!("<html><title>Đăng nhập</title><input type=password>{menu}</html>"), Some(Login));
    let headlines: String =
        (0..4).map(|n| format!("<a href=/{n}>Hội nghị bàn về việc dạy và học năm {n}</a>")).collect();
    check(&format!("<h1>Đăng nhập</h1><form><input type=password></form>{headlines}"), None);
    let text = "Sáng nay, bà con trong xã ra đồng sớm. ".repeat(30);
    check(&format!("<form><input type=password></form><p>{text}"), None);
    check(&format!("<script>document.cookie='A';location.reload()</script><p>{text}"), None);
}

#[test]
fn phrases_count_where_they_are_what_the_page_says() {
    use WallKind::*;
    check("<div>Trang đang bảo trì</div>", Some(ServerError));
    check(
        "<title>503 Service Temporarily Unavailable</title><center><h1>503</h1></center>",
        Some(ServerError),
    );
    check("<title>Cổng ví dụ | Website đang bảo trì</title><p>Hẹn gặp lại", Some(ServerError));
    check("<title>x</title><p>Sorry, access from your country is not possible.", Some(GeoBlock));
    check("<h1>Access Denied</h1>You don't have permission to access / on this server.", Some(Forbidden));
    check("<h1>TRUY CẬP BỊ CHẶN!</h1>", Some(Forbidden));
    check("<h2>Too Many Requests</h2>", Some(Throttled));
    check("<title>Just a moment...</title><h1>bao.example</h1>", Some(Challenge));
    check("Access denied", Some(Forbidden));
    // an article that speaks of it, by its title, its amount, its marks
    check("<title>Vì sao trang bán vé báo từ chối truy cập giữa đêm mưa</title><p>Chuyện ở bến xe", None);
    let text = "Kỹ sư kể lại một đêm dài bên máy chủ. ".repeat(40);
    check(&format!("<h1>Access denied</h1><p>{text}"), None);
    let marked =
        "<meta property='article:published_time' content='2026-11-20'><h1>Trang đang bảo trì</h1><p>Ngắn";
    check(marked, None);
    check(&format!("<p>{}Access denied</p>", "Lời dẫn của bài. ".repeat(35)), None);
    check("<p>Bảo trì cầu Ví Dụ: đường qua cầu cấm xe tải ba ngày", None);
    check("<h1>Thông báo</h1><p>Trạm y tế tạm dừng khám sáng thứ bảy", None);
}

#[test]
fn a_large_page_costs_one_look() {
    let text = format!("<h1>Access denied</h1>{}", "<p>tin ".repeat(30_000));
    check(&text, None);
    check(&"<h1>Access denied</h1>".repeat(20_000), None);
    check(&"<a href=/x>".repeat(20_000), None);
    check(&"<title>".repeat(30_000), None);
}
