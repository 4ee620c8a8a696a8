// Exports: words. Shop in Chinese, its catalogue included.

import { translator } from '../define.ts';

export const words = translator({
  Shop: '商城', 'Search products': '搜索商品', Cart: '购物车', Orders: '我的订单', All: '全部', Kitchen: '厨房', Office: '办公', Electronics: '数码', Outdoor: '户外', Books: '图书', 'Add to cart': '加入购物车', 'Buy now': '立即购买', Quantity: '数量', Options: '规格', Description: '商品详情', 'In stock · Delivery in 2 days': '有货 · 2 天内送达', '{0}. Sent from the warehouse in Hangzhou. Returns within 14 days.': '{0}。从杭州仓库发货，支持 14 天内退货。',
  Checkout: '结算', 'Place order': '提交订单', 'Delivery address': '收货地址', 'Choose a delivery address': '请选择收货地址', 'Payment method': '支付方式', Goods: '商品', Shipping: '运费', 'Free shipping': '免运费', Total: '合计', 'Your cart is empty': '购物车是空的', 'Add new address': '新增收货地址', Name: '收件人', Phone: '电话', Street: '街道', City: '城市', Save: '保存',
  'Order placed': '支付成功', 'Order number': '订单号', 'View orders': '查看订单', 'Continue shopping': '继续购物', Remove: '删除', 'Remove {0}': '删除{0}', 'Remove from cart?': '要从购物车中删除吗？', 'Choose an option': '请选择规格', 'Added to cart': '已加入购物车', 'Sold out': '已售罄', Favourite: '收藏', 'Confirm payment': '确认支付', 'Pay {0}': '支付 {0}', 'No products found': '没有找到商品', 'Use current location': '使用当前位置', 'Location is off for Shop': '“商城”没有位置权限', Alipay: '支付宝', 'WeChat Pay': '微信支付', 'Bank card ending 4471': '银行卡（尾号 4471）',
  'Decrease {0}': '减少{0}', 'Increase {0}': '增加{0}', quantity: '数量', 'Payment failed': '支付失败', 'The network is not available. You have not been charged.': '网络不可用。您尚未被扣款。', OK: '确定', 'Enter a name': '请输入收件人', 'Enter a phone': '请输入电话', 'Enter a street': '请输入街道', 'Enter a city': '请输入城市', 'Enter a valid phone number': '请输入有效的电话号码',
  'No orders yet': '还没有订单', 'This order no longer exists': '此订单已不存在', 'Cancel order': '取消订单', 'Cancel this order?': '要取消此订单吗？', 'The amount will be returned to your account.': '款项将退回您的账户。', 'Keep order': '保留订单', Processing: '处理中', Cancelled: '已取消', Delivered: '已送达',
  'Blue mug': '蓝色马克杯', 'Enamel kettle': '搪瓷水壶', 'Chopsticks, 5 pairs': '筷子（5 双）', 'Cutting board': '砧板', 'Rice cooker': '电饭煲', 'Tea strainer': '茶滤', 'Notebook A5': 'A5 笔记本', 'Gel pen, black': '中性笔（黑色）', 'Desk lamp': '台灯', 'Sticky notes': '便利贴', Stapler: '订书机', 'Paper clips': '回形针', 'USB-C cable': 'USB-C 数据线', 'Power bank 10000 mAh': '充电宝 10000 mAh', 'Wireless mouse': '无线鼠标', 'Phone stand': '手机支架', 'Bluetooth speaker': '蓝牙音箱', 'Screen protector': '屏幕保护膜',
  'Camping chair': '露营椅', 'Water bottle': '水壶', 'Head torch': '头灯', 'Rain jacket': '雨衣', 'Field guide to birds': '鸟类图鉴', 'Learn to test': '学会测试', 'Tea in China': '中国茶', 'Sold-out calendar': '售罄的日历',
  Red: '红色', White: '白色', Black: '黑色', Blue: '蓝色', Grey: '灰色', Green: '绿色', Small: '小号', Large: '大号', Dotted: '点阵', Lined: '横线', Blank: '空白', Paperback: '平装', Hardcover: '精装',
});
