/** One entry of a code table. `synonyms` are other ways in which registers write the same value. */
export interface Code {
  readonly id: string
  readonly zh: string
  readonly en: string
  readonly synonyms?: readonly string[]
}

export type CodeTable = readonly Code[]

/** Nine sectors of the 2023 campaign (domain notes 1.4), the emerging ones, and those that local plans add. */
export const sectors = [
  { id: 'coalMine', zh: '煤矿', en: 'Coal mines' },
  { id: 'nonCoalMine', zh: '非煤矿山', en: 'Non-coal mines', synonyms: ['金属非金属矿山', '露天矿山'] },
  { id: 'hazardousChemicals', zh: '危险化学品', en: 'Hazardous chemicals', synonyms: ['危化品', '化工', '危化'] },
  { id: 'transport', zh: '交通运输', en: 'Transport', synonyms: ['道路运输', '道路交通', '水上交通', '铁路', '民航'] },
  { id: 'construction', zh: '建筑施工', en: 'Construction', synonyms: ['房屋市政', '建筑', '隧道施工'] },
  { id: 'fireSafety', zh: '消防', en: 'Fire safety', synonyms: ['消防安全', '人员密集场所'] },
  { id: 'gas', zh: '燃气', en: 'Gas', synonyms: ['城镇燃气'] },
  { id: 'fishingVessel', zh: '渔业船舶', en: 'Fishing vessels', synonyms: ['渔船', '渔业'] },
  {
    id: 'industryTrade',
    zh: '工贸',
    en: 'Industry and trade',
    synonyms: ['工贸行业', '冶金', '机械', '轻工', '纺织', '建材'],
  },
  { id: 'emerging', zh: '新业态新领域', en: 'Emerging sectors', synonyms: ['新业态', '新兴行业'] },
  { id: 'fireworks', zh: '烟花爆竹', en: 'Fireworks' },
  { id: 'school', zh: '校园', en: 'Schools', synonyms: ['学校', '教育'] },
  { id: 'medical', zh: '医疗机构', en: 'Medical institutions', synonyms: ['医院', '卫生健康'] },
  { id: 'elderlyCare', zh: '养老福利', en: 'Elderly care', synonyms: ['养老机构', '民政'] },
  { id: 'cultureTourism', zh: '文体旅游', en: 'Culture, sport and tourism', synonyms: ['文旅', '旅游'] },
  { id: 'waterConservancy', zh: '水利', en: 'Water conservancy' },
  { id: 'specialEquipment', zh: '特种设备', en: 'Special equipment' },
  { id: 'foodService', zh: '餐饮', en: 'Food service', synonyms: ['餐饮经营'] },
] as const satisfies CodeTable

/** Categories of the national hazardous-chemicals data exchange (domain notes 2.1). */
export const hazardCategories = [
  { id: 'safety', zh: '安全', en: 'Safety management', synonyms: ['1'] },
  { id: 'process', zh: '工艺', en: 'Process', synonyms: ['2'] },
  { id: 'electrical', zh: '电气', en: 'Electrical', synonyms: ['3'] },
  { id: 'instrument', zh: '仪表', en: 'Instrumentation', synonyms: ['4'] },
  { id: 'fire', zh: '消防', en: 'Fire protection', synonyms: ['5'] },
  { id: 'layout', zh: '总图', en: 'Site layout', synonyms: ['6'] },
  { id: 'equipment', zh: '设备', en: 'Equipment', synonyms: ['7'] },
  { id: 'other', zh: '其他', en: 'Other', synonyms: ['8'] },
] as const satisfies CodeTable

export const hazardLevels = [
  { id: 'major', zh: '重大', en: 'Major', synonyms: ['重大事故隐患', '重大隐患', '2'] },
  { id: 'general', zh: '一般', en: 'General', synonyms: ['一般隐患', '一般事故隐患', '1'] },
] as const satisfies CodeTable

/** Who found a hazard. For headline totals all but `selfInspection` count as department (domain notes 2.1). */
export const discoverySources = [
  { id: 'selfInspection', zh: '企业自查', en: 'Self-inspection', synonyms: ['自查', '企业自查自改'] },
  {
    id: 'department',
    zh: '部门检查',
    en: 'Department inspection',
    synonyms: ['监管执法', '部门', '执法检查', '检查发现'],
  },
  {
    id: 'supervision',
    zh: '督查暗访',
    en: 'Supervision and covert inspection',
    synonyms: ['督查', '明查暗访', '督导检查'],
  },
  { id: 'publicReport', zh: '群众举报', en: 'Public report', synonyms: ['举报', '12350'] },
  { id: 'monitoring', zh: '监测发现', en: 'Monitoring', synonyms: ['监测预警'] },
] as const satisfies CodeTable

/** Steps of the life cycle, in order; `dismissed` leaves it. Derived as of a day, never stored. */
export const hazardStatuses = [
  { id: 'reported', zh: '已上报', en: 'Reported' },
  { id: 'confirmed', zh: '已确认', en: 'Confirmed' },
  { id: 'rectifying', zh: '整改中', en: 'Being rectified' },
  { id: 'pendingReview', zh: '待验收', en: 'Pending review' },
  { id: 'closed', zh: '已销号', en: 'Closed' },
  { id: 'dismissed', zh: '不成立', en: 'Dismissed' },
] as const satisfies CodeTable

export const listingLevels = [
  { id: 'town', zh: '乡镇级', en: 'Town', synonyms: ['镇级', '街道'] },
  { id: 'county', zh: '县级', en: 'County', synonyms: ['县', '区级', '县（区）级'] },
  { id: 'city', zh: '市级', en: 'City', synonyms: ['市', '地市级'] },
  { id: 'province', zh: '省级', en: 'Province', synonyms: ['省'] },
  { id: 'national', zh: '国家级', en: 'National', synonyms: ['部级', '国务院', '国家'] },
] as const satisfies CodeTable

/** Semantic levels in falling order; colours belong to the theme, sources disagree on numbers (domain notes 4.3). */
export const riskLevels = [
  { id: 'major', zh: '重大风险', en: 'Major risk', synonyms: ['重大', '红', '红色', 'red'] },
  { id: 'larger', zh: '较大风险', en: 'Larger risk', synonyms: ['较大', '橙', '橙色', 'orange'] },
  { id: 'general', zh: '一般风险', en: 'General risk', synonyms: ['一般', '黄', '黄色', 'yellow'] },
  { id: 'low', zh: '低风险', en: 'Low risk', synonyms: ['低', '蓝', '蓝色', 'blue'] },
] as const satisfies CodeTable

export const treatments = [
  { id: 'immediate', zh: '即查即改', en: 'Fixed at once', synonyms: ['0', '立即整改'] },
  { id: 'deadline', zh: '限期整改', en: 'Within a deadline', synonyms: ['1'] },
] as const satisfies CodeTable

export const enterpriseStatuses = [
  { id: 'active', zh: '在业', en: 'Active', synonyms: ['存续', '开业', '正常', '在营', '存续（在营、开业、在册）'] },
  { id: 'suspended', zh: '停业', en: 'Suspended', synonyms: ['歇业', '停产'] },
  { id: 'closed', zh: '注销', en: 'Closed', synonyms: ['吊销', '迁出', '吊销，未注销', '已注销'] },
] as const satisfies CodeTable

export const enterpriseScales = [
  { id: 'large', zh: '大型', en: 'Large' },
  { id: 'medium', zh: '中型', en: 'Medium' },
  { id: 'small', zh: '小型', en: 'Small' },
  { id: 'micro', zh: '微型', en: 'Micro' },
] as const satisfies CodeTable

export const geocodePrecisions = [
  { id: 'rooftop', zh: '屋顶', en: 'Rooftop' },
  { id: 'building', zh: '楼栋', en: 'Building' },
  { id: 'doorplate', zh: '门牌', en: 'Doorplate', synonyms: ['门址'] },
  { id: 'street', zh: '道路', en: 'Street', synonyms: ['街道'] },
  { id: 'centroid', zh: '区域中心', en: 'Area centroid', synonyms: ['中心点', '乡镇中心'] },
] as const satisfies CodeTable

/** Coordinate reference systems a file may be in. CGCS2000 (EPSG:4490) equals WGS-84 to centimetres. */
export const datums = [
  { id: 'wgs84', zh: 'WGS-84', en: 'WGS-84', synonyms: ['EPSG:4326', '4326', 'WGS1984'] },
  { id: 'gcj02', zh: 'GCJ-02（火星）', en: 'GCJ-02', synonyms: ['gcj', '火星坐标', '高德', '腾讯', 'AMap'] },
  { id: 'bd09', zh: 'BD-09（百度）', en: 'BD-09', synonyms: ['百度', 'baidu', 'bd09ll'] },
  { id: 'cgcs2000', zh: 'CGCS2000', en: 'CGCS2000', synonyms: ['EPSG:4490', '4490', '国家2000', '2000国家大地坐标系'] },
] as const satisfies CodeTable

export const roadAdminClasses = [
  { id: 'national', zh: '国道', en: 'National road', synonyms: ['G'] },
  { id: 'provincial', zh: '省道', en: 'Provincial road', synonyms: ['S'] },
  { id: 'county', zh: '县道', en: 'County road', synonyms: ['X'] },
  { id: 'township', zh: '乡道', en: 'Township road', synonyms: ['Y'] },
  { id: 'village', zh: '村道', en: 'Village road', synonyms: ['C'] },
  { id: 'special', zh: '专用公路', en: 'Special road', synonyms: ['Z', '专用'] },
  { id: 'urban', zh: '城市道路', en: 'Urban street' },
] as const satisfies CodeTable

export const roadTechClasses = [
  { id: 'expressway', zh: '高速公路', en: 'Expressway', synonyms: ['高速'] },
  { id: 'class1', zh: '一级公路', en: 'Class I', synonyms: ['一级', '一'] },
  { id: 'class2', zh: '二级公路', en: 'Class II', synonyms: ['二级', '二'] },
  { id: 'class3', zh: '三级公路', en: 'Class III', synonyms: ['三级', '三'] },
  { id: 'class4', zh: '四级公路', en: 'Class IV', synonyms: ['四级', '四'] },
  { id: 'unclassed', zh: '等外公路', en: 'Unclassed', synonyms: ['等外'] },
] as const satisfies CodeTable

export const roadDirections = [
  { id: 'up', zh: '上行', en: 'Up', synonyms: ['上'] },
  { id: 'down', zh: '下行', en: 'Down', synonyms: ['下'] },
  { id: 'both', zh: '双向', en: 'Both', synonyms: ['双'] },
] as const satisfies CodeTable

export const roadSegmentKinds = [
  { id: 'dangerous', zh: '危险路段', en: 'Dangerous segment', synonyms: ['危险'] },
  { id: 'accidentProne', zh: '事故多发点段', en: 'Accident-prone segment', synonyms: ['多发', '事故多发'] },
] as const satisfies CodeTable

/** A: listed by ministry or province, or three deaths in one accident; B: city rule; C: county rule; D: static risk. */
export const roadGrades = [
  { id: 'A', zh: 'A级', en: 'Grade A' },
  { id: 'B', zh: 'B级', en: 'Grade B' },
  { id: 'C', zh: 'C级', en: 'Grade C' },
  { id: 'D', zh: 'D级', en: 'Grade D' },
] as const satisfies CodeTable

export const roadRiskFeatures = [
  { id: 'sharpBend', zh: '急弯', en: 'Sharp bend' },
  { id: 'steepSlope', zh: '陡坡', en: 'Steep slope' },
  { id: 'longDescent', zh: '长下坡', en: 'Long descent', synonyms: ['连续下坡'] },
  { id: 'waterside', zh: '临水', en: 'Waterside' },
  { id: 'cliffside', zh: '临崖', en: 'Cliffside' },
  { id: 'atGradeJunction', zh: '平交路口', en: 'At-grade junction' },
  { id: 'throughVillage', zh: '穿村过镇', en: 'Through a village' },
  { id: 'poorSight', zh: '视距不良', en: 'Poor sight' },
  { id: 'fogIce', zh: '团雾结冰', en: 'Fog or ice' },
  { id: 'noGuardrail', zh: '无防护', en: 'No guardrail' },
  { id: 'roadworks', zh: '施工', en: 'Roadworks' },
  { id: 'bridgeTunnel', zh: '桥隧', en: 'Bridge or tunnel' },
] as const satisfies CodeTable

export const geometryMethods = [
  { id: 'calibrated', zh: '校准', en: 'Calibrated' },
  { id: 'interpolated', zh: '内插', en: 'Interpolated' },
  { id: 'digitised', zh: '数字化', en: 'Digitised' },
] as const satisfies CodeTable

export const siteKinds = [
  { id: 'park', zh: '园区', en: 'Park', synonyms: ['工业园', '产业园', '工业区'] },
  { id: 'plant', zh: '厂区', en: 'Plant', synonyms: ['工厂', '厂房用地'] },
  { id: 'building', zh: '厂房', en: 'Industrial building', synonyms: ['建筑', '楼栋'] },
  { id: 'office', zh: '写字楼', en: 'Office', synonyms: ['办公楼'] },
  { id: 'market', zh: '市场', en: 'Market', synonyms: ['批发市场', '商城'] },
  { id: 'hospital', zh: '医院', en: 'Hospital' },
  { id: 'school', zh: '学校', en: 'School' },
  { id: 'residential', zh: '居住区', en: 'Residential', synonyms: ['住宅'] },
  { id: 'mine', zh: '矿山', en: 'Mine' },
] as const satisfies CodeTable

export const actionTypes = [
  { id: 'inspection', zh: '检查', en: 'Inspection', synonyms: ['执法检查', '督导检查', '明查暗访'] },
  { id: 'assistanceVisit', zh: '帮扶', en: 'Assistance visit', synonyms: ['帮扶指导', '指导服务'] },
  { id: 'letter', zh: '督促建议函', en: 'Supervision letter', synonyms: ['建议函'] },
  { id: 'penalty', zh: '处罚', en: 'Penalty', synonyms: ['行政处罚'] },
  { id: 'interview', zh: '约谈', en: 'Interview' },
  { id: 'exposure', zh: '公开曝光', en: 'Public exposure', synonyms: ['曝光'] },
  { id: 'tipOff', zh: '举报', en: 'Tip-off', synonyms: ['群众举报'] },
] as const satisfies CodeTable

export const penaltySubjects = [
  { id: 'enterprise', zh: '单位', en: 'Enterprise', synonyms: ['企业'] },
  { id: 'person', zh: '个人', en: 'Person', synonyms: ['主要负责人', '主管人员'] },
] as const satisfies CodeTable

/** By deaths: general < 3, larger 3-9, major 10-29, extraMajor 30 and more (domain notes 6, item 18). */
export const accidentSeverities = [
  { id: 'general', zh: '一般事故', en: 'General accident', synonyms: ['一般'] },
  { id: 'larger', zh: '较大事故', en: 'Larger accident', synonyms: ['较大'] },
  { id: 'major', zh: '重大事故', en: 'Major accident', synonyms: ['重大'] },
  { id: 'extraMajor', zh: '特别重大事故', en: 'Extra-major accident', synonyms: ['特别重大', '特大'] },
] as const satisfies CodeTable

export const accidentTypes = [
  { id: 'roadTraffic', zh: '道路交通', en: 'Road traffic' },
  { id: 'fire', zh: '火灾', en: 'Fire' },
  { id: 'explosion', zh: '爆炸', en: 'Explosion' },
  { id: 'poisoning', zh: '中毒窒息', en: 'Poisoning or suffocation', synonyms: ['中毒和窒息'] },
  { id: 'fall', zh: '高处坠落', en: 'Fall from height' },
  { id: 'collapse', zh: '坍塌', en: 'Collapse' },
  { id: 'machinery', zh: '机械伤害', en: 'Machinery' },
  { id: 'struck', zh: '物体打击', en: 'Struck by object' },
  { id: 'electrocution', zh: '触电', en: 'Electrocution' },
  { id: 'vessel', zh: '水上交通', en: 'Vessel' },
  { id: 'other', zh: '其他', en: 'Other' },
] as const satisfies CodeTable

export type Sector = (typeof sectors)[number]['id']
export type HazardStatus = (typeof hazardStatuses)[number]['id']
export type RiskLevel = (typeof riskLevels)[number]['id']
export type Datum = (typeof datums)[number]['id']
export type RoadGrade = (typeof roadGrades)[number]['id']
export type SiteKind = (typeof siteKinds)[number]['id']
export type AccidentSeverity = (typeof accidentSeverities)[number]['id']

/** The entry with that id, or undefined. */
export function findCode(table: CodeTable, id: string): Code | undefined {
  return table.find((code) => code.id === id)
}
