import type {LadderRung} from './tolerance-verdict.js'

/** A rung's answer before it has its place and its price. */
export type Answered = Omit<LadderRung, 'id' | 'title' | 'cost'>
