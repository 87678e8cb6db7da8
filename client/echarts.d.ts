/** ECharts exports this file but not its types; what it pushes are regions with `geometries`. */
declare module 'echarts/lib/coord/geo/fix/nanhai.js' {
  export default function addInset(mapType: 'china', regions: object[]): void
}
