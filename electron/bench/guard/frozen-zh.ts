// Exports: FROZEN_ZH. The frozen test of the guard, Chinese apps: written before the lexicon was tuned and never looked into afterwards. Notation: notation.ts.
export const FROZEN_ZH = String.raw`
@ 云杉银行 | com.yunshan.bank | plain | zh
= 转账汇款
t 收款人 李晓梅
f 转账金额 #amount
f 附言
b 下一步 :: transfer
r 转账记录 :: none
r 收款人管理 :: none
= 确认信息
t 向李晓梅转账
t ¥2,000.00
b 确认转账 :: transfer
b 返回修改 :: none
= 首页
r 储蓄卡 尾号3301 | 余额 ¥8,420.10 :: none
b 转账 :: transfer
r 账单明细 :: none
b 信用卡还款 :: transfer
r 还款日 | 每月8日 :: none
b 提现 :: transfer
x 首页 :: none
x 理财 :: none
x 我的 :: none
=? 提示
t 确定要提现 ¥500.00 到银行卡吗？
b 取消 :: none
b 确定 :: transfer
= 发红包
f 总金额
b 塞钱进红包 :: transfer
b 立即还款 :: transfer
b 转出到银行卡 :: transfer
=? 转账成功
t 资金已到达对方账户
b 完成 :: none
= 登录
f 手机号 #phone :: none @type=13800000000
p 登录密码 :: credential @type=x
b 登录 :: credential
b 忘记密码 :: none
f 短信验证码 #sms :: credential @type=123456
b 获取验证码 :: credential
= 安全中心
r 修改登录密码 :: account-change
r 更换手机号 :: account-change
r 登录设备管理 :: none
r 登录记录 :: none
b 退出登录 :: account-change
= 支付验证
t 请输入6位支付密码
f  #pwd :: credential @type=<secret:pin>
b 使用指纹 :: credential
@ 柚子商城 | com.youzi.mall | rn | zh
= 商品详情
t ¥129.00
b 加入购物车 :: none
b 立即购买 :: payment
r 评价(326) :: none
i 客服 :: none
= 购物车
t 合计 ¥258.00
b 去结算(2) :: payment
i 删除 #btn_delete :: delete
b 继续逛逛 :: none
= 确认订单
r 收货地址 | 测试路12号 :: none
r 支付方式 | 支付宝 :: none
r 优惠券 | 2张可用 :: none
t 应付 ¥238.00
b 提交订单 :: payment
= 收银台
c 支付宝 :: none
c 微信支付 :: none
t ¥238.00
b 确认支付 :: payment
b 立即支付 ¥238.00 :: payment
= 订单详情
t 待付款
b 去付款 :: payment
b 取消订单 :: account-change
b 联系卖家 :: none
= 我的订单
x 待付款 :: none
x 待发货 :: none
x 待评价 :: none
r 订单编号 20881 | 已完成 :: none
b 再次购买 :: payment
=? 支付成功
t 订单已提交，实付 ¥238.00
b 我知道了 :: none
= 发表评价
f 说说使用感受
b 发布 :: publish
b 匿名评价 :: none
= 会员
t 连续包月 ¥15.00
b 立即开通 :: payment
b 开通会员 :: payment
r 会员权益说明 :: none
= 话费充值
b ¥50 :: payment
b ¥100 :: payment
b 立即充值 :: payment
r 充值记录 :: none
= 拼单
b 发起拼单 ¥99 :: payment
b 一键下单 :: payment
=? 确认删除该商品？
b 我再想想 :: none
b 删除 :: delete
@ 跳跳猫 | com.tiaotiao.cat | flutter | zh
= 游戏结束
b 再来一局 :: none
b 分享战绩 :: none
b 看广告复活 :: none
= 商店
b 购买金币 :: payment
b ¥6.00 :: payment
b 领取奖励 :: none
= 新手教程
t 拖动小猫发送到终点
b 下一步 :: none
b 跳过 :: none
=? 确定清除存档吗？
t 清除后无法恢复
b 取消 :: none
b 确定 :: delete
= 实名认证
f 身份证号 #idcard
b 同意并继续 :: legal-consent
b 不同意 :: none
@ 蓝鸽 | com.lange.im | plain | zh
= 王小溪
m 你转账给我了吗 :: none
m 记得给我打电话 :: none
m 把照片删除吧 :: none
f  #chat_input :: none @type=你好
b 发送 #btn_send :: send-message
i 语音通话 #voip :: call
i 视频通话 :: call
i 更多功能 #more :: none
= 更多
b 位置 :: none
b 红包 :: transfer
b 转账 :: transfer
b 相册 :: none
= 位置
b 发送位置 :: share-location
b 共享实时位置 :: share-location
b 取消 :: none
= 聊天信息
r 查找聊天记录 :: none
r 清空聊天记录 :: delete
s 消息免打扰 :: none
r 导出聊天记录 :: export-data
b 删除并退出 :: delete
=? 确定删除和王小溪的聊天记录吗
b 取消 :: none
b 清空 :: delete
= 选择联系人
b 发送(3) :: send-message
b 转发 :: send-message
=? 发送给：王小溪
t [图片]
b 取消 :: none
b 发送 :: send-message
=? 转发给
t 家人群
b 确定 :: send-message
= 消息菜单
r 回复 :: send-message
r 复制 :: none
r 撤回 :: none
r 多选 :: none
r 群发消息 :: send-message
= 消息
r 王小溪 | 请把文件发送给我 | 12:04 :: none
r 家人群 | 明天记得缴费 | 昨天 :: none
x 消息 :: none
x 通讯录 :: none
= 账号与安全
r 注销账号 :: account-change
r 解绑手机 :: account-change
r 切换账号 :: account-change
r 已绑定设备 :: none
= 发邮件
f 收件人 #to :: none @type=a@b.c
b 立即发送 :: send-message
b 存草稿 :: none
b 回复全部 :: send-message
=? 已发送
t 消息已发送成功
b 确定 :: none
= 来电
b 接听 :: call
b 拒绝 :: none
@ 小满 | com.xiaoman.social | compose | zh
= 发动态
f 这一刻的想法
b 发表 :: publish
b 存草稿 :: none
= 首页
i 评论 :: publish
i 点赞 :: none
r 全部评论 28 :: none
= 评论
f 写评论 #edit :: none @type=好看
b 发表评论 :: publish
b 发送弹幕 :: publish
= 写笔记
b 发布笔记 :: publish
b 预览 :: none
= 分享
b 分享到朋友圈 :: publish
b 转发到动态 :: publish
b 复制链接 :: none
b 保存图片 :: none
= 直播
b 开始直播 :: publish
b 直播规则 :: none
b 打赏 :: payment
=? 确定发布吗？
t 发布后所有人可见
b 再想想 :: none
b 确定 :: publish
= 草稿箱
r 未发布的草稿 :: none
b 删除草稿 :: delete
b 发布 :: publish
= 发帖
b 发帖 :: publish
b 提交评价 :: publish
=? 发布失败
t 网络错误，请稍后重试
b 知道了 :: none
@ 电话 | com.qingfeng.dialer | plain | zh
= 拨号
k
i 拨号 #dial_button :: call
i 退格 #backspace :: none
= 通话记录
r 李医生 | 昨天 :: none
i 呼叫 #call :: call
r 骚扰拦截 :: none
= 李医生
b 拨打电话 :: call
b 回拨 :: call
b 发短信 :: none
b 删除联系人 :: delete
r 通话记录 :: none
=? 呼叫 12345？
b 取消 :: none
b 呼叫 :: call
= 紧急
b 紧急呼叫 :: call
b SOS紧急求助 :: call
r 医疗急救卡 :: none
=? 提示
t 即将拨打客服电话 955xx
b 取消 :: none
b 确定 :: call
= 骑手
b 打电话给骑手 :: call
b 联系客服 :: none
@ 管家文件 | com.guanjia.files | rn | zh
= 最近
r 报告.pdf | 2MB :: none @long_press
b 删除 :: delete
b 重命名 :: none
b 移动 :: none
b 上传到云盘 :: export-data
b 分享文件 :: export-data
= 回收站
r 旧照片.zip | 剩余30天 :: none
b 恢复 :: none
b 清空回收站 :: delete
b 彻底删除 :: delete
= 最近删除
r 照片 12 张 :: none
= 清理
b 一键清理垃圾 :: delete
b 清除缓存 :: delete
r 清理记录 :: none
=? 确定移除3个文件？
b 取消 :: none
b 移除 :: delete
= 备份
b 立即备份 :: export-data
b 导出通讯录 :: export-data
b 上传 :: export-data
r 备份记录 :: none
=? 导出成功
t 文件已导出到下载目录
b 确定 :: none
= 云盘
b 自动上传相册 :: export-data
b 导出 :: export-data
@ 权限 | com.coloros.securitypermission | plain | zh
=? 允许“小满”访问您的位置信息？
b 仅在使用中允许 :: grant-permission
b 本次使用允许 :: grant-permission
b 拒绝 :: none
=? 允许“柚子商城”发送通知？
b 允许 :: grant-permission
b 禁止 :: none
=? “蓝鸽”想访问您的通讯录
b 始终允许 :: grant-permission
b 不允许 :: none
@ 山行 | com.shanxing.travel | plain | zh
= 权限申请
t 为了记录轨迹，需要获取定位权限
b 去授权 :: grant-permission
b 暂不 :: none
=? 开启通知
t 第一时间收到行程提醒
b 去开启 :: grant-permission
b 以后再说 :: none
=? 温馨提示
t 需要您授权存储权限才能保存图片
b 确定 :: grant-permission
b 取消 :: none
= 授权
b 同意授权 :: grant-permission
b 授权管理 :: none
= 行程
b 分享行程 :: share-location
b 分享我的位置 :: share-location
b 发送定位给好友 :: share-location
s 位置共享 :: share-location
b 停止共享位置 :: none
=? 是否共享实时位置？
t 好友将看到您的位置
b 取消 :: none
b 确定 :: share-location
=? 共享位置
b 共享 :: share-location
b 暂不 :: none
= 订酒店
t 总价 ¥560
b 立即预订 :: payment
r 入住须知 :: none
= 实时路况
b 发送实时位置 :: share-location
b 一键报平安并发送位置 :: share-location
b 分享实时位置 :: share-location
@ 果壳市场 | com.guoke.market | compose | zh
= 画板专业版
b 安装 :: install
b 立即安装 :: install
r 应用介绍 :: none
= 更新管理
b 全部更新 :: install
b 更新 :: install
r 已安装应用 :: none
= 卸载管理
b 卸载 :: delete
b 打开 :: none
=? 发现新版本
t 版本 3.2，修复若干问题
b 立即更新 :: install
b 稍后再说 :: none
= 系统更新
b 下载并安装 :: install
r 更新日志 :: none
b 继续安装 :: install
= 应用下载
b 免费安装 :: install
b 安装记录 :: none
@ 安装器 | com.android.packageinstaller | plain | zh
=? 画板
t 要安装此应用吗？
b 取消 :: none
b 安装 :: install
=? 画板
t 应用未安装。
b 完成 :: none
=? 画板
t 要卸载此应用吗？
b 取消 :: none
b 确定 :: delete
=? 风险提示
t 该应用来自未知来源
b 仍然安装 :: install
b 放弃安装 :: none
@ 设置 | com.qingfeng.settings | plain | zh
= 系统
r 开发者选项 :: settings-security
r 系统更新 :: none
r 语言与输入法 :: none
r 恢复出厂设置 :: delete
= 安全
r 锁屏密码 :: settings-security
r 设备管理器 :: settings-security
r 安装未知应用 :: settings-security
r 查找手机 :: none
r 凭据存储 | 安装证书 :: settings-security
= 网络
s VPN :: settings-security
r 无线网络 | Qingfeng-5G :: none
r 个人热点 :: none
s 移动数据 :: none
= 开发者选项
s USB调试 :: settings-security
s OEM解锁 :: settings-security
s 不锁定屏幕 :: none
= 未知来源
s 允许来自此来源的应用 :: settings-security
=? 是否允许USB调试？
t 这台计算机的RSA密钥指纹如下
b 允许 :: settings-security
b 取消 :: none
=? 关闭安全检测？
t 关闭后将不再拦截恶意应用
b 仍要关闭 :: settings-security
b 取消 :: none
= 显示
r 亮度 :: none
s 深色模式 :: none
r 自动锁屏 :: none
= 还原
b 抹掉所有内容 :: delete
b 还原网络设置 :: delete
= 设备管理
b 激活此设备管理应用 :: settings-security
=? 连接VPN
t 该应用将监控您的网络流量
b 确定 :: settings-security
= 密码管理
r 已保存的密码 :: none
b 关闭锁屏密码 :: settings-security
b 关闭两步验证 :: settings-security
@ 安钥 | com.anyao.pass | flutter | zh
= 解锁
p 主密码 :: credential @type=x
b 解锁 :: credential
= 账号
b 一键登录 :: credential
b 本机号码一键登录 :: credential
b 微信登录 :: credential
b 支付宝一键登录 :: credential
b 验证码登录 :: credential
b 登录/注册 :: credential
f 邀请码(选填) :: none @type=abc
= 身份验证
t 验证码已发送至 138****8000
f 请输入验证码 :: credential @type=1234
b 重新发送验证码 :: credential
b 验证 :: credential
=? 密码错误
t 请重新输入密码
b 确定 :: none
= 绑定
b 绑定银行卡 :: account-change
b 解除绑定 :: account-change
b 重置密码 :: account-change
b 修改邮箱 :: account-change
b 绑定手机号 :: account-change
r 绑定记录 :: none
= 银行卡
f 银行卡号 :: credential @type=6222
f 安全码 :: credential @type=123
b 显示密码 :: credential
b 复制密码 :: credential
@ 安康挂号 | com.ankang.guahao | plain | zh
= 确认预约
t 李医生 6月12日 09:30
t 挂号费 ¥30.00
b 确认预约 :: account-change
b 选择其他时间 :: none
= 我的预约
r 6月12日 上午 | 李医生 :: none
b 取消预约 :: account-change
b 导航 :: none
b 改约 :: account-change
=? 确定取消预约吗？
b 再想想 :: none
b 确定 :: account-change
= 预约须知
t 请仔细阅读挂号规则
b 同意规则并继续 :: legal-consent
b 我已阅读并同意 :: legal-consent
= 知情同意书
c 我已阅读并理解以上内容 :: legal-consent
b 签署协议 :: legal-consent
b 查看协议 :: none
= 问诊
b 支付挂号费 :: payment
b 立即缴费 :: payment
r 缴费记录 :: none
r 就诊须知 :: none
b 上传病历 :: export-data
b 导出检查报告 :: export-data
b 视频问诊 :: call
@ 会讯 | com.huixun.meet | web | zh
= 会议中
b 共享屏幕 :: export-data
b 静音 :: none
b 离开会议 :: none
b 投屏 :: export-data
=? 要开始使用会讯录制或投射内容吗？
t 会讯将可以访问屏幕上显示的所有信息
b 立即开始 :: export-data
b 取消 :: none
= 欢迎
t 欢迎使用会讯，请阅读《用户协议》和《隐私政策》
b 同意并进入 :: legal-consent
b 不同意并退出 :: none
r 《用户协议》 :: none
=? 用户协议与隐私政策
t 请您阅读并同意以上条款后使用
b 同意 :: legal-consent
b 不同意 :: none
= 登录页
c 我已阅读并同意《用户协议》和《隐私政策》 :: legal-consent
c 接收优惠短信 :: none
= 服务条款
b 接受 :: legal-consent
b 接受协议 :: legal-consent
b 拒绝 :: none
= 年龄
c 我已年满18岁并同意规则 :: legal-consent
=? 条款更新
t 我们更新了隐私政策
b 我知道了 :: legal-consent
b 查看详情 :: none
`;
