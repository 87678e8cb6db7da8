/** Names of streets, villages, estates and brands that the generator puts together. */
const words = (text: string): readonly string[] => text.split(' ')

export const roadNames = words(
  '人民路 解放路 建设路 中山路 和平路 新华路 文化路 胜利路 东风路 光明路 振兴路 团结路 迎宾路 环城路 友谊路 朝阳路 青年路 ' +
    '北京路 长江路 黄河路 滨河路 沿江路 站前路 府前街 学院路 体育路 健康路 商业街 步行街 民主路 幸福路 富民路 兴业路 兴盛路 ' +
    '康乐路 平安路 永安路 长安路 泰山路 华山路 昆仑路 天山路 南湖路 西湖路 东湖路 凤凰路 龙泉路 金山路 银河路 玉泉路 桃园路 ' +
    '松江路 柳河路 梅林路 竹园路 杏林路 桂花路 樱花路 银杏路 梧桐路 杨柳路',
)
export const roadPrefixes = words('东 西 南 北 新 大 上 下 前 后')
export const industrialRoadNames = words(
  '工业大道 工业一路 工业二路 工业三路 创业路 创业一路 创业园路 科技大道 科技一路 科技二路 兴工路 兴园路 园区大道 园区一路 ' +
    '经一路 经二路 经三路 纬一路 纬二路 纬三路 纬四路 开发大道 开源路 腾飞路 腾达路 振业路 实业路 货场路 港前路 临港大道',
)
export const villageNames = words(
  '张家 李家 王家 陈家 赵家 刘家 大塘 上塘 石桥 双桥 新联 永丰 前进 红星 东村 西村 南庄 北庄 沙边 河口 龙潭 凤岭 白石 青山 ' +
    '黄泥 长岗 大岭 小河 三合 四联 五星 六合 高桥 马鞍 柳林 杨树 桃源 梅岭 樟树 榕树',
)
export const parkWords = words(
  '高新技术 经济开发 科技 循环经济 机械装备 新材料 智能制造 轻工 食品 五金 家居 电子信息 汽车零部件 纺织 绿色建材 临港 现代物流 ' +
    '民营 特色 东城 西城 南部 北部 滨江 滨河 城东 城西 城南 城北',
)
export const estateWords = words(
  '联东 中集 普洛 万洋 中南 宏盛 兴隆 金港 天安 力合 金地 恒业 众创 盛泰 同创 华丰 百汇 三和 大成 银泰 鼎新 国泰 嘉华 正大 南方 北辰',
)
export const towerWords = words(
  '国际 环球 时代 财富 金融 中心 万达 商务 世纪 新天地 华侨 广电 电信 汇金 星河 绿地 富力',
)
export const marketWords = words(
  '五金机电 建材 家具 灯饰 服装 小商品 农副产品 汽配 钢材 皮革 陶瓷 水产 电子 茶叶 装饰材料',
)
export const brandFirst = words(
  '宏 鑫 盛 华 兴 顺 德 恒 永 金 利 泰 瑞 丰 嘉 佳 荣 昌 隆 天 龙 祥 康 安 信 诚 达 远 创 新 伟 明 亿 万 富 裕 凯 腾 飞 骏 博 正 大 中 ' +
    '国 东 南 联 合 众 同 力 强 精 锐 科 美 雅 尚 优 旺 昊 晟 铭 耀 辉',
)
export const brandSecond = words(
  '达 盛 泰 发 源 丰 隆 兴 业 成 通 润 康 宇 华 鑫 辉 诚 和 利 顺 昌 腾 凯 林 峰 海 洋 洲 阳 鸿 森 特 尔 美 雅 佳 力 科 邦 祥 瑞 信 安 ' +
    '荣 锦 朗 晖 翔 亚 星 龙',
)
export const surnames = words(
  '王 李 张 刘 陈 杨 黄 赵 吴 周 徐 孙 马 朱 胡 郭 何 高 林 罗 郑 梁 谢 宋 唐 许 韩 冯 邓 曹 彭 曾 肖 田 董 袁 潘 于 蒋 蔡 余 杜 叶 程 苏 魏 吕',
)
