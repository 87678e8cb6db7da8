/** What is ordered to put hazards right, by category. */
export const measures: Readonly<Record<string, readonly string[]>> = {
  safety: [
    '健全责任制，签订安全管理协议，开展全员培训',
    '责令限期整改，补齐持证人员后恢复作业',
    '制定整改方案，落实专人旁站监督',
  ],
  process: [
    '停止作业，按设计重新编制专项方案并论证',
    '调整工艺参数，完善操作规程后恢复生产',
    '撤出人员，消除险情并经验收',
  ],
  electrical: ['更换老化线路，加装漏电保护', '停止违规充电，增设室外充电桩', '由持证电工重新敷设并检测'],
  instrument: ['恢复联锁投用，全部仪表重新标校', '补装报警探测器并接入值班室', '修复监测系统，建立每日巡检记录'],
  fire: ['打通疏散通道，拆除锁闭设施，清运堆放物', '恢复消防设施运行并委托检测', '拆除易燃材料，增设防火分隔'],
  layout: ['拆除占压建筑，恢复安全间距', '调整布局，搬迁危险部位', '增设标志标线和减速设施'],
  equipment: ['停用设备，检测合格后恢复使用', '更换失效部件，补办使用登记', '增设防护设施，完成检验'],
  other: ['清运违规存放物，建立出入库台账', '专项治理并组织复查', '补充记录，落实专人管理'],
}

/** The authority that inspects a sector, after the name of its county or city. */
export const inspectors: Readonly<Record<string, string>> = {
  coalMine: '矿山安全监管局',
  nonCoalMine: '应急管理局',
  hazardousChemicals: '应急管理局',
  transport: '交通运输局',
  construction: '住房和城乡建设局',
  fireSafety: '消防救援大队',
  gas: '城市管理局',
  fishingVessel: '农业农村局',
  industryTrade: '应急管理局',
  emerging: '文化广电旅游体育局',
  fireworks: '应急管理局',
  school: '教育局',
  medical: '卫生健康局',
  elderlyCare: '民政局',
  cultureTourism: '文化广电旅游体育局',
  waterConservancy: '水利局',
  specialEquipment: '市场监督管理局',
  foodService: '商务局',
}
