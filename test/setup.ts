import fc from 'fast-check'

/**
 * Property tests draw the same cases in every run, so that a red run can be looked at again; `FC_SEED=random` (or a
 * number) looks elsewhere.
 */
const wanted = process.env.FC_SEED
fc.configureGlobal({seed: wanted === 'random' ? Date.now() : Number(wanted ?? 20261125)})
