// Exports: FRESH_ZH. Screens written without having read the lexicon, Chinese.

export const FRESH_ZH = `
@ 江岸银行 | com.jiangan.bank | material | zh
= 转账汇款
f 收款人姓名 :: none @type=李明
f 收款账号 :: none @type=6222020000
f 转账金额 :: none @type=500
b 下一步 :: none
= 确认信息
t 收款人 李明
t 金额 500.00元
b 确认转出 :: transfer
b 返回修改 :: none
=+ 安全提醒
t 请确认对方身份，谨防电信诈骗。
b 继续转账 :: transfer
b 取消转账 :: none
= 我的银行卡
r 挂失 :: account-change
r 解绑此卡 :: account-change
r 交易明细 :: none
r 转账记录 :: none
= 请输入交易密码
p 6位数字密码 :: credential @type=135790
b 确定 :: credential
= 限额设置
s 小额免密支付
r 手势密码
= 信用卡
b 立即还款 :: transfer
l 还款记录 :: none

@ 随手付 | com.suishou.pay | compose | zh
= 付款
t ¥68.00
t 商户：老张面馆
b 确认付款 :: payment
b 花呗付款 :: payment
l 更换付款方式 :: none
= 红包
t 恭喜发财，大吉大利
b 塞钱进红包 :: transfer
r 红包记录 :: none
= 零钱
b 提现到银行卡 :: transfer
b 充值
r 账单 :: none
=? 确认解除免密协议？
t 解除后，该商户将无法自动扣款
b 暂不 :: none
b 确认解除 :: account-change
= 给朋友转账
t 转账给 阿芳（**芳）
b 转账 :: transfer
i 收付款 :: none
= 生活缴费
t 电费 应缴 86.20元
b 立即缴费 :: payment
l 缴费记录 :: none

@ 淘趣 | com.taoqu.mall | rn | zh
= 确认订单
t 合计：¥129.00
b 提交订单 :: payment
l 优惠券 :: none
= 限时秒杀
t 秒杀价 ¥9.9
b 立即抢购 :: payment
b 提醒我 :: none
= 商品详情
b 加入购物车 :: none
b 立即购买 :: payment
b 客服 :: none
= 我的订单
b 取消订单 :: account-change
b 确认收货
b 查看物流 :: none
b 评价晒单
=? 温馨提示
t 确定要取消该订单吗？取消后优惠券不予退还
b 我再想想 :: none
b 确定取消 :: account-change
= 发表评价
f 说说宝贝怎么样 :: none @type=很好
b 发布 :: publish
= 购物车
l 移除 :: delete
b 去结算(3)

@ 饱饱外卖 | com.baobao.waimai | web | zh
= 支付订单
t 剩余支付时间 14:32
t ¥42.5
b 确认支付 ¥42.5 :: payment
b 取消支付 :: none
=? 确认取消支付吗？
t 订单将保留15分钟
b 继续支付 :: payment
b 确认离开 :: none
= 订单详情
b 联系骑手 :: none
l 拨打商家电话 :: call
b 再来一单 :: none
b 申请退款 :: account-change
= 打赏骑手
b ¥2 :: payment
b ¥5 :: payment
l 取消 :: none

@ 快行打车 | com.kuaixing.taxi | flutter | zh
= 选择车型
t 预估 23.5元
b 立即叫车 :: payment
b 预约用车 :: none
= 行程中
t 王师傅 · 浙A·8K21Q
i 打电话 :: call
i 发消息
b 一键报警 :: call
b 分享行程 :: share-location
b 取消行程 :: account-change
=? 开启定位服务
t 允许“快行打车”使用您的位置，以便司机接您
b 去开启 :: grant-permission
b 暂不开启 :: none
= 行程结束
b 去评价 :: none
b 支付23.5元 :: payment

@ 聊聊 | com.liaoliao.im | compose | zh
= 同学群(36)
m 周六几点集合？
f 输入消息 :: none @type=十点
i 发送 :: send-message
i 语音通话 :: call
i 表情 :: none
= 更多功能
r 位置 :: none
r 相册 :: none
= 发送位置
r 共享实时位置 :: share-location
b 发送 :: share-location
= 群聊设置
r 退出群聊 :: account-change
r 清空聊天记录 :: delete
r 消息免打扰 :: none
r 查找聊天记录 :: none
=? 删除好友
t 将联系人“阿强”删除，将同时删除与该联系人的聊天记录
b 取消 :: none
b 删除联系人 :: delete
= 动态
i 发朋友圈
b 发表 :: publish
b 评论 :: none
i 赞 :: none
=? 撤回该条消息？
b 撤回 :: delete
b 取消 :: none
= 帐号与安全
r 更换手机号 :: account-change
r 注销账号 :: account-change
r 登录设备管理 :: none
=? 发送给：阿芳
t [图片]
b 发送 :: send-message
b 取消 :: none

@ 雲頂郵箱 | tw.yunding.mail | plain | zh
= 撰寫郵件
f 收件者 :: none @type=wang@example.org
i 傳送 :: send-message
i 附加檔案 :: none
i 捨棄 :: delete
= 郵件
i 封存 :: none
i 刪除 :: delete
b 全部回覆
b 轉寄
=? 清空垃圾桶？
t 所有郵件將永久刪除，無法復原。
b 取消 :: none
b 清空 :: delete
= 登入
f 電子郵件 :: none @type=a@example.org
p 密碼 :: credential @type=abcd1234
b 登入 :: credential
l 忘記密碼？ :: none

@ 好物台灣 | tw.haowu.shop | rn | zh
= 結帳
t 總計 NT$1,280
b 下訂單 :: payment
b 繼續購物 :: none
= 商品
b 直接購買 :: payment
b 加入購物車 :: none
= 會員中心
r 刪除帳號 :: account-change
r 購買紀錄 :: none
c 我已閱讀並同意服務條款 :: legal-consent
= 儲值
t 儲值金額 NT$500
b 確認儲值 :: payment
= 寫評論
b 發佈評論 :: publish

@ 系统设置 | com.android.settings | material | zh
= 开发者选项
s USB 调试 | 连接 USB 后启用调试模式 :: settings-security
s OEM 解锁 :: settings-security
s 不锁定屏幕 :: none
= 重置选项
r 清除所有数据（恢复出厂设置） :: delete
b 恢复出厂设置 :: delete
= 安装未知应用
s 允许来自此来源的应用 :: settings-security
= 查找我的手机
s 查找设备 | 丢失时可定位、锁定 :: settings-security
= 显示
s 深色模式 :: none
r 自动锁屏 | 30秒 :: none
r 字体大小 :: none
= 应用信息
b 强行停止 :: none
b 卸载 :: delete
b 清除数据 :: delete
b 清除缓存
= 网络
r VPN
s 始终开启的 VPN :: settings-security
=? 允许 USB 调试吗？
t 这台计算机的 RSA 密钥指纹如下：8A:11
c 一律允许使用这台计算机进行调试 :: settings-security
b 允许 :: settings-security
b 取消 :: none
= 安全
r 关闭锁屏密码 :: settings-security
s 应用安装前安全检测 :: settings-security

@ 权限控制 | com.android.permissioncontroller | plain | zh
=? 允许“聊聊”拍摄照片和录制视频吗？
b 仅在使用中允许 #permission_allow_foreground_only_button :: grant-permission
b 本次使用允许 #permission_allow_one_time_button :: grant-permission
b 拒绝 #permission_deny_button :: none
=? 允许“易记”访问您的通讯录吗？
b 始终允许 :: grant-permission
b 不允许 :: none

@ 安装程序 | com.miui.packageinstaller | plain | zh
=? 星球大作战
t 来源：浏览器下载
b 继续安装 :: install
b 取消安装 :: none
=? 更新
t 发现新版本 5.2，是否更新该应用？
b 立即更新 :: install
b 以后再说 :: none
=? 要卸载此应用吗？
b 确定 :: delete
b 取消 :: none

@ 应用宝库 | com.yingyong.store | rn | zh
= 星图相机
b 安装 :: install
b 分享 :: none
l 查看全部评论 :: none
= 应用更新
b 全部更新 :: install
b 忽略 :: none
r 安装记录 :: none
= 详情
b 下载并安装 :: install
b 打开 :: none
b 预约 :: none
= 流量提醒
t 当前为移动网络，安装包大小 120MB
b 继续下载安装 :: install
b 等待WLAN :: none

@ 云盒 | com.yunhe.drive | compose | zh
= 文件
r 分享链接 :: export-data
r 下载 :: none
r 重命名 :: none
r 删除 :: delete
= 回收站
b 还原 :: none
b 彻底删除 :: delete
b 一键清空 :: delete
= 设置
s 自动上传相册 :: export-data
r 导出全部文件 :: export-data
r 存储空间 :: none
r 退出所有设备 :: account-change
= 会员
t 连续包月 ¥12
b 立即开通 :: payment
l 会员协议 :: none
= 备份
b 立即备份 :: export-data
b 恢复备份 :: none

@ 安康医院 | com.ankang.hospital | web | zh
= 预约挂号
t 张医生 内科 上午 09:00 挂号费 25元
b 确认预约 :: account-change
b 选择其他时间 :: none
= 我的预约
b 取消预约 :: account-change
b 查看详情 :: none
= 知情同意书
c 本人已知晓并同意上述内容 :: legal-consent
b 同意并签署 :: legal-consent
b 不同意 :: none
= 缴费
t 待缴金额 ¥213.40
b 去支付
l 缴费须知 :: none
= 病历
b 导出报告 :: export-data
b 授权给其他医院查看 :: grant-permission

@ 政务通 | gov.zhengwutong | web | zh
= 登录
f 身份证号 :: none @type=110101
f 短信验证码 :: credential @type=483920
b 登录 :: credential
c 我已阅读并同意《用户协议》和《隐私政策》 :: legal-consent
l 《隐私政策》 :: none
= 授权登录
t “社保查询”申请获取您的姓名、身份证号
b 授权并登录 :: grant-permission,credential
b 拒绝 :: none
= 承诺书
t 本人承诺所填信息真实有效
b 我承诺并提交 :: legal-consent
= 办事指南
l 拨打12345热线 :: call
b 在线咨询 :: none
b 我要办理 :: none
= 用户协议更新
b 同意并继续 :: legal-consent
b 不同意并退出 :: none

@ 币港 | io.bigang.wallet | compose | zh
= 提币
f 提币地址 :: none @type=0x82
b 确认提币 :: transfer
l 提币记录 :: none
= 备份助记词
t 请勿截屏或告诉他人
b 查看助记词 :: credential
b 稍后备份 :: none
= 买币
t 支付 1000 CNY
b 确认购买 :: payment
= 签名请求
b 确认签名 :: legal-consent
b 拒绝 :: none
= 安全中心
r 绑定谷歌验证器 :: account-change
r 修改登录密码 :: account-change
r 防钓鱼码 :: none

@ 米屋智家 | com.miwu.home | flutter | zh
= 客厅
s 吸顶灯 :: none
b 开门 :: none
= 设备设置
r 删除设备 :: delete
r 移除成员 :: account-change
r 固件升级 :: none
= 摄像头
b 格式化存储卡 :: delete
b 一键呼叫 :: call
b 录像回放 :: none
=? 发现新固件
b 立即升级 :: install
b 暂不升级 :: none

@ 缘分 | com.yuanfen.dating | rn | zh
= 与小雨聊天
f 说点什么 :: none @type=你好
b 发送 :: send-message
i 送礼物
b 解除匹配 :: account-change
= 会员中心
t 超级会员 ¥98/月
b 立即续费 :: payment
b 恢复购买 :: none
= 隐私
b 分享我的位置 :: share-location
b 隐身访问 :: none
r 注销账户 :: account-change

@ 钉协 | com.dingxie.work | material | zh
= 项目组
i 语音会议 :: call
f 发消息给项目组 :: none @type=收到
i 发送消息 :: send-message
b 全员提醒 :: none
= 会议
b 共享屏幕 :: export-data
b 静音 :: none
b 离开会议 :: none
= 请假申请
b 撤销申请 :: account-change
b 存草稿 :: none
= 通讯录
r 王经理 | 产品部 :: none
b 拨打电话 :: call
b 导出通讯录 :: export-data
= 公告
b 发布公告 :: publish
r 历史公告 :: none

@ 小书 | com.xiaoshu.social | rn | zh
= 发布笔记
f 填写标题 :: none @type=周末露营
b 发布笔记 :: publish
b 存草稿 :: none
= 笔记详情
i 收藏 :: none
f 说点好听的… :: none @type=好看
b 发送评论 :: publish
i 点赞 :: none
= 直播
b 开始直播 :: publish
b 开播设置 :: none
=? 确定删除这篇笔记？
b 狠心删除 :: delete
b 再想想 :: none
= 我
r 我的评论 :: none
r 浏览记录 :: none
r 清空浏览记录 :: delete
= 阿强
b 关注 :: none
b 私信

@ 守护家 | com.shouhu.family | material | zh
= 权限引导
r 开启无障碍服务 :: settings-security
r 激活设备管理器 :: settings-security
s 显示悬浮窗 :: grant-permission
r 允许读取使用情况 :: grant-permission
= 孩子位置
s 与家人共享位置 :: share-location
b 刷新 :: none
= 紧急联系
b SOS 紧急求助 :: call
r 通话记录 :: none
b 编辑联系人 :: none

@ 飞途旅行 | com.feitu.travel | flutter | zh
= 订单填写
t 总价 ¥1,860
b 去支付
c 已阅读并同意退改规则 :: legal-consent
= 我的订单
b 退票 :: account-change
b 改签 :: account-change
b 打印行程单 :: none
= 收银台
b 立即支付 :: payment
b 稍后支付 :: none
= 分享
b 共享位置给同行人 :: share-location
b 复制链接 :: none

@ 烈焰传说 | com.lieyan.game | flutter | zh
= 充值
b ¥6 :: payment
b 首充礼包 30元 :: payment
= 公会
b 退出公会 :: account-change
b 发送到世界频道 :: send-message
b 公会战 :: none
= 设置
b 删除角色 :: delete
b 绑定手机 :: account-change
b 切换账号
b 支付宝皮肤活动 :: none
= 登录
b 游客登录
b 微信登录 :: credential
c 同意用户协议 :: legal-consent

@ 电话 | com.android.contacts | material | zh
= 通话
r 妈妈 | 手机 昨天 :: none
i 呼叫 :: call
i 拨号键盘 :: none
= 王芳
r 发送短信
b 拨打 138 0013 8000 :: call
b 视频通话 :: call
b 删除联系人 :: delete
= 短信
i 发送 :: send-message
f 短信内容 :: none @type=到了
=? 删除会话？
b 删除 :: delete
b 取消 :: none

@ 易记 | com.yiji.notes | plain | zh
= 笔记
i 撤销删除 :: none
i 删除 :: delete
i 分享 :: none
= 欢迎
t 请阅读《服务协议》与《隐私政策》
b 同意 :: legal-consent
b 暂不使用 :: none
= 设置
r 导出笔记 :: export-data
r 私密锁 :: none
r 意见反馈 :: none
r 回收站 :: none
=? 是否允许“易记”开启自启动？
b 允许 :: grant-permission
b 禁止 :: none

@ 灵听 | com.lingting.music | compose | zh
= 评论
i 发布评论 :: publish
r 最新评论 :: none
= 开通
t 首月 ¥6，之后 ¥15/月自动续费
b 确认协议并开通 :: payment
b 关闭 :: none
= 设置
r 关闭自动续费 :: account-change
r 清理缓存
r 退出登录
= 歌单
b 删除歌单 :: delete
b 播放全部 :: none
b 导入歌单 :: none

@ 悦动 | com.yuedong.fit | flutter | zh
= 跑步结束
b 保存记录 :: none
b 放弃本次记录 :: delete
b 分享到动态 :: publish
= 数据
b 导出运动数据 :: export-data
b 上传到云端 :: export-data
b 清空所有数据 :: delete
= 权限
t 需要访问您的健康数据
b 授权 :: grant-permission
b 暂不授权 :: none
= 位置
b 实时位置共享 :: share-location

@ 极速浏览 | com.jisu.browser | plain | zh
= 清除数据
b 清除浏览数据 :: delete
r 历史记录 :: none
=? maps.example.cn 想获取您的位置信息
b 允许 :: grant-permission
b 拒绝 :: none
=? 安装应用
t 下载完成，是否安装“星球.apk”？
b 安装 :: install
b 取消 :: none
= 密码
i 显示密码 :: credential
b 导出密码 :: export-data
=? 要打开“电话”吗？
t tel:4008001234
b 呼叫 :: call
b 取消 :: none

@ 地图家 | com.dituj.map | material | zh
= 分享
b 发送实时位置 :: share-location
b 分享地点 :: none
= 博物馆
b 电话 :: call
b 路线 :: none
b 收藏 :: none
= 写点评
b 提交点评 :: publish
b 传图 :: none
= 足迹
b 删除全部足迹 :: delete
b 共享给家人
`;
