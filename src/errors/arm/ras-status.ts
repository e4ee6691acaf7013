import errStatus from '../registers/arm-err-status.js'

const STATES = ['UC', 'UEU', 'UEO', 'UER'] as const

/** Class of an Arm error as the architecture names it; `none` where the record holds no error. */
export type ArmClass = (typeof STATES)[number] | 'DE' | 'CE' | 'none'

/** The class an error record stands for: what was not corrected counts before what was deferred or corrected. */
export function armClassOf(status: bigint): ArmClass {
  if (!errStatus.has(status, 'V')) return 'none'
  if (errStatus.has(status, 'UE')) return STATES[errStatus.number(status, 'UET')] ?? 'UC'
  if (errStatus.has(status, 'DE')) return 'DE'
  return errStatus.has(status, 'CE') ? 'CE' : 'none'
}

/** Class, cause and marks of an error record in words. */
export function wordsOfArmStatus(status: bigint): readonly string[] {
  const said = (name: 'CE' | 'SERR'): string | undefined =>
    errStatus.fields[name].codes?.[errStatus.number(status, name)]
  const armClass = armClassOf(status)
  const [serr, ierr] = [errStatus.number(status, 'SERR'), errStatus.number(status, 'IERR')]
  return [
    `class ${armClass}${armClass === 'CE' ? `, ${said('CE')}` : ''}`,
    ...(serr === 0 ? [] : [`found on: ${said('SERR') ?? `reserved SERR ${serr}`}`]),
    ...(ierr === 0 ? [] : [`the maker’s code ${ierr}`]),
    ...(errStatus.has(status, 'ER') ? ['reported to the requester'] : []),
    ...(errStatus.has(status, 'CI') ? ['critical'] : []),
  ]
}
