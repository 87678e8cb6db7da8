/**
 * The code of a region as files write it, without Tianditu's prefix 156: 6 digits, 9 for a township or 12 for a village;
 * null for any other form.
 */
export function readRegionCode(text: string): string | null {
  const code = /^156\d{6}$/.test(text) ? text.slice(3) : text
  return /^\d{6}(?:\d{3}){0,2}$/.test(code) ? code : null
}
