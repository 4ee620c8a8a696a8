// Exports: DEV_ZH. Labelled screens to tune the guard on, Chinese apps; none of them is in the frozen test. Notation: notation.ts.
export const DEV_ZH = String.raw`
@ 橙果外卖 | com.chengguo.food | plain | zh
= 提交订单
t 合计 ¥36.50
b 提交订单 :: payment
b 选择优惠券 :: none
b 极速支付 :: payment
= 支付
t 待支付 ¥36.50
b 确认付款 :: payment
b 去支付 :: payment
b 更换支付方式 :: none
= 购物车
b 去结算 :: payment
b 结算(3) :: payment
b 清空购物车 :: delete
b 凑单 :: none
= 订单
b 去评价 :: publish
b 申请退款 :: none
r 退款进度 :: none
b 申请开票 :: none
b 催单 :: none
=? 确认支付 ¥36.50？
b 取消 :: none
b 确定 :: payment
= 生活缴费
b 缴费 :: payment
b 立即缴费 :: payment
r 缴费记录 :: none
r 充值中心 :: none
= 会员中心
b ¥15/月 开通 :: payment
b 续费 :: payment
b 立即抢购 :: payment
b 买单 :: payment
=? 付款成功
b 完成 :: none
= 打车
b 呼叫快车 :: payment
b 联系司机 :: none
@ 小鲤钱包 | com.xiaoli.wallet | rn | zh
= 零钱
t 零钱 ¥128.00
b 提现 :: transfer
b 充值 :: payment
r 零钱明细 :: none
= 转账
f 金额
b 转账 :: transfer
b 添加转账说明 :: none
= 转给朋友
b 确认转出 :: transfer
b 立即转账 :: transfer
r 转账到账时间 :: none
= 理财
b 买入 :: payment
b 赎回 :: transfer
b 转入 :: transfer
r 收益明细 :: none
= 借款
b 还款 :: transfer
b 提前还款 :: transfer
r 还款计划 :: none
= 红包
b 发红包 :: transfer
r 红包记录 :: none
= 汇款
b 汇款 :: transfer
b 确认汇款 :: transfer
=? 转账金额 ¥200.00
t 收款方：周明
b 确认 :: transfer
b 取消 :: none
= 银行卡
b 添加银行卡 :: account-change
b 解绑银行卡 :: account-change
r 支付宝 :: none
r 支付设置 :: none
@ 白鹭聊天 | com.bailu.chat | plain | zh
= 周明
m 帮我转发一下 :: none
m 我已经付款了 :: none
m 晚上打电话说 :: none
f 输入消息 :: none @type=在吗
b 发送 :: send-message
i 语音通话 #call_voice :: call
i 表情 #emoji :: none
= 消息操作
r 转发 :: send-message
r 回复 :: send-message
r 删除 :: delete
r 收藏 :: none
r 撤回消息 :: none
= 群设置
r 退出群聊 :: account-change
r 清空消息 :: delete
r 群公告 :: none
= 转发
b 发送给好友 :: send-message
b 确认发送 :: send-message
b 重新发送 :: send-message
= 聊天
r 周明 | 删除那个文件 | 14:20 :: none
r 同事群 | 提交订单了吗 | 星期一 :: none
x 聊天 :: none
x 发现 :: none
= 资料
b 发消息 :: send-message
b 音视频通话 :: call
b 加入黑名单 :: none
=? 发送文件给周明？
b 取消 :: none
b 确定 :: send-message
=? 退出登录？
t 退出后不会删除历史数据
b 取消 :: none
b 退出 :: account-change
= 短信
b 发送短信 :: send-message
b 群发 :: send-message
b 立即回复 :: send-message
= 位置
b 发送我的位置 :: share-location
b 共享位置 :: share-location
b 搜索地点 :: none
b 位置 :: none
@ 浮光 | com.fuguang.video | compose | zh
= 发布
f 添加标题
b 发布 :: publish
b 发布作品 :: publish
b 存为草稿 :: none
= 视频
b 发评论 :: publish
b 评论 :: publish
b 收藏 :: none
r 评论 1.2万 :: none
b 关注 :: none
= 动态
b 发朋友圈 :: publish
b 发微博 :: publish
b 发表动态 :: publish
b 转发微博 :: publish
= 直播间
b 发弹幕 :: publish
b 开播 :: publish
b 送礼物 :: payment
= 点评
b 写点评 :: publish
b 发布评价 :: publish
r 查看全部评论 :: none
= 创作中心
r 发布规则 :: none
r 数据统计 :: none
=? 确认公开发表？
b 确定 :: publish
b 取消 :: none
=? 放弃编辑？
b 放弃 :: none
b 继续编辑 :: none
= 收藏夹
b 删除作品 :: delete
b 移除 :: delete
= 账号
b 注销账户 :: account-change
b 退出当前账号 :: account-change
r 隐私设置 :: none
@ 和风电话 | com.hefeng.phone | plain | zh
= 拨号盘
k
i 拨打 #dial :: call
i 删除 #dialpad_delete :: none
= 联系人
b 呼叫 :: call
b 视频电话 :: call
b 语音电话 :: call
r 通话时长 :: none
r 来电铃声 :: none
= 商家
b 拨打商家电话 :: call
b 一键拨打 :: call
b 电话联系 :: call
= 设置
r 呼叫转移 :: none
r 通话设置 :: none
r 通话录音 :: none
=? 拨打 10086？
b 取消 :: none
b 确定 :: call
= 通话中
b 挂断 :: none
b 免提 :: none
= 求助
b 紧急求助 :: call
b 拨打急救电话 :: call
b 立即呼叫 :: call
= 最近
b 清空通话记录 :: delete
@ 拾光相册 | com.shiguang.photo | rn | zh
= 相册
b 删除 :: delete
b 移到回收站 :: delete
b 添加到相册 :: none
b 编辑 :: none
= 回收站
b 全部删除 :: delete
b 恢复照片 :: none
b 永久删除 :: delete
= 筛选
b 重置 :: none
b 清空筛选 :: none
b 确定 :: none
= 搜索
i 清空输入 #clear :: none
b 清空搜索历史 :: delete
r 删除的照片怎么找回 :: none
=? 删除后不可恢复，是否继续？
b 继续 :: delete
b 取消 :: none
=? 删除成功
b 好的 :: none
=? 将从云端删除 3 张照片
b 确定 :: delete
b 取消 :: none
= 分享
b 上传照片 :: export-data
b 导出视频 :: export-data
b 分享链接 :: export-data
b 保存到本地 :: none
= 云备份
b 开始备份 :: export-data
b 同步到云端 :: export-data
b 上传文件 :: export-data
r 上传记录 :: none
= 手机管家
b 格式化 :: delete
b 清除数据 :: delete
b 抹除数据 :: delete
b 清理缓存 :: delete
@ 权限助手 | com.lbe.security.miui | plain | zh
=? 允许“浮光”使用相机？
b 仅在使用中允许 :: grant-permission
b 仅本次允许 :: grant-permission
b 拒绝 :: none
=? 允许“浮光”读取应用列表？
b 始终允许 :: grant-permission
b 使用时允许 :: grant-permission
b 拒绝且不再询问 :: none
@ 晨读 | com.chendu.reader | flutter | zh
= 欢迎来到晨读
t 充值会员畅读全站，发布书评认识书友
b 下一步 :: none
b 立即体验 :: none
= 开启权限
t 晨读想使用您的相机
b 允许 :: grant-permission
b 开启权限 :: grant-permission
b 暂不开启 :: none
b 立即授权 :: grant-permission
=? 需要存储权限
t 用于保存书籍
b 去设置 :: grant-permission
b 取消 :: none
=? 打开通知
t 不错过更新
b 打开通知 :: grant-permission
b 下次再说 :: none
= 读书
b 目录 :: none
b 订阅 :: payment
b 购买本章 :: payment
b 下载 :: none
r 充值说明 :: none
b 允许通知 :: grant-permission
@ 途宝 | com.tubao.map | plain | zh
= 行程
b 共享行程 :: share-location
b 分享实时行程 :: share-location
b 开始导航 :: none
= 位置共享
b 分享我的实时位置 :: share-location
b 发送当前位置 :: share-location
b 邀请好友 :: none
s 实时位置共享 :: share-location
s 定位服务 :: none
=? 位置共享
t 将与小周共享实时位置
b 同意 :: share-location
b 拒绝 :: none
=? 共享我的位置给家人？
b 确定 :: share-location
b 取消 :: none
= 安全
b 分享位置给紧急联系人 :: share-location
b 一键分享定位 :: share-location
r 位置信息说明 :: none
b 上报位置 :: share-location
@ 百宝应用 | com.baibao.store | compose | zh
= 记账本
b 安装 :: install
b 一键安装 :: install
r 应用权限 :: none
= 更新
b 全部更新 :: install
b 更新(25MB) :: install
b 忽略更新 :: none
=? 发现新版本 5.0
b 立即升级 :: install
b 以后再说 :: none
=? 是否安装该应用？
b 确定 :: install
b 取消 :: none
= 下载管理
b 安装包清理 :: delete
b 继续下载 :: none
= 系统升级
b 立即安装 :: install
b 下载更新 :: install
r 更新说明 :: none
b 检查更新 :: none
b 重新安装 :: install
b 现在安装 :: install
@ 小米安装 | com.miui.packageinstaller | plain | zh
=? 记账本
t 来源：百宝应用
b 继续安装 :: install
b 取消安装 :: none
=? 记账本
t 是否卸载此应用？
b 卸载 :: delete
b 取消 :: none
=? 记账本
t 安装完成
b 完成 :: none
b 打开 :: none
@ 手机设置 | com.hefeng.settings | plain | zh
= 更多设置
r 开发者选项 :: settings-security
r 关于手机 :: none
r 日期和时间 :: none
= 密码与安全
r 锁屏密码 :: settings-security
r 指纹解锁 :: settings-security
r 人脸解锁 :: settings-security
r 设备管理应用 :: settings-security
r 未知来源应用安装 :: settings-security
r 应用锁 :: settings-security
r 系统安全 :: none
= 调试
s USB 调试 :: settings-security
s 无线调试 :: settings-security
s USB安装 :: settings-security
s 显示布局边界 :: none
= 连接
r VPN :: settings-security
r 私人 DNS :: settings-security
r 蓝牙 :: none
r USB 传输文件 :: none
b 添加VPN :: settings-security
=? 开启USB调试？
b 确定 :: settings-security
b 取消 :: none
=? 允许安装未知应用
t 您的手机可能更容易受到攻击
b 允许 :: settings-security
= 备份与重置
r 清除所有数据 :: delete
r 恢复出厂设置 :: delete
r 还原所有设置 :: delete
= 应用信息
b 强行停止 :: none
b 卸载 :: delete
b 清除数据 :: delete
= 通知
s 允许通知 :: grant-permission
r 通知管理 :: none
= 声音
r 铃声音量 :: none
@ 锁匠 | com.suojiang.auth | plain | zh
= 登录
f 请输入手机号 :: none @type=138
f 请输入密码 :: credential @type=x
b 立即登录 :: credential
b 注册 :: credential
b 扫码登录 :: credential
b QQ登录 :: credential
r 其他登录方式 :: none
= 验证
f 验证码 :: credential @type=0000
b 发送验证码 :: credential
b 获取短信验证码 :: credential
b 提交验证码 :: credential
= 支付密码
f 支付密码 :: credential @type=1
f 动态口令 :: credential @type=1
b 指纹支付 :: payment
= 账号安全
r 修改密码 :: account-change
r 换绑手机 :: account-change
r 解绑微信 :: account-change
r 绑定邮箱 :: account-change
b 注销账号 :: account-change
b 切换账号 :: account-change
r 登录保护 :: none
r 登录历史 :: none
= 网页登录确认
b 确认登录 :: credential
b 取消登录 :: none
=? 登录已过期
t 请重新登录
b 确定 :: credential
=? 注销账号
t 注销后账号将无法恢复
b 确认注销 :: account-change
b 我再想想 :: none
=? 验证码错误
b 确定 :: none
= 生物识别
b 面容登录 :: credential
b 密码登录 :: credential
f 优惠码 :: none @type=A
= 银行卡
f 卡号 :: credential @type=62
f CVV码 :: credential @type=1
@ 美约 | com.meiyue.book | web | zh
= 预约
t 周五 19:30
b 立即预约 :: account-change
b 提交预约 :: account-change
b 查看门店 :: none
= 我的预约
b 取消预约 :: account-change
b 修改预约 :: account-change
r 预约记录 :: none
= 挂号
b 预约挂号 :: account-change
r 预约须知 :: none
=? 取消订单？
t 取消后优惠券将退回
b 确认取消 :: account-change
b 暂不取消 :: none
= 订阅
b 取消订阅 :: account-change
b 取消自动续费 :: account-change
b 退订 :: account-change
@ 签约通 | com.qianyue.sign | rn | zh
= 协议
b 同意 :: legal-consent
b 我同意 :: legal-consent
b 同意并继续 :: legal-consent
b 不同意 :: none
c 已阅读并同意《服务协议》 :: legal-consent
c 我已阅读并知晓风险 :: legal-consent
r 《服务协议》 :: none
= 合同
b 确认签署 :: legal-consent
b 立即签署 :: legal-consent
b 同意授权并登录 :: legal-consent,credential
b 查看合同 :: none
=? 隐私政策更新
t 请阅读并同意更新后的隐私政策
b 同意 :: legal-consent
b 退出应用 :: none
=? 免责声明
t 继续使用即表示您同意用户协议
b 继续 :: legal-consent
= 授权书
b 接受条款 :: legal-consent
c 同意用户协议和隐私政策 :: legal-consent
b 我知道了 :: none
= 资料
b 导出合同 :: export-data
b 上传身份证 :: export-data
b 共享屏幕 :: export-data
b 开始投屏 :: export-data
b 开始录屏 :: export-data
b 预览 :: none
=? 是否共享屏幕？
b 开始共享 :: export-data
b 取消 :: none
@ 消消果 | com.xiaoxiao.guo | flutter | zh
= 胜利
b 再玩一次 :: none
b 下一关 :: none
b 重新开始 :: none
b 炫耀一下 :: none
= 攻略
r 如何快速充值 :: none
r 删除道具教程 :: none
b 领红包 :: none
= 商城
b ¥12.00 :: payment
b 兑换 :: none
b 去看看 :: none
@ 青松银行 | com.qingsong.bank | plain | zh
= 我的账户
r 账户余额 | ¥12,300.50 :: none
r 交易明细 :: none
r 转账汇款 :: transfer
r 账单查询 :: none
= 付款确认
t 收款方 测试商户
t ¥88.00
b 确认付款 :: payment
b 取消付款 :: none
=? 交易密码
f 请输入交易密码 :: credential @type=1
b 确定 :: credential
= 注册
c 我已阅读并同意《隐私政策》 :: legal-consent
b 下一步
b 获取短信验证码 :: credential
= 设置
r 账号与安全 :: none
r 隐私 :: none
r 通用 :: none
r 清理缓存 | 128MB :: delete
r 退出登录 :: account-change
r 关于 :: none
= 账号安全
r 注销账号 | 注销后无法恢复 :: account-change
r 修改登录密码 :: account-change
r 登录设备管理 | 3台设备 :: none
r 第三方账号绑定 :: none
=? 清空购物车
t 确认清空购物车吗？
b 再想想 :: none
b 确认 :: delete
=? 关闭自动续费
t 关闭后将无法享受会员权益
b 确认关闭 :: account-change
b 保留权益 :: none
=? 是否允许“地图”在使用期间访问你的位置信息？
b 使用期间允许 :: grant-permission
b 仅此一次 :: grant-permission
b 不允许 :: none
@ 叮咚信 | com.dingdong.im | rn | zh
= 朋友圈
i 拍照分享 #camera :: none
b 评论 :: publish
b 赞 :: none
= 发现
r 朋友圈 :: none
r 扫一扫 :: none
r 附近 :: none
r 小程序 :: none
= 服务
b 收付款 :: none
b 钱包 :: none
b 信用卡还款 :: transfer
b 手机充值 :: none
b 生活缴费 :: none
= 群聊信息
r 群聊名称 :: none
r 删除并退出 :: delete
s 置顶聊天 :: none
r 投诉 :: none
= 通话
b 挂断 :: none
b 切换摄像头 :: none
= 聊天
b 发送 :: send-message
b 按住 说话 :: none
= 分享
b 发送给朋友 :: send-message
b 分享到朋友圈 :: publish
b 收藏 :: none
@ 手机管家 | com.miui.securitycenter | plain | zh
=? 安装未知应用
t 您的手机和个人数据更容易受到未知应用的攻击
b 允许 :: settings-security
b 拒绝 :: none
= 应用管理
b 卸载 :: delete
b 清除数据 :: delete
b 结束运行 :: none
= 自启动管理
s 允许自启动 :: grant-permission
= 手机清理
b 一键清理 :: delete
b 立即优化 :: none
@ 快燕出行 | com.kuaiyan.taxi | plain | zh
= 打车
b 确认呼叫
b 立即打车 :: payment
r 行程记录 :: none
= 行程中
b 分享行程 :: share-location
b 联系司机 :: none
b 取消订单 :: account-change
b 紧急求助 :: call
= 支付车费
b 确认支付32.5元 :: payment
= 评价
b 提交评价 :: publish
b 匿名提交 :: none
=? 开启位置权限
t 以便为您提供更准确的上车点
b 去开启 :: grant-permission
b 取消 :: none
@ 星河视频 | com.xinghe.video | compose | zh
= 播放
b 投屏 :: export-data
b 发弹幕 :: publish
b 倍速 :: none
b 开通会员 :: payment
b 缓存 :: none
r 评论(1024) :: none
= 下载
b 全部删除 :: delete
b 全部暂停 :: none
= 我的
r 观看历史 :: none
r 离线缓存 :: none
r 我的订阅 :: none
=? 清空观看历史？
b 取消 :: none
b 确定 :: delete
`;
