"""Vietnamese words for the members of one family: a number told of the one is none of the other."""

from __future__ import annotations

from factcheck.lang.common import opposites

# A family a line; what has two names stands in one place. None is a word of anything else, or the start of one.
MEMBERS = opposites(
    """thành lập mới,mới thành lập,đăng ký thành lập|giải thể|tạm ngừng hoạt động,tạm ngừng kinh doanh,tạm dừng hoạt động|quay trở lại hoạt động,trở lại hoạt động
    gieo trồng,gieo cấy,gieo sạ,xuống giống|thu hoạch,gặt
    đông xuân|hè thu|thu đông|vụ mùa,lúa mùa|chiêm xuân
    sơ cấp|thứ cấp
    trúng tuyển|nhập học|đăng ký xét tuyển,đăng ký dự thi,dự thi|tốt nghiệp|bỏ học,thôi học
    xuất viện|nhập viện,đang điều trị,điều trị nội trú
    huy động vốn,tiền gửi|cho vay,dư nợ,dư nợ tín dụng|nợ xấu
    nợ công|nợ nước ngoài|nợ chính phủ|nợ thuế|nợ lương
    gạo|cà phê|hồ tiêu,hạt tiêu|hạt điều|cao su|sắn|rau quả|thủy sản|đồ gỗ,gỗ và sản phẩm gỗ|dệt may|da giày,giày dép|phân bón|than đá|dầu thô
    cá tra|cá ngừ|cá basa|tôm|cua|bạch tuộc|ngao
    sầu riêng|thanh long|vải thiều|xoài|chuối|dừa|bưởi|chôm chôm|dưa hấu
    heo,heo hơi,lợn,lợn hơi|trâu|bò|dê|gà|vịt
    xăng|dầu diesel,dầu diezel,diesel|dầu hỏa|dầu mazut,dầu mazút
    thủy điện|nhiệt điện|điện gió|điện mặt trời|điện than|điện khí|điện hạt nhân|điện sinh khối
    sốt xuất huyết|tay chân miệng|bệnh sởi,sởi|ho gà|bạch hầu|cúm mùa,cúm a,cúm b|covid - 19|bệnh dại|thủy đậu|viêm não nhật bản|sốt rét|bệnh lao|đậu mùa khỉ|quai bị|rubella
    dịch tả lợn châu phi,dịch tả heo châu phi|cúm gia cầm|lở mồm long móng|tai xanh|viêm da nổi cục
    đột quỵ|nhồi máu cơ tim|đái tháo đường,tiểu đường|tăng huyết áp,cao huyết áp|ung thư phổi|ung thư vú|ung thư gan|ung thư dạ dày
    giết người|cướp giật,cướp tài sản|trộm cắp|lừa đảo|đánh bạc|mại dâm|buôn lậu|tham nhũng,tham ô,nhận hối lộ
    bảo hiểm xã hội|bảo hiểm y tế|bảo hiểm thất nghiệp|bảo hiểm nhân thọ|bảo hiểm phi nhân thọ
    thuế giá trị gia tăng,thuế vat|thuế thu nhập doanh nghiệp|thuế thu nhập cá nhân|thuế tiêu thụ đặc biệt|thuế đất,thuế sử dụng đất|thuế môn bài|thuế bảo vệ môi trường
    đường sắt|đường bộ|đường thủy,đường thủy nội địa|hàng không|đường biển|đường cao tốc,cao tốc
    chung cư,căn hộ|nhà phố,nhà liền kề|biệt thự|đất nền|nhà trọ|nhà ở xã hội
    xe máy,mô tô|ô tô,xe hơi|xe tải|xe buýt|xe đạp|xe khách
    bóng đá|bóng chuyền|bóng rổ|bóng bàn|cầu lông|quần vợt|bơi lội|điền kinh|cờ vua|bắn súng|cử tạ
    vòng bảng|tứ kết|bán kết|chung kết
    thẻ tín dụng|thẻ ghi nợ|thẻ trả trước
    cổ phiếu|trái phiếu|chứng chỉ quỹ
    mầm non|tiểu học|trung học cơ sở,thcs|trung học phổ thông,thpt|đại học|cao đẳng
    tiến sĩ|thạc sĩ|cử nhân
    sống sót,thoát chết|thiệt mạng,tử vong,chết,tử nạn
    khởi công|hoàn thành,khánh thành
    kết hôn|ly hôn
    mũi một,mũi 1|mũi hai,mũi 2|mũi ba,mũi 3|mũi tăng cường
    lượt đi|lượt về"""
)
