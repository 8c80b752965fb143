//! The newspaper Biển Xanh. Article 2 is corrected at step 2, article 4 withdrawn at step 3.

use super::super::article::Article;

/// See the head of the file.
pub const BIEN_XANH: &[Article] = &[
    Article::old(
        "Khoa giáo",
        "Trường học vùng biển mở cửa thư viện số đầu tiên",
        "Học sinh ba xã ven biển mượn sách điện tử bằng thẻ học sinh, đọc được cả khi mất mạng.",
    ),
    Article::old(
        "Khoa giáo, Văn hóa - Văn nghệ",
        "Đưa hát bội vào tiết học âm nhạc địa phương",
        "Nghệ nhân đến lớp hướng dẫn học sinh vẽ mặt nạ và hát một câu nam xuân.",
    ),
    Article {
        from: 0,
        until: None,
        corrected: Some((
            2,
            "Cảng cá Mũi Rồng tạm ngừng nhận tàu từ 18 giờ",
            "Đính chính: giờ tạm ngừng là 18 giờ chứ không phải 8 giờ; tàu đã vào bến được neo đậu miễn phí.",
        )),
        section: "Thời sự",
        title: "Cảng cá Mũi Rồng tạm ngừng nhận tàu từ 8 giờ",
        lead: "Ban quản lý cảng đề nghị các chủ tàu theo dõi bản tin bão và liên lạc qua kênh trực ban.",
    },
    Article::old(
        "Kinh tế",
        "Giá cá cơm tăng, làng nước mắm vào mùa ủ chượp",
        "Các nhà thùng tranh thủ mua nguyên liệu khi biển lặng, muối được chuẩn bị từ tháng tư.",
    ),
    Article {
        from: 0,
        until: Some(3),
        corrected: None,
        section: "Thời sự",
        title: "Bắn pháo hoa tầm thấp tại quảng trường biển tối thứ bảy",
        lead: "Chương trình dự kiến kéo dài mười phút, ban tổ chức khuyến khích người dân đi xe buýt.",
    },
    Article::old(
        "Văn hóa - Văn nghệ",
        "Lễ hội cầu ngư năm nay rước 40 ghe hoa",
        "Đoàn ghe xuất phát từ vạn chài lúc tờ mờ sáng, phần hội có thi đan lưới và lắc thúng.",
    ),
    Article::old(
        "Dư luận xã hội",
        "Bạn đọc viết: Xin đừng để rác trôi ra rạn san hô",
        "Nhiều thư bạn đọc đề nghị đặt lưới chắn rác ở cửa kênh và thưởng cho tàu mang rác về bờ.",
    ),
    Article::old(
        "Y tế - Sức khỏe",
        "Bác sĩ quân y khám bệnh, phát thuốc cho 600 ngư dân",
        "Đoàn công tác ở lại đảo ba ngày, đo huyết áp và hướng dẫn sơ cứu trên tàu.",
    ),
    Article::old(
        "Giáo dục",
        "Điểm chuẩn lớp 10 & những lưu ý khi nhập học",
        "Phụ huynh cần nộp bản sao học bạ trước ngày 25, hồ sơ trực tuyến được nhận đến 22 giờ.",
    ),
    Article::old(
        "Thể thao",
        "Giải bơi vượt sông mở rộng có 280 vận động viên",
        "Cự ly một nghìn hai trăm mét chảy xuôi con nước, đội cứu hộ túc trực dọc tuyến.",
    ),
    Article::old(
        "Môi trường",
        "Thả 5.000 cua giống về rừng ngập mặn",
        "Học sinh trung học cùng kiểm lâm thả cua và trồng thêm một hecta đước non.",
    ),
    Article::old(
        "Lịch sử Đảng",
        "Con tàu không số cuối cùng và người thợ máy già",
        "Ở tuổi chín mươi, ông vẫn nhớ tiếng máy trong đêm tàu cập bến Lộc An.",
    ),
    Article::new(
        1,
        "Khoa học - Công nghệ",
        "Sinh viên chế phao đo sóng giá rẻ cho tàu cá nhỏ",
        "Chiếc phao nặng hai ký lô gửi độ cao sóng về bờ mỗi mười phút bằng sóng vô tuyến.",
    ),
    Article::new(
        2,
        "Thời sự",
        "Bão đổi hướng, học sinh ven biển nghỉ học sáng thứ hai",
        "Các trường thông báo cho phụ huynh qua tin nhắn và loa xã, lịch học bù được sắp xếp sau.",
    ),
    Article::new(
        3,
        "Văn hóa - Văn nghệ",
        "Ra mắt phim tài liệu về nghề lặn biển",
        "Đạo diễn trẻ theo chân một gia đình bốn đời làm nghề, quay dưới nước hơn hai trăm giờ.",
    ),
    Article::new(
        5,
        "Giáo dục",
        "Lớp học xóa mù chữ trên làng bè",
        "Tối tối, chiếc bè sáng đèn là nơi hai mươi người lớn tuổi tập đánh vần.",
    ),
];
