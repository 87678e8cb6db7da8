/** Why a value cannot be taken, as the end of a sentence that begins with the field and the value. */
export class Refusal {
  readonly reason: string

  constructor(reason: string) {
    this.reason = reason
  }
}

/** The first characters of a value, for messages: a cell may hold a whole document. */
export function excerpt(text: string, length = 60): string {
  return text.length > length ? `${text.slice(0, length)}…` : text
}
