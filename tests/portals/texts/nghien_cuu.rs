//! The review: few, long titles, one new article a step at most.

use super::super::article::Article;

/// See the head of the file.
pub const NGHIEN_CUU: &[Article] = &[
    Article::old(
        "Lý luận chính trị",
        "Vận dụng phép biện chứng duy vật trong dự báo tình hình tư tưởng",
        "Bài viết nêu ba nguyên tắc để dự báo không rơi vào chủ quan: nhìn liên hệ, nhìn vận động, nhìn mâu thuẫn.",
    ),
    Article::old(
        "Nghiên cứu - Trao đổi",
        "Phương pháp chọn mẫu trong điều tra dư luận xã hội ở cấp xã sau sắp xếp",
        "Khi địa bàn rộng gấp ba, khung mẫu cũ không còn đúng; tác giả đề xuất chọn mẫu hai giai đoạn.",
    ),
    Article::old(
        "Lịch sử Đảng",
        "Báo chí bí mật của xứ ủy những năm 1930 qua tư liệu lưu trữ",
        "Mười hai tờ báo in thạch được đối chiếu về khổ giấy, nét chữ và nơi phát hành.",
    ),
    Article::old(
        "Bảo vệ nền tảng tư tưởng của Đảng",
        "Nhận diện thủ đoạn cắt ghép hình ảnh để xuyên tạc trên mạng xã hội",
        "Từ bốn mươi trường hợp, bài viết rút ra năm dấu hiệu mà người dùng phổ thông có thể tự kiểm tra.",
    ),
    Article::old(
        "Văn hóa - Văn nghệ",
        "Phê bình văn học trong môi trường số: ai là người gác cổng?",
        "Người đọc nay vừa là công chúng vừa là nhà phê bình; tòa soạn cần vai trò mới.",
    ),
    Article::old(
        "Dân vận",
        "Từ \"dân vận khéo\" đến đối thoại định kỳ: kinh nghiệm của ba phường",
        "Đối thoại hiệu quả khi có chủ đề hẹp, có người trả lời và có hạn giải quyết.",
    ),
    Article::new(
        1,
        "Lý luận chính trị",
        "Dạy và học lý luận chính trị bằng tình huống: thử nghiệm ở hai lớp",
        "Kết quả kiểm tra sau khóa học cao hơn rõ rệt ở lớp học theo tình huống.",
    ),
    Article::new(
        3,
        "Khoa giáo",
        "Chính sách trọng dụng trí thức trẻ: nhìn từ những người ở lại",
        "Phỏng vấn sâu ba mươi kỹ sư, bác sĩ trẻ cho thấy thu nhập không phải lý do đầu tiên.",
    ),
];
