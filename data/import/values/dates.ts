import { Refusal } from './refusal.ts'

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
]
const firstYear = 1900
const lastYear = 2100

const timeOfDay = String.raw`(?:[T\s]*\d{1,2}(?:[:时点]\d{1,2}(?:[:分]\d{1,2}(?:\.\d+)?秒?|分)?|时|点))?`
const separatedDate = new RegExp(
  String.raw`^(\d{4})\s*([-/.年])\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?${timeOfDay}$`,
)
const compactDate = /^(\d{4})(\d{2})(\d{2})(?:\d{6})?$/
const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})$/
const serialNumber = /^\d{5}(?:\.\d+)?$/
const chinaOffsetMs = 8 * 3600_000

const forms = 'allowed: 2023-05-01, 2023/5/1, 2023年5月1日, 20230501, an Excel serial number'

/** Days of a month of the Gregorian calendar; `month` from 1. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}

/** `YYYY-MM-DD`, or why these three are no day of the calendar. */
export function calendarDay(year: number, month: number, day: number): string | Refusal {
  if (year < firstYear || year > lastYear)
    return new Refusal(`has the year ${year}; allowed: ${firstYear} to ${lastYear}`)
  if (month < 1 || month > 12) return new Refusal(`has the month ${month}; allowed: 1 to 12`)
  const days = daysIn(year, month)
  if (day < 1 || day > days) {
    return new Refusal(`is no day of the calendar: ${year}-${String(month).padStart(2, '0')} has ${days} days`)
  }
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/**
 * The day behind an Excel serial number of the 1900 system. Serial 60 is the day 1900-02-29 that never was, so
 * numbers below 61 are refused.
 */
export function daySerial(serial: number): string | Refusal {
  if (!(serial >= 61 && serial < 73_415))
    return new Refusal('is no Excel serial number between 1900-03-01 and 2100-12-31')
  return new Date(Date.UTC(1899, 11, 30) + Math.floor(serial) * 86_400_000).toISOString().slice(0, 10)
}

/** The calendar day in China of an instant with a zone: `2023-04-30T16:00:00Z` is 2023-05-01 there. */
function dayInChina(text: string): string | Refusal {
  const time = Date.parse(text)
  if (Number.isNaN(time)) return new Refusal('is no instant')
  return new Date(time + chinaOffsetMs).toISOString().slice(0, 10)
}

/** The day that `text` means as `YYYY-MM-DD`, or why it is none. Times of day are dropped. */
export function parseDate(text: string): string | Refusal {
  const plain = text.normalize('NFKC').trim()
  const parts = separatedDate.exec(plain) ?? compactDate.exec(plain)
  if (parts) return calendarDay(Number(parts[1]), Number(parts[parts.length - 2]), Number(parts[parts.length - 1]))
  if (instant.test(plain)) return dayInChina(plain)
  if (serialNumber.test(plain)) return daySerial(Number(plain))
  return new Refusal(`is no date; ${forms}`)
}

const tokens: Readonly<Record<string, string>> = {
  yyyy: String.raw`(?<year>\d{4})`,
  MMMM: '(?<monthName>[A-Za-z]+)',
  MM: String.raw`(?<month>\d{2})`,
  M: String.raw`(?<month>\d{1,2})`,
  dd: String.raw`(?<day>\d{2})`,
  d: String.raw`(?<day>\d{1,2})`,
}

/**
 * Reads dates of one form, for instance `yyyyMMdd`, `d/M/yyyy`, `MMMM d yyyy` (English month names). Text after the
 * pattern is refused, except a time of day. Throws a RangeError when the form lacks year, month or day.
 */
export function dateParserFor(form: string): (text: string) => string | Refusal {
  const source = form.replace(/yyyy|MMMM|MM|M|dd|d|[^A-Za-z]/g, (token) => tokens[token] ?? escapePattern(token))
  if (!/year/.test(source) || !/month/.test(source) || !/day/.test(source)) {
    throw new RangeError(`the date form "${form}" must hold yyyy, one of M MM MMMM, and one of d dd`)
  }
  const pattern = new RegExp(`^${source}${timeOfDay}$`)
  return (text) => {
    const groups = pattern.exec(text.trim())?.groups
    if (!groups) return new Refusal(`is no date of the form ${form}`)
    const month = groups.monthName ? monthNames.indexOf(groups.monthName.toLowerCase()) + 1 : Number(groups.month)
    return calendarDay(Number(groups.year), month, Number(groups.day))
  }
}

function escapePattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`)
}
