import * as z from 'zod'

const importStates = ['waiting', 'reading', 'writing', 'done', 'dryRunDone', 'failed', 'cancelled', 'undone'] as const

const importProblemSchema = z.object({
  /** Line of the file, the header is line 1; for GeoJSON the index of the feature from 1. */
  line: z.int(),
  severity: z.enum(['warning', 'error']),
  field: z.string().nullable(),
  value: z.string().nullable(),
  reason: z.string(),
})
export type ImportProblem = z.infer<typeof importProblemSchema>

/** Progress and, at the end, the report of one import. */
export const importReportSchema = z.object({
  id: z.string(),
  collection: z.string(),
  fileName: z.string(),
  datum: z.string().nullable(),
  state: z.enum(importStates),
  bytesRead: z.number(),
  bytesTotal: z.number(),
  rowsRead: z.int(),
  rowsPerSecond: z.number(),
  remainingSeconds: z.number().nullable(),
  /** Rows stored (or that would be, in a dry run); warned ones are among them. */
  accepted: z.int(),
  warned: z.int(),
  rejected: z.int(),
  /** Accepted rows without coordinates: kept and counted. */
  unlocated: z.int(),
  /** Accepted rows that replaced a record of the same key. */
  replaced: z.int(),
  encoding: z.string().nullable(),
  /** Column of the file -> field it was read as, null when kept as an extra attribute. */
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  /** The first 200 problems; all of them are in problems.csv. */
  problems: z.array(importProblemSchema),
  problemCount: z.int(),
  /** The sentence that says why the import failed. */
  failure: z.string().nullable(),
  startedAt: z.string(),
  finishedAt: z.string().nullable(),
})
export type ImportReport = z.infer<typeof importReportSchema>

/** A workbook cannot be read from its beginning alone; of one this large or larger there is no preview. */
export const workbookPreviewBytes = 20 * 2 ** 20

/** How the columns of a foreign file become our fields; kept as JSON in data/import/columns/mappings. */
export const importMappingSchema = z.object({
  collection: z.string(),
  /** Where the file comes from and under which licence. */
  source: z.string().optional(),
  datum: z.enum(['wgs84', 'gcj02', 'bd09', 'cgcs2000']).optional(),
  delimiter: z.string().length(1).optional(),
  /** Our field (or lng, lat) -> how to get it from the row. */
  fields: z.record(
    z.string(),
    z.object({
      /** Column, or columns joined by `separator`. */
      from: z.union([z.string(), z.array(z.string())]).optional(),
      separator: z.string().optional(),
      /** Text with columns in braces, used when `from` is absent: `{Month} {Day} 2017`. */
      template: z.string().optional(),
      /** A constant for every row, used when `from` and `template` are absent. */
      constant: z.union([z.string(), z.number(), z.boolean()]).optional(),
      /** Value in the file -> our value; a value missing here is an error unless `otherwise` is given. */
      values: z.record(z.string(), z.string()).optional(),
      otherwise: z.string().optional(),
      /** How a date is written: `yyyyMMdd`, `d/M/yyyy`, `MMMM d yyyy` (English month names). */
      dateFormat: z.string().optional(),
      /** Append -2, -3 ... to the second and later rows with the same value. */
      numberRepeats: z.boolean().optional(),
    }),
  ),
})
export type ImportMapping = z.infer<typeof importMappingSchema>

/** How a file would be read, told from its beginning; nothing is stored. */
export const importPreviewSchema = z.object({
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx', 'geojson']),
  encoding: z.string().nullable(),
  delimiter: z.string().nullable(),
  columns: z.array(z.object({ header: z.string(), field: z.string().nullable() })),
  /** The first rows, cells as text in the order of `columns`. */
  rows: z.array(z.array(z.string())),
  /** Required fields that no column gives. */
  missing: z.array(z.object({ field: z.string(), zh: z.string(), en: z.string() })),
  /** Sentences that say why the file cannot be imported as it is. */
  problems: z.array(z.string()),
})
export type ImportPreview = z.infer<typeof importPreviewSchema>

/** `GET /api/imports`, newest first. */
export const importListSchema = z.object({
  /** Without their problems. */
  imports: z.array(importReportSchema),
  /** Of how many this is a page. */
  numberMatched: z.int(),
})
export type ImportList = z.infer<typeof importListSchema>
