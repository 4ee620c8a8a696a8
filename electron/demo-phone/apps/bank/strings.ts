// Exports: words. Bank in Chinese.

import { translator } from '../define.ts';

export const words = translator({
  Bank: '银行', 'Everyday account': '日常账户', Savings: '储蓄账户', 'Travel card': '旅行卡', Accounts: '账户', 'Recent transactions': '最近交易', Transactions: '交易记录', 'No transactions': '没有交易记录', Transfer: '转账', Payees: '收款人', 'Choose a payee': '选择收款人', 'New payee': '新增收款人', Unknown: '未知',
  Salary: '工资', Rent: '房租', 'Green Market': '绿色市场', 'Metro card': '地铁卡充值', Electricity: '电费', 'Shop order 20260217': '商城订单 20260217', 'Coffee Corner': '街角咖啡', Bookshop: '书店', Pharmacy: '药店', 'Restaurant Lotus': '莲花餐厅', 'Phone bill': '话费', Gym: '健身房', Bakery: '面包店', Taxi: '出租车', Refund: '退款', Insurance: '保险', Cinema: '电影院', Landlord: '房东',
  'Enter an amount such as 120.50': '请输入金额，例如 120.50', 'Insufficient funds': '余额不足', 'Over the daily limit of {0}': '超过每日限额 {0}', Amount: '金额', Memo: '附言', Review: '下一步', From: '付款账户', To: '收款人', Fee: '手续费', 'Review transfer': '核对转账信息', 'Confirm transfer': '确认转账', 'No connection. Nothing was sent.': '没有网络连接。未转出任何款项。',
  '{0} is your Bank code for {1} to {2}. Never share it.': '{0} 是您向{2}转账 {1} 的银行验证码，请勿泄露。', 'a payee': '收款人', 'Ask for a new code': '请重新获取验证码', 'The code has expired': '验证码已过期', 'Too many wrong codes. The transfer was cancelled.': '验证码错误次数过多，转账已取消。', 'Wrong code. {0} tries left.': '验证码错误，还可尝试 {0} 次。', 'Wrong code. {0} try left.': '验证码错误，还可尝试 {0} 次。',
  'Enter one-time code': '输入一次性验证码', 'We sent a 6-digit code to your phone as a text message.': '我们已通过短信向您的手机发送 6 位验证码。', 'One-time code': '一次性验证码', 'Send money': '确认转出', 'Cancel transfer': '取消转账', 'Enter a name': '请输入姓名', 'Enter a valid account number': '请输入有效的账号', Name: '姓名', 'Account number': '账号', 'Save payee': '保存收款人',
  'Transfer complete': '转账成功', '{0} to {1}': '{0}，收款人：{1}', 'Back to accounts': '返回账户',
});
