import type { AccidentSeverity, HazardStatus, RiskLevel, RoadGrade } from '#model/codes.ts'

export type Theme = 'light' | 'dark'

/** Colours of what is drawn on the map; the page around it takes its own from styles/tokens.css. */
export interface MapPalette {
  readonly sea: string
  readonly land: string
  readonly graticule: string
  readonly coast: string
  readonly provinceBorder: string
  readonly cityBorder: string
  readonly countyBorder: string
  readonly label: string
  readonly labelMuted: string
  readonly labelHalo: string
  readonly noData: string
  readonly hatch: string
  readonly accent: string
  readonly ink: string
  readonly paper: string
  readonly siteFill: string
  readonly siteLine: string
  readonly buildingFill: string
  readonly overdue: string
  readonly bubble: string
  readonly status: Readonly<Record<HazardStatus, string>>
  readonly risk: Readonly<Record<RiskLevel | 'unknown', string>>
  readonly grade: Readonly<Record<RoadGrade | 'unknown', string>>
  readonly severity: Readonly<Record<AccidentSeverity | 'unknown', string>>
}

/** 红橙黄蓝, in tones that differ in lightness too; nothing else on the map is red, orange, yellow or blue. */
const riskLight = { major: '#c62f2f', larger: '#e8871e', general: '#edc21f', low: '#2f6fd0', unknown: '#8b98a5' }
const riskDark = { major: '#ff6257', larger: '#ffa044', general: '#ffdc57', low: '#5b9bff', unknown: '#7f8fa1' }

export const palettes: Readonly<Record<Theme, MapPalette>> = {
  light: {
    sea: '#dfe8ed',
    land: '#f8faf9',
    graticule: '#cfdbe2',
    coast: '#8ea3b1',
    provinceBorder: '#93a5b1',
    cityBorder: '#b7c4cd',
    countyBorder: '#d3dce2',
    label: '#2b3a47',
    labelMuted: '#657685',
    labelHalo: 'rgba(255,255,255,0.9)',
    noData: '#eceff1',
    hatch: '#a8b5bf',
    accent: '#0a756f',
    ink: '#14202c',
    paper: '#ffffff',
    siteFill: '#e3e9e4',
    siteLine: '#8b9a90',
    buildingFill: '#cbd5d0',
    overdue: '#14202c',
    bubble: '#3f5568',
    status: {
      reported: '#a3195b',
      confirmed: '#a3195b',
      rectifying: '#7b3fa0',
      pendingReview: '#0a756f',
      closed: '#6b7c8a',
      dismissed: '#98a5b0',
    },
    risk: riskLight,
    grade: { A: '#5b0a4f', B: '#a3195b', C: '#cf6a97', D: '#a08a97', unknown: '#8b98a5' },
    severity: { general: '#4a4a68', larger: '#4a4a68', major: '#2a2a44', extraMajor: '#14142a', unknown: '#8b98a5' },
  },
  dark: {
    sea: '#070d16',
    land: '#111b29',
    graticule: '#121d2b',
    coast: '#3d536d',
    provinceBorder: '#344961',
    cityBorder: '#26374b',
    countyBorder: '#1d2b3c',
    label: '#d5e0ea',
    labelMuted: '#a5b6c6',
    labelHalo: 'rgba(7,13,22,0.9)',
    noData: '#151e2b',
    hatch: '#43566b',
    accent: '#35c9ba',
    ink: '#eef4fa',
    paper: '#0b1420',
    siteFill: '#1a2733',
    siteLine: '#5a6f80',
    buildingFill: '#2a3a48',
    overdue: '#ffffff',
    bubble: '#9fb4c8',
    status: {
      reported: '#ff7ab2',
      confirmed: '#ff7ab2',
      rectifying: '#c594ee',
      pendingReview: '#35c9ba',
      closed: '#8b9dae',
      dismissed: '#5f7184',
    },
    risk: riskDark,
    grade: { A: '#ffd3e6', B: '#ff7ab2', C: '#b9527f', D: '#7d6b79', unknown: '#7f8fa1' },
    severity: { general: '#b9b8dc', larger: '#b9b8dc', major: '#dcdbf5', extraMajor: '#ffffff', unknown: '#7f8fa1' },
  },
}
