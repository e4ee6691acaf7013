/** d3-node carries no types; these are the parts the chart host uses. */
declare module 'd3-node' {
  import type * as D3 from 'd3'
  export class D3Node {
    constructor(options?: {container?: string; selector?: string})
    readonly d3: typeof D3
    /** The selected root the charts are appended to. */
    readonly d3Element: D3.Selection<D3.BaseType, unknown, null, undefined>
    readonly jsDom: {readonly window: {close(): void}}
  }
}
