/** @param {{defineRule: typeof import('mirrorcheck').defineRule}} api */
export default ({defineRule}) =>
  defineRule({
    id: 'acme-accelerator-memory',
    title: "Memory on ACME's accelerator card is not behind the host's memory controllers",
    group: 'scope',
    needs: ['origin'],
    cites: ['ACME Accelerator Operations Guide, chapter 4'],
    argue({origin}) {
      if (!origin.dram?.label?.startsWith('ACC')) return undefined
      return {
        verdict: 'out-of-scope',
        confidence: 0.95,
        because: "The failing memory sits on the accelerator card; mirroring of the host's DIMMs does not reach it.",
      }
    },
  })
