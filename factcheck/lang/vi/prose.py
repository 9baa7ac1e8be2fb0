"""Vietnamese: the words by which a sentence leans on others, and those that stand between a metric and its value."""

from __future__ import annotations

from factcheck.lang.prose import prose

PROSE = prose(
    periods=("tháng {month}/{year}", "quý {quarter}/{year}", "{months} tháng đầu năm {year}"),
    openers="cùng năm|trong năm|trong kỳ|cùng thời gian|bên cạnh đó|ngoài ra|theo đó|tuy nhiên|cụ thể|đặc biệt|đáng chú ý|như vậy"
    "|do đó|vì vậy|mặt khác|đồng thời|trước đó|sau đó|tuy vậy|thế nhưng|nhưng|và|còn|cùng với đó|song song đó|qua đó"
    "|từ đó|nhờ đó|nhờ vậy|kết quả|theo thống kê|được biết|đáng nói|hơn nữa|thêm vào đó|bởi vậy|mới đây|vừa qua|hiện nay"
    "|hiện tại|hiện|đến nay|tính đến nay|nhờ đó mà|dù vậy|tóm lại|chưa hết|đáng kể|nổi bật|nổi bật là|cũng theo đó|kế đó"
    "|tiếp đó|song",
    leaning="tham dự|tham gia|thay mặt|một là|hai là|ba là|bốn là|thứ nhất|thứ hai|thứ ba|thứ tư|thứ năm|hiện|con số này"
    "|con số trên|con số đó|số này|số đó|số còn lại|tỷ lệ này|tỉ lệ này|mức này|mức đó|điều này|điều đó|việc này|việc đó"
    "|trong đó|trong số đó|trong số này|họ|ông|bà|anh|chị|cô|em|nó|chúng|hắn|y|ông ta|bà ta|anh ta|cô ta|người này"
    "|nạn nhân|đối tượng|đối tượng này|đây|đó|khi đó|lúc đó|lúc này|khi ấy|tại đây|ở đây|nơi đây|nơi này|tương tự"
    "|ngược lại|ngược lại thì|nếu|tức|nghĩa là|tức là|trong khi|trong khi đó|ngay sau đó|cả hai|hai bên|hai người"
    "|ba người|cùng lúc|những người này|nhóm này|cách đó|cũng|thì|mà|để|khiến|làm|bao gồm|gồm|với|trong khi ấy|cùng đó"
    "|riêng|thậm chí|như|theo ông|theo bà|theo anh|theo chị|tuy|dù|mặc dù|sau khi|trước khi|khi|vì|do|bởi|bằng|bị|được"
    "|đang|đã|sẽ|không|chưa|hầu hết|có|cháu|vụ việc|quỹ này|tổ chức này|công ty này|cơ quan này|hãng này|nhóm|cụ|chủ xe"
    "|hiện trường|ở chiều ngược lại|cùng thời điểm|cùng thời gian|cùng kỳ|cùng ngày|phía|hôm|thời điểm đó|tới|đến|cho|là"
    "|lại|rồi|nên|vậy|sau|từng|tất cả|tổng cộng",
    pointing="này|đó|kia|ấy|nói trên|nêu trên|kể trên|trên đây|vừa nêu|trên|còn lại|khác|đầu tiên|cuối cùng|tiếp theo|thứ nhất|cả"
    "|nữa|mỗi|mọi|từng|lần lượt|vừa|cuối|đầu|anh em",
    of="danh sách|nhóm|top|kế hoạch mua|trong|một trong|của|thuộc|trong số|giữa|trong tổng số|trên tổng số",
    standing_in="này|đó|ấy|kia|nói trên|nêu trên|kể trên|họ|ông ta|bà ta|anh ta|cô ta|nó|mình|chúng|ở trên|cùng kỳ|ông|bà|anh|chị",
    deictic="hôm nay|hôm qua|hôm kia|sáng nay|chiều nay|tối nay|trưa nay|đêm nay|sáng qua|chiều qua|tối qua|đêm qua|hôm sau"
    "|năm nay|năm ngoái|năm trước|năm sau|năm tới|tháng này|tháng trước|tháng tới|tháng sau|tuần này|tuần trước|tuần qua"
    "|tuần tới|quý trước|quý này|vừa qua|vừa rồi|mới đây|gần đây|hiện nay|hiện tại|hiện có|hiện đang|hiện đã|lúc này"
    "|cùng ngày|trước đó|sau đó|đến nay|tới nay|thời gian tới|ngày mai|hôm trước|cùng kỳ|phiên trước|thời gian qua"
    "|năm qua|tháng qua|ngày qua|quý qua|giờ qua|tới đây|sắp tới|phiên này|năm vừa qua|bây giờ|giờ đây|trước đây",
    unsure="được cho là|được cho rằng|nếu|có thể|có lẽ|dường như|liệu|giả sử|giả định|tin đồn|nghi|ví dụ|chẳng hạn|muốn|đòi"
    "|đề nghị|đề xuất|kiến nghị|hy vọng|kỳ vọng|mong muốn|hứa",
    asking="được giao|đề nghị|đề xuất|kiến nghị|xin|đòi|yêu cầu|muốn|mong muốn|dọa|đe dọa|hứa|cam kết|kêu gọi|khuyến nghị|khuyến cáo"
    "|chào mua|chào bán",
    briefly="hôm nay|hôm qua|hôm kia|sáng nay|chiều nay|tối nay|đêm qua|tối qua|sáng qua|tuần này|tuần qua|tuần trước|trong tuần|trong ngày"
    "|ngày qua|giờ qua|tháng này|tháng qua|tháng trước|mỗi ngày|mỗi tuần|mỗi tháng|mỗi giờ|hằng ngày|hàng ngày|hằng tháng|hàng tháng"
    "|cuối tuần|ngày đầu|ngày cao điểm|giờ cao điểm|lúc cao điểm|một ngày|một tuần|một tháng",
    parts="ở vùng|tại vùng|ở các vùng|ở khu vực|tại khu vực|khu vực|ở miền|tại miền|nhóm|bậc|phân khúc|lứa tuổi|độ tuổi|xét theo"
    "|đóng góp|góp phần|xét riêng|tính riêng|chỉ tính|chỉ riêng"
    "|phía bắc|phía nam|phía đông|phía tây|nội thành|ngoại thành|ngoại ô|trung tâm tỉnh|công ty con|công ty mẹ|đối thủ"
    "|chi nhánh|công ty thành viên|đơn vị thành viên|liên doanh|trước kiểm toán|chưa kiểm toán",
    everywhere="cả nước|toàn quốc|trên cả nước|trên toàn quốc|tính chung cả nước|bình quân cả nước|trung bình cả nước"
    "|mức bình quân cả nước|bình quân chung cả nước|bình quân chung của cả nước|mức bình quân chung của cả nước"
    "|mặt bằng chung cả nước|tỷ lệ chung cả nước|tỷ lệ chung của cả nước",
    ahead="sẽ|dự kiến|dự định|kế hoạch|phấn đấu|quyết tâm|mục tiêu|chỉ tiêu|dự báo|dự toán|cam kết",
    passing="độ richter|kiểm soát bóng|kiếm soát bóng|cử đẩy|cử giật|tổng cử|chạm trần|kịch trần|bản dung lượng|độ c|cp|cổ phiếu"
    "|bàn thắng|lượt đá|penalty|sân nhà|sân khách|tỷ số|bất bại|khớp|khớp lệnh|chốt phiên|mở cửa|đóng cửa|phiên|niêm yết"
    "|mua vào|bán ra|giá vàng|giá xăng|giá dầu|tỷ giá|tỉ giá|/ cp|đồng / cp|mã tăng|mã giảm|giao dịch|thanh khoản"
    "|nhiệt độ|khởi điểm|giá bán lẻ|điểm chỉ số|hiệp|phút thứ|tỉ số|lượt trận|dow jones|nasdaq|sàn|cấu hình|ram|pixel"
    "|camera|màn hình|bộ nhớ",
    asides="ảnh :|ảnh minh họa|( ảnh|nguồn :|xem thêm|đọc thêm|video :|liên hệ|hotline|bản quyền|độc giả|bạn đọc|clip :|( nguồn"
    "|đồ họa :|tags|click",
    speakers="tôi chúng tao mình bạn tớ em",
    pronouns="anh chị cô ông bà họ nó hắn gã y",
    links="đạt|dự ước|đạt được|ước đạt|đạt mức|đạt trên|là|lên|lên tới|lên đến|tới|đến|có|còn|xuống|xuống còn|chiếm|ở mức"
    "|với mức|lên mức|đến mức|được|với|gồm|bao gồm|khoảng|hơn|gần|trên|dưới|ước|ước tính|ước khoảng|trị giá|giá"
    "|tương đương|tương ứng|dự kiến|tổng cộng|vượt|vượt mức|về|ở|giảm còn|tăng lên|tăng lên mức|giảm xuống|giảm xuống còn"
    "|giao dịch ở mức|niêm yết ở mức|đã|nâng lên|nâng lên thành|không dưới|kỷ lục|khoảng từ|từ|chỉ|chỉ còn|chỉ đạt|thu về"
    "|đã đạt|cả|bằng|bình quân đạt|cao nhất|thấp nhất|chừng|duy trì ở mức|dao động|dao động từ|nằm ở mức|đứng ở mức|đứng",
    leading="ước tính|ước khoảng|đối với|liên quan đến|theo|với việc|do|thứ nhất là|đã|sẽ|đang|riêng|còn|và|thì|mà|nhưng|với|cũng"
    "|cùng|trong đó|các|những|nhờ đó|qua đó|theo đó|bên cạnh đó|vì|là|có|khiến|để|được|bị|vẫn|mới|rằng|hiện|trong|của"
    "|hiện có|hiện nay|cho biết|ước|dự kiến|tại|ở|tính đến|đến|từ|khi|gồm|như",
    trailing="đã|sẽ|đang|được|của|và|với|cho|là|có|cũng|tại|ở|trong|vẫn|vừa|ước|dự kiến|mỗi|các|những|khi|từ|vào|thêm|chỉ|bị|do"
    "|hiện|cả|về|theo|đến|tới|lên|một|bằng|gần|hơn|trên|nên|để|cùng|còn|như|rằng|gồm|đạt|thì|khoảng|cho đến|giai đoạn",
    noun_ends="tại ở trong và với của cho từ đến tới là đã sẽ đang bị được do vì để khi nên mà vào trên dưới theo sau trước qua gồm"
    " có thuộc bằng như rồi cùng so này đó nhưng hoặc hay thì cũng còn lên xuống ra về nhằm tăng giảm chiếm đạt trị năm"
    " tháng ngày quý nói nêu hôm hiện khoảng hơn gần không chưa phục mỗi nhờ giữa ngay đều đồng thêm lại",
    reporting="rằng|cho biết|cho hay|nói rằng|thông báo|khẳng định|cho rằng|nhận định|báo cáo|thông tin|dẫn lời|cho thấy|biết"
    "|tiết lộ|đưa tin|ghi nhận",
    heading="yêu cầu|tuyển|đào tạo|hỗ trợ|lắp đặt|thăm|tặng|sửa chữa|tăng cường|phấn đấu|kiểm soát|xây dựng|hoàn thành|tổ chức"
    "|triển khai|thực hiện|giải quyết|thu hút|đầu tư|huy động|cấp|trao|bố trí|phân bổ|đưa|đáp ứng|tiếp nhận|phát hiện"
    "|xử lý|xử phạt|tiếp tục|bắt|thu giữ|kiểm tra|giảm|tăng|quyết tâm|duy trì|nâng|mở|đảm bảo|bảo đảm|công nhận|cho phép"
    "|ghi nhận|huấn luyện|đồng thời|nhằm|nên|dù|kể cả|bao gồm",
    there="có|có tới|có đến|chỉ có|đã có|hiện có|vẫn có|vẫn còn|còn có|còn",
    measures="diện tích|chiều dài|chiều rộng|chiều cao|tổng|sản lượng|khối lượng|trọng lượng|công suất|mực nước|dung tích"
    "|năng suất|lượng|quy mô|độ cao|sản xuất|xuất khẩu|nhập khẩu|tiêu thụ|khai thác|vùng|diện tích trồng|độ sâu",
    earlier="này|nói trên|nêu trên|kể trên|trên đây|vừa nêu|ấy|kể cả|ở trên",
    where="tại|ở|trên địa bàn|tỉnh|thành phố|tp|của tỉnh|của thành phố|khắp|toàn|cả|trong|địa bàn|huyện|quận|thị xã|xã",
    denying="không|chưa|chẳng",
    aspects="đã|sẽ|đang|vẫn|cũng|từng|vừa|chỉ|phải|được cho|quyết định|tuyên bố|khẳng định|dự kiến|ký kết|tiếp tục|ký",
    since="từ kể",
    hanging="cụ thể|như|cộng thêm|cá biệt|trong đó|lại|cách|đồng thời|nên|dù|tuy|mặc dù|khiến|làm|để|nhằm|kể cả|tương đương"
    "|tương ứng|tăng|giảm|bằng|cao hơn|thấp hơn|bình quân|trung bình|chốt|so với|trị giá|chiếm|đạt|gấp|kém|hơn|cao|thấp"
    "|cộng|quy đổi|mỗi năm|mỗi ngày|mỗi tháng|hằng năm|hàng năm|vượt|nâng|tính ra|lên|xuống|xấp xỉ|quy ra|nhiều hơn"
    "|ít hơn|gấp đôi|kể từ",
    nameless="khối lượng|tổng số|tổng|số còn lại|tốc độ|tỷ lệ|tỉ lệ|mức|giá trị|tổng giá trị|tổng cộng|giá|số|số tiền|mức giá"
    "|con số|tổng chiều dài|chiều dài|diện tích|dung lượng|tăng|giảm|người|vụ|đơn vị|chiếc|cái|trường hợp|ca|lượt|lần"
    "|trận|điểm",
    joining="và|còn|nhưng|trong khi|song|với",
    toll="chết|tử vong|thiệt mạng|bị thương|mất tích|bị bắt|bắt giữ|tử nạn|tử thương|nhiễm|dương tính|mắc|qua đời|hy sinh",
)
