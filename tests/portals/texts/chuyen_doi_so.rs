//! The bulletin on digital matters.

use super::super::article::Article;

/// See the head of the file.
pub const CHUYEN_DOI_SO: &[Article] = &[
    Article::old(
        "Chuyển đổi số",
        "Tổ công nghệ số cộng đồng đến từng ngõ giúp người già cài sổ sức khỏe",
        "Mỗi tổ có bảy người, buổi tối mang điện thoại và sổ hướng dẫn in chữ to đi từng nhà.",
    ),
    Article::old(
        "Khoa học - Công nghệ",
        "Trạm quan trắc tự làm cảnh báo sạt lở cho sáu bản vùng cao",
        "Cảm biến nghiêng và loa cầm tay giúp bà con có thêm hai mươi phút để rời nhà.",
    ),
    Article::old(
        "Báo chí - Xuất bản",
        "Tòa soạn nhỏ làm báo dữ liệu: bắt đầu từ một bảng tính",
        "Ba phóng viên kể cách họ biến báo cáo ngân sách thành biểu đồ dễ hiểu.",
    ),
    Article::old(
        "Chuyển đổi số",
        "Chữ ký số miễn phí cho sinh viên năm cuối",
        "Sinh viên có thể ký hồ sơ xin việc và hợp đồng thực tập ngay trên điện thoại.",
    ),
    Article::new(
        1,
        "Giáo dục - Đào tạo",
        "Trợ lý ảo giải đáp thủ tục nhập học bằng tiếng Thái và tiếng Mông",
        "Phụ huynh vùng cao hỏi bằng giọng nói, câu trả lời được cán bộ trường kiểm tra mỗi tuần.",
    ),
    Article::new(
        4,
        "Chuyển đổi số",
        "Mở dữ liệu quan trắc nước cho người nuôi cá lồng",
        "Số liệu oxy hòa tan được đăng mỗi giờ, ai cũng tải về được.",
    ),
];
