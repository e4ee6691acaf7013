import type {MirrorLayout} from './layout.js'
import {LAYOUT_CHECKS} from './layout-checks.js'
import type {LayoutFinding} from './layout-finding.js'

/** What fields of a layout must keep among themselves, V1 … V13; empty when all is well. */
export const checkLayout = (layout: MirrorLayout): readonly LayoutFinding[] =>
  LAYOUT_CHECKS.flatMap(({rule, severity, check}) =>
    check(layout).map(({message, fix}) => ({rule, severity, message, fix})),
  )
