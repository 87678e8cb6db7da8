const millisecondsPerDay = 86_400_000
const firstNumber = Date.UTC(2020, 0, 1) / millisecondsPerDay
const texts: string[] = []

/** Days since 1970-01-01 of `YYYY-MM-DD`. The generator counts in these and prints at the end. */
export function dayNumber(day: string): number {
  return Date.parse(`${day}T00:00:00Z`) / millisecondsPerDay
}

/** `YYYY-MM-DD` of a day number from 2020 on. */
export function dayText(number: number): string {
  const index = number - firstNumber
  return (texts[index] ??= new Date(number * millisecondsPerDay).toISOString().slice(0, 10))
}

/** 0 Sunday .. 6 Saturday. */
export function weekday(number: number): number {
  return (number + 4) % 7
}

/** True on Saturday and Sunday. */
export function isWeekend(number: number): boolean {
  return weekday(number) === 0 || weekday(number) === 6
}
