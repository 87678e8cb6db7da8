import type { Sector } from '#model/codes.ts'
import type { MixTag } from './regionalMix.ts'

/** What kind of premises a firm of an industry has; decides its name, its place and the sites it can occupy. */
export type Premises =
  | 'factory'
  | 'warehouse'
  | 'shop'
  | 'venue'
  | 'office'
  | 'mine'
  | 'builder'
  | 'carrier'
  | 'station'
  | 'vessel'
  | 'school'
  | 'hospital'
  | 'public'

/** One industry of the register. */
export interface Industry {
  /** Class of GB/T 4754-2017. */
  readonly code: string
  /** Null where no authority of the nine sectors watches it. */
  readonly sector: Sector | null
  readonly premises: Premises
  /** Share of the register, per ten thousand, before the regional mix. */
  readonly weight: number
  /** Major hazards per firm relative to an ordinary factory. */
  readonly hazardWeight: number
  /** Median number of employees. */
  readonly staff: number
  readonly mix: MixTag
  /** What the firm's name says that it makes or does. */
  readonly words: readonly string[]
}

type Row = readonly [
  code: string,
  sector: Sector | null,
  premises: Premises,
  weight: number,
  hazardWeight: number,
  staff: number,
  mix: MixTag,
  words: string,
]

const rows: readonly Row[] = [
  ['C1311', 'industryTrade', 'factory', 90, 0.7, 18, 'grain', '米业 粮油 粮食加工'],
  ['C1353', 'industryTrade', 'factory', 70, 1.3, 45, 'grain', '肉类食品 食品 冷冻食品'],
  ['C1411', 'industryTrade', 'factory', 90, 0.8, 26, 'everywhere', '食品 烘焙食品 糕点'],
  ['C1512', 'industryTrade', 'factory', 50, 1.2, 40, 'liquor', '酒业 酒厂 酿造'],
  ['C1713', 'industryTrade', 'factory', 110, 1, 42, 'textile', '纺织 棉纺织 织造'],
  ['C1751', 'industryTrade', 'factory', 90, 1.1, 60, 'textile', '化纤 化纤织造 印染'],
  ['C1819', 'industryTrade', 'factory', 200, 0.7, 34, 'garment', '制衣 服饰 服装'],
  ['C1953', 'industryTrade', 'factory', 90, 1, 55, 'shoes', '鞋业 鞋材 塑胶鞋业'],
  ['C2021', 'industryTrade', 'factory', 130, 1.5, 24, 'wood', '木业 板业 人造板'],
  ['C2110', 'industryTrade', 'factory', 170, 1.5, 28, 'furniture', '家具 家居 木制品'],
  ['C2231', 'industryTrade', 'factory', 130, 0.9, 22, 'delta', '纸制品 包装制品 纸箱'],
  ['C2319', 'industryTrade', 'factory', 100, 0.8, 20, 'delta', '印刷 包装印刷 彩印'],
  ['C2452', 'industryTrade', 'factory', 70, 0.8, 48, 'toys', '玩具 塑胶玩具 工艺品'],
  ['C2511', 'hazardousChemicals', 'factory', 4, 6, 420, 'chemicals', '石化 石油化工'],
  ['C2614', 'hazardousChemicals', 'factory', 75, 3.2, 95, 'chemicals', '化工 精细化工 化学'],
  ['C2641', 'hazardousChemicals', 'factory', 60, 2.6, 36, 'chemicals', '涂料 化工涂料 油墨'],
  ['C2651', 'hazardousChemicals', 'factory', 55, 2.4, 58, 'chemicals', '新材料 树脂 高分子材料'],
  ['C2672', 'fireworks', 'factory', 14, 4, 75, 'fireworks', '烟花 花炮 烟花制造'],
  ['C2710', 'hazardousChemicals', 'factory', 35, 2, 120, 'chemicals', '制药 药业 医药化工'],
  ['C2911', 'industryTrade', 'factory', 20, 1.4, 140, 'tyres', '轮胎 橡胶 橡胶制品'],
  ['C2929', 'industryTrade', 'factory', 260, 1, 22, 'delta', '塑料制品 塑胶 塑业'],
  ['C3011', 'industryTrade', 'factory', 22, 2.4, 150, 'stone', '水泥'],
  ['C3021', 'industryTrade', 'factory', 110, 1.2, 26, 'everywhere', '混凝土 建材 水泥制品'],
  ['C3031', 'industryTrade', 'factory', 80, 1.3, 30, 'stone', '新型墙材 砖厂 页岩砖'],
  ['C3071', 'industryTrade', 'factory', 35, 1.9, 160, 'ceramics', '陶瓷 建筑陶瓷 陶业'],
  ['C3120', 'industryTrade', 'factory', 9, 6, 1100, 'steel', '钢铁 特钢'],
  ['C3130', 'industryTrade', 'factory', 50, 2.4, 110, 'steel', '轧钢 带钢 金属材料'],
  ['C3216', 'industryTrade', 'factory', 12, 4, 420, 'nonferrous', '铝业 有色金属'],
  ['C3252', 'industryTrade', 'factory', 55, 2, 95, 'aluminium', '铝材 铝型材 铝制品'],
  ['C3311', 'industryTrade', 'factory', 210, 1, 26, 'everywhere', '钢结构 金属结构 金属制品'],
  ['C3351', 'industryTrade', 'factory', 270, 1.1, 20, 'hardware', '五金制品 五金 金属制品'],
  ['C3360', 'industryTrade', 'factory', 70, 2.3, 38, 'hardware', '电镀 表面处理 金属表面处理'],
  ['C3391', 'industryTrade', 'factory', 65, 2.2, 46, 'foundry', '铸造 铸业 精密铸造'],
  ['C3441', 'industryTrade', 'factory', 90, 0.8, 40, 'machinery', '泵业 机电 流体设备'],
  ['C3484', 'industryTrade', 'factory', 300, 0.8, 18, 'machinery', '机械 机械配件 精密机械'],
  ['C3525', 'industryTrade', 'factory', 140, 0.8, 18, 'machinery', '模具 精密模具 模具科技'],
  ['C3670', 'industryTrade', 'factory', 130, 1, 70, 'cars', '汽车零部件 汽配 车业'],
  ['C3731', 'industryTrade', 'factory', 12, 2.6, 160, 'coast', '船舶 船业 船舶重工'],
  ['C3831', 'industryTrade', 'factory', 90, 0.8, 40, 'delta', '电线电缆 线缆 电缆'],
  ['C3841', 'industryTrade', 'factory', 28, 1.8, 130, 'electronics', '锂电 新能源 电池'],
  ['C3851', 'industryTrade', 'factory', 60, 0.9, 90, 'appliances', '电器 家用电器 制冷设备'],
  ['C3872', 'industryTrade', 'factory', 100, 0.7, 28, 'lighting', '照明 灯饰 光电'],
  ['C3982', 'industryTrade', 'factory', 110, 0.9, 75, 'electronics', '电子 线路板 电子科技'],
  ['C4210', 'industryTrade', 'factory', 60, 1.3, 16, 'everywhere', '再生资源 废旧金属回收 环保科技'],
  ['B0610', 'coalMine', 'mine', 38, 4.6, 480, 'coal', '煤矿 煤业'],
  ['B0810', 'nonCoalMine', 'mine', 22, 3.2, 150, 'ironOre', '铁矿 矿业'],
  ['B0911', 'nonCoalMine', 'mine', 14, 3.2, 130, 'ore', '铜矿 矿业 有色矿业'],
  ['B1011', 'nonCoalMine', 'mine', 75, 2.2, 32, 'stone', '石料厂 采石场 石灰石矿'],
  ['F5265', 'hazardousChemicals', 'station', 240, 0.9, 9, 'everywhere', '加油站'],
  ['F5169', 'hazardousChemicals', 'shop', 90, 0.7, 8, 'delta', '化工贸易 化工原料'],
  ['G5942', 'hazardousChemicals', 'warehouse', 16, 4, 34, 'chemicals', '化工仓储 危化品仓储'],
  ['D4511', 'gas', 'public', 45, 4, 85, 'everywhere', '燃气 天然气'],
  ['D4512', 'gas', 'station', 110, 3, 14, 'everywhere', '液化气站 液化石油气'],
  ['F5266', 'gas', 'station', 40, 2.2, 12, 'west', '加气站'],
  ['G5920', 'industryTrade', 'warehouse', 190, 1.2, 16, 'delta', '仓储 物流仓储 供应链'],
  ['G5930', 'industryTrade', 'warehouse', 35, 2.2, 24, 'everywhere', '冷链 冷库 冷藏'],
  ['G5431', 'transport', 'carrier', 420, 1, 28, 'everywhere', '物流 货运 运输'],
  ['G5435', 'transport', 'carrier', 60, 3, 42, 'chemicals', '危货运输 危险品运输'],
  ['G5421', 'transport', 'carrier', 70, 2, 90, 'everywhere', '客运 汽车运输'],
  ['G5411', 'transport', 'carrier', 30, 1.6, 210, 'everywhere', '公共交通 公交'],
  ['G5532', 'transport', 'public', 12, 2.4, 160, 'coast', '港务 码头'],
  ['E4710', 'construction', 'builder', 330, 1.5, 65, 'everywhere', '建筑工程 建设 建工'],
  ['E4813', 'construction', 'builder', 140, 1.5, 55, 'everywhere', '市政工程 路桥 道路工程'],
  ['E4910', 'construction', 'builder', 110, 0.6, 20, 'everywhere', '机电安装 安装工程'],
  ['E5011', 'construction', 'builder', 140, 0.6, 16, 'everywhere', '装饰工程 装饰设计'],
  ['H6110', 'fireSafety', 'venue', 190, 1.7, 48, 'everywhere', '大酒店 酒店 宾馆'],
  ['H6121', 'fireSafety', 'venue', 150, 1.3, 14, 'everywhere', '快捷酒店 连锁酒店'],
  ['R9011', 'fireSafety', 'venue', 110, 1.7, 20, 'everywhere', '娱乐会所 音乐会所 KTV'],
  ['R9013', 'fireSafety', 'venue', 70, 1.1, 7, 'everywhere', '网咖 网吧'],
  ['F5211', 'fireSafety', 'venue', 80, 2, 80, 'everywhere', '百货 购物中心 商城'],
  ['F5212', 'fireSafety', 'shop', 300, 0.7, 14, 'everywhere', '超市 生活超市'],
  ['F5179', 'industryTrade', 'shop', 260, 0.3, 7, 'everywhere', '机电设备 五金机电 商贸'],
  ['K7020', 'fireSafety', 'office', 160, 1.6, 46, 'everywhere', '物业管理 物业服务'],
  ['H6210', 'foodService', 'shop', 430, 0.7, 13, 'everywhere', '酒楼 餐厅 大饭店'],
  ['H6220', 'foodService', 'shop', 200, 0.4, 6, 'everywhere', '快餐 小吃店'],
  ['R9019', 'emerging', 'venue', 75, 1.3, 8, 'everywhere', '剧本娱乐 密室 蹦床乐园'],
  ['D4419', 'emerging', 'public', 14, 2, 18, 'west', '储能 新能源储能'],
  ['I6513', null, 'office', 70, 0.05, 14, 'delta', '软件 信息科技 网络科技'],
  ['L7249', null, 'office', 70, 0.05, 6, 'everywhere', '企业管理咨询 商务服务'],
  ['F5292', null, 'office', 60, 0.05, 6, 'delta', '电子商务 贸易'],
  ['P8321', 'school', 'school', 160, 0.7, 62, 'everywhere', '小学 中心小学 实验学校'],
  ['P8310', 'school', 'school', 170, 0.5, 22, 'everywhere', '幼儿园'],
  ['Q8411', 'medical', 'hospital', 100, 1.8, 240, 'everywhere', '人民医院 中医院 医院'],
  ['Q8421', 'medical', 'hospital', 90, 0.5, 26, 'everywhere', '社区卫生服务中心 卫生院'],
  ['Q8514', 'elderlyCare', 'public', 100, 1.4, 20, 'everywhere', '养老院 敬老院 颐养中心'],
  ['N7861', 'cultureTourism', 'public', 45, 1.5, 46, 'everywhere', '旅游 景区 文化旅游'],
  ['R9020', 'cultureTourism', 'public', 22, 1.7, 46, 'everywhere', '游乐园 欢乐世界'],
  ['N7610', 'waterConservancy', 'public', 34, 1.2, 20, 'everywhere', '水库管理所 水利管理站'],
  ['A0411', 'fishingVessel', 'vessel', 60, 1.3, 14, 'fishing', '水产养殖 渔业'],
  ['A0421', 'fishingVessel', 'vessel', 75, 2.4, 18, 'fishing', '渔业合作社 远洋渔业 渔业'],
]

export const industries: readonly Industry[] = rows.map(
  ([code, sector, premises, weight, hazardWeight, staff, mix, words]) => ({
    code,
    sector,
    premises,
    weight,
    hazardWeight,
    staff,
    mix,
    words: words.split(' '),
  }),
)
