//! The board of Sơn Bình: its guids are the same small numbers as Hoa Giang's, and one item is the
//! newspaper's article under the `http://www.` twin of its address.

use super::super::article::Article;

const KHOA_GIAO: &str = "khoa-giao";

/// Where the board took its reprint from; the newspaper says `https://` and no `www.`.
pub const REPRINT: &str = "http://www.baobienxanh.example/\
    truong-hoc-vung-bien-mo-cua-thu-vien-so-dau-tien-post48200.html";

/// See the head of the file.
pub const SON_BINH: &[Article] = &[
    Article::old(
        KHOA_GIAO,
        "Sơn Bình: Khánh thành trường mầm non bản Nà Lạ",
        "Bốn phòng học mới thay cho lớp ghép trong nhà văn hóa, trẻ được ăn trưa tại trường.",
    ),
    Article::old(
        REPRINT,
        "Trường học vùng biển mở cửa thư viện số đầu tiên",
        "Học sinh ba xã ven biển mượn sách điện tử bằng thẻ học sinh, đọc được cả khi mất mạng.",
    ),
    Article::old(
        KHOA_GIAO,
        "Kiểm tra việc thực hiện chính sách cho giáo viên vùng cao",
        "Đoàn kiểm tra ghi nhận phụ cấp được chi đủ, song nhà ở công vụ còn thiếu hơn sáu mươi phòng.",
    ),
    Article::old(
        KHOA_GIAO,
        "Giao ban khối khoa giáo: ưu tiên nước sạch cho trạm y tế",
        "Mười một trạm y tế sẽ có bể lọc và bồn chứa mới trước mùa khô.",
    ),
    Article::old(
        KHOA_GIAO,
        "Hội thi sáng tạo thanh thiếu niên nhi đồng lần thứ 9 trao giải",
        "Giải nhất thuộc về mô hình cảnh báo lũ quét bằng ống tre và cảm biến nước.",
    ),
    Article::old(
        KHOA_GIAO,
        "Phòng, chống tác hại của thuốc lá trong trường học: làm từ cổng trường",
        "Các trường ký cam kết với hàng quán quanh cổng, đoàn viên đi tuyên truyền từng nhà.",
    ),
    Article::new(
        2,
        KHOA_GIAO,
        "Giống lúa nếp nương được cấp chỉ dẫn địa lý",
        "Sau ba năm nghiên cứu, hạt nếp của bản làng có tên tuổi riêng trên bao bì.",
    ),
    Article::new(
        4,
        KHOA_GIAO,
        "Đội bóng đá nữ học sinh miền núi lần đầu dự hội khỏe toàn quốc",
        "Các em tập trên sân đất, đi bộ sáu cây số mỗi chiều để đến buổi tập.",
    ),
];
