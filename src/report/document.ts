import type {EvidenceLine} from '../records/hardware-error-record.js'
import type {Analysis} from './analysis.js'

/** A run of text. Plain strings may hold log text: renderers escape everything. */
export type Inline =
  | string
  | {readonly code: string}
  | {readonly strong: string}
  /** Link to an evidence line of this report. */
  | {readonly line: EvidenceLine['position']; readonly label: string}

/** One thing on the page, without any markup of an output format. */
export type Block =
  | {readonly block: 'paragraph'; readonly text: readonly Inline[]}
  | {readonly block: 'list'; readonly items: readonly (readonly Inline[])[]}
  /** Name and value pairs: the five answers, a register's fields. */
  | {readonly block: 'facts'; readonly facts: readonly {readonly name: string; readonly value: readonly Inline[]}[]}
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
    }
  | {readonly block: 'evidence'; readonly lines: readonly (EvidenceLine & {readonly inputName: string})[]; readonly omitted: number}
  | {readonly block: 'callout'; readonly tone: 'good' | 'bad' | 'warn' | 'neutral'; readonly sign: string; readonly title: string; readonly text: readonly Inline[]}
  | {readonly block: 'details'; readonly summary: string; readonly blocks: readonly Block[]}
  | {readonly block: 'heading'; readonly text: string}

/** One chapter of the report. */
export interface Section {
  /** Kebab-case, equal to the file name; also the anchor. */
  readonly id: string
  readonly title: string
  /** Position in the report; the front page is 0. */
  readonly order: number
  /** Blocks, or none when the section has nothing to say for this analysis. */
  readonly compose: (analysis: Analysis, options: ReportOptions) => readonly Block[]
}

/** Declares a section; the identity function with a type. */
export const defineSection = (section: Section): Section => section

/** The document a renderer receives. */
export interface ReportDocument {
  readonly title: string
  /** Host and incident, for running heads. */
  readonly subtitle: string
  readonly sections: readonly {readonly id: string; readonly title: string; readonly blocks: readonly Block[]}[]
  readonly analysis: Analysis
}

/** What a reader chose; complete before rendering, no defaults are invented later. */
export interface ReportOptions {
  readonly lang: 'en' | 'zh-CN'
  readonly colour: boolean
  /** Characters a line of the text face may have. */
  readonly columns: number
}

/** An output format. */
export interface Renderer {
  /** Kebab-case, equal to the file name. */
  readonly id: string
  readonly title: string
  /** File endings that choose it, `.html`. */
  readonly endings: readonly string[]
  readonly render: (document: ReportDocument, options: ReportOptions) => Promise<string> | string
}

/** Declares a renderer; the identity function with a type. */
export const defineRenderer = (renderer: Renderer): Renderer => renderer
