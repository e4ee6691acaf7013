/** The part of WebAssembly's JavaScript interface that the scan uses; Node's types leave it out. */
declare namespace WebAssembly {
  const validate: (bytes: Uint8Array<ArrayBuffer>) => boolean
  class Module {
    constructor(bytes: Uint8Array<ArrayBuffer>)
  }
  class Memory {
    constructor(size: {readonly initial: number})
    readonly buffer: ArrayBuffer
  }
  class Instance {
    constructor(module: Module, imports: {readonly host: {readonly memory: Memory}})
    readonly exports: Readonly<Record<string, unknown>>
  }
}
