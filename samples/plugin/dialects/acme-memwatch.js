// A dialect in one file. It begins with a real line:
//   memwatch: UE dimm=ACC0-B1 addr=0x1c6e4a5c80 count=1
const LINE = /^memwatch: (CE|UE) dimm=(\S+) addr=(0x[0-9a-f]+) count=(\d+)$/

/** @param {{defineDialect: typeof import('mirrorcheck').defineDialect}} api */
export default ({defineDialect}) =>
  defineDialect({
    id: 'acme-memwatch',
    title: 'ACME memory watchdog',
    literals: ['memwatch: '],
    samples: ['memwatch: UE dimm=ACC0-B1 addr=0x1c6e4a5c80 count=1'],
    read(line) {
      const match = LINE.exec(line.text)
      if (match === null) return undefined
      const [, word, label, address, count] = match
      return {
        records: [
          {
            kind: 'edac',
            dialect: 'acme-memwatch',
            envelope: line.envelope,
            evidence: [{position: line.position, text: line.raw.slice(0, 400)}],
            controller: 0,
            word,
            count: Number(count),
            message: 'reported by the watchdog',
            location: {label},
            address: BigInt(address),
            grain: 64,
          },
        ],
      }
    },
  })
