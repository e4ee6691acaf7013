import type {WhatIf} from '../../src/analyze-options.js'
import {analyzeText} from '../analyze-text.js'

const GRAVE = ['srar', 'srao', 'ucna', 'deferred', 'uncorrected', 'fatal', 'unknown']

/** What a log comes to: its incidents in which data was lost, the last of them and its verdicts by layout. */
export async function judged(text: string, whatIfs: readonly WhatIf[] = []) {
  const {analysis} = await analyzeText(text, whatIfs)
  const grave = analysis.incidents.filter(({severity}) => GRAVE.includes(severity))
  const incident = grave.at(-1) ?? analysis.incidents.at(-1)
  const verdictOf = (layout: string) => incident?.verdicts.find(one => one.layout === layout)
  return {analysis, grave, incident, host: analysis.hosts[0], actual: verdictOf('actual'), verdictOf}
}
