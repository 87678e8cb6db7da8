export type NumberForm = 'count' | 'percent' | 'km'

/** A change against an earlier period: a share of 1, or percentage points as a share of 1. */
export interface Delta {
  readonly value: number | null
  readonly unit: '%' | 'pp'
  /** Which way is good; null when neither is. */
  readonly good: 'up' | 'down' | null
  readonly label: string
}

const wan = 10_000

/**
 * Writes a figure for people: 万 with up to two decimals from ten thousand in Chinese when `compact`, percent with one
 * decimal, kilometres from metres. The unit comes apart so that it can be set smaller; null is "—".
 */
export function formatFigure(
  value: number | null,
  form: NumberForm,
  locale: string,
  compact = false,
): { number: string; unit: string } {
  if (value === null || !Number.isFinite(value)) return { number: '—', unit: '' }
  const write = (amount: number, digits: number) =>
    new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(amount)
  if (form === 'percent') return { number: (value * 100).toFixed(1), unit: '%' }
  if (form === 'km') return { number: write(value / 1000, 0), unit: 'km' }
  const inWan = compact && locale.startsWith('zh') && Math.abs(value) >= wan
  return inWan ? { number: write(value / wan, 2), unit: '万' } : { number: write(value, 0), unit: '' }
}

/** Whether a change is good news, bad news or neither; what is unknown or nil is neither. */
export function deltaTone({ value, good }: Delta): 'good' | 'bad' | 'neutral' {
  if (value === null || value === 0 || good === null) return 'neutral'
  return value > 0 === (good === 'up') ? 'good' : 'bad'
}

/** `+3.2%`, `−1.5 pp`, `—`; with a real minus sign. */
export function formatDelta({ value, unit }: Delta): string {
  if (value === null || !Number.isFinite(value)) return '—'
  const sign = value > 0 ? '+' : value < 0 ? '−' : '±'
  return `${sign}${(Math.abs(value) * 100).toFixed(1)}${unit === 'pp' ? ' pp' : '%'}`
}
