import type {EvidenceLine} from '../records/hardware-error-record.js'
import type {Analysis} from './analysis.js'
import type {Chart} from './charts/_chart.js'
import type {Json} from './plain-json.js'

/** How a thing stands; always shown with a sign and a word, never by colour alone. */
export type Tone = 'good' | 'bad' | 'warn' | 'neutral'

/** A sign and its word, in the colour of its tone. */
export interface Badge {
  readonly badge: string
  readonly sign: string
  readonly tone: Tone
}

/** A run of text. Plain strings may hold log text: renderers escape everything. */
export type Inline =
  | string
  | {readonly code: string}
  | {readonly strong: string}
  /** A verdict, an answer. */
  | Badge
  /** Link to another section of this report. */
  | {readonly section: string; readonly label: string}
  /** Link to an evidence line of this report. */
  | {readonly line: EvidenceLine['position']; readonly label: string}

/** A name and what stands for it. */
export interface Fact {
  readonly name: string
  readonly value: readonly Inline[]
}

/** One thing on the page, without any markup of an output format. */
export type Block =
  | {readonly block: 'paragraph'; readonly text: readonly Inline[]}
  | {readonly block: 'list'; readonly items: readonly (readonly Inline[])[]}
  /** The sentences a reader with one minute takes away. */
  | {readonly block: 'lead'; readonly sentences: readonly string[]}
  /** Name and value pairs; `prominent` for the five answers of the front page. */
  | {readonly block: 'facts'; readonly facts: readonly Fact[]; readonly prominent?: boolean}
  | {
      readonly block: 'table'
      readonly caption: string
      readonly head: readonly string[]
      readonly rows: readonly (readonly (readonly Inline[])[])[]
      /** Columns set right, by index. */
      readonly numeric?: readonly number[]
    }
  /** `chart` is the id of a contribution in `charts/`, `data` what its `draw` takes; `table` is its text twin. */
  | {
      readonly block: 'chart'
      readonly chart: string
      readonly title: string
      readonly description: string
      readonly data: unknown
      readonly table: {readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]}
      /** What unfolds the table, where it tells more than the picture does. */
      readonly tableTitle?: string
    }
  | {
      readonly block: 'evidence'
      readonly lines: readonly (EvidenceLine & {readonly inputName: string})[]
      readonly omitted: number
    }
  | {
      readonly block: 'callout'
      readonly tone: Tone
      readonly sign: string
      readonly title: string
      readonly text: readonly Inline[]
    }
  | {readonly block: 'details'; readonly summary: string; readonly blocks: readonly Block[]}
  | {readonly block: 'heading'; readonly text: string}

/** How far into the report a section stands. */
export type Depth = 'front' | 'ticket' | 'full'

/** One chapter of the report. */
export interface Section {
  /** Kebab-case, equal to the file name; also the anchor. */
  readonly id: string
  readonly title: string
  /** Position in the report; the front page is 0. */
  readonly order: number
  /** Shortest face that shows it: `front` also on a terminal, `ticket` also in Markdown (when absent), `full` only in HTML. */
  readonly depth?: Depth
  /** Blocks, or none when the section has nothing to say for this analysis. */
  readonly compose: (analysis: Analysis, options: ReportOptions) => readonly Block[]
}

/** Declares a section; the identity function with a type. */
export const defineSection = (section: Section): Section => section

/** A section with its blocks. */
export interface ComposedSection {
  readonly id: string
  readonly title: string
  readonly depth: Depth
  readonly blocks: readonly Block[]
}

/** A chart that is loaded when a page shows it: d3 and its document model are heavy. */
export interface LazyChart {
  readonly id: string
  readonly load: () => Promise<Chart>
}

/** One cell of the CSV face. */
export type CsvValue = string | number | bigint | undefined

/** What a document that tells of many analyses brings along; faces take it in place of what they draw from the one. */
export interface OwnFaces {
  /** The whole of it for machines. */
  readonly json: Json
  /** Rows of the CSV face, the head first. */
  readonly rows: () => Iterable<readonly CsvValue[]>
  /** Last words on a terminal. */
  readonly closing: string
}

/** The document a renderer receives. */
export interface ReportDocument {
  readonly title: string
  /** Host and incident, for running heads. */
  readonly subtitle: string
  readonly sections: readonly ComposedSection[]
  readonly analysis: Analysis
  /** Present when the document is not about `analysis`, which then is empty. */
  readonly own?: OwnFaces
  /** Charts by id, drawn only by faces that can show them. */
  readonly charts: readonly LazyChart[]
}

/** What a reader chose; complete before rendering, no defaults are invented later. */
export interface ReportOptions {
  readonly lang: 'en' | 'zh-CN'
  readonly colour: boolean
  /** Characters a line of the text face may have. */
  readonly columns: number
  /** Fonts by name (`latin.ttf`, `chinese.otf` …), for faces that carry their own letters. */
  readonly fonts?: (name: string) => Promise<Uint8Array>
}

/** An output format. */
export interface Renderer {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /** File endings that choose it, `.html`. */
  readonly endings: readonly string[]
  /** True when it writes the analysis itself and no sections: then none are composed. */
  readonly bare?: true
  readonly render: (document: ReportDocument, options: ReportOptions) => Promise<string | Uint8Array> | string
}

/** Declares a renderer; the identity function with a type. */
export const defineRenderer = (renderer: Renderer): Renderer => renderer
