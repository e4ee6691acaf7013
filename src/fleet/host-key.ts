import {basename} from 'node:path'
import type {AnalysisHost} from '../report/analysis.js'
import type {LedgerEntry} from './ledger-entry.js'

/** A machine across inputs. */
export interface HostKey {
  readonly key: string
  /** Name to show. */
  readonly name: string
  readonly unnamed: boolean
}

/** True for names that a log did not give. */
const isNameless = (id: string): boolean => id === '' || id === 'unknown'

/**
 * Who a host of an input is. Hosts of one name are one machine; a machine that no log names is told apart by its input,
 * and two inputs of the same content are the same.
 */
export const hostKey = ({id}: Pick<AnalysisHost, 'id'>, {name, content}: LedgerEntry): HostKey =>
  isNameless(id)
    ? {key: `content ${content}`, name: basename(name), unnamed: true}
    : {key: `host ${id}`, name: id, unnamed: false}
