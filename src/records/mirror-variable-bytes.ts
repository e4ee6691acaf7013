import type {PlatformFactBody} from './platform-fact.js'

type Variable = Extract<PlatformFactBody, {readonly fact: 'mirror-variable'}>

/** Bytes of the variable: version, below 4 GiB, share above it (little endian), status (efibootmgr src/efi.h). */
export const VARIABLE_BYTES = 5
/** Attributes that efivarfs puts in front of a variable's bytes (Linux Documentation/filesystems/efivarfs.rst). */
export const ATTRIBUTE_BYTES = 4
const VERSION = 1
const MOST_BASIS_POINTS = 5000
const MOST_STATUS = 5
/** Non-volatile, boot-time and run-time access: the attributes a firmware variable may carry. */
const MOST_ATTRIBUTES = 0x7f

/** The five bytes of a variable, with or without the attributes in front; undefined for anything else. */
export function variableIn(bytes: Uint8Array): Uint8Array | undefined {
  if (bytes.length === VARIABLE_BYTES) return bytes
  if (bytes.length !== VARIABLE_BYTES + ATTRIBUTE_BYTES) return undefined
  const [attributes = 0, ...zeros] = bytes.slice(0, ATTRIBUTE_BYTES)
  const isFront = attributes > 0 && attributes <= MOST_ATTRIBUTES && zeros.every(byte => byte === 0)
  return isFront ? bytes.slice(ATTRIBUTE_BYTES) : undefined
}

/** True for bytes that can be nothing but such a variable in its known version. */
export function isVariable(bytes: Uint8Array): boolean {
  const [version, below, low = 0, high = 0, status = 0] = variableIn(bytes) ?? []
  return (
    version === VERSION &&
    (below === 0 || below === 1) &&
    low + high * 256 <= MOST_BASIS_POINTS &&
    status <= MOST_STATUS
  )
}

/** `MirrorCurrent` or `MirrorRequest` in a file's name or a command line; undefined for neither. */
export const variableNameIn = (text: string): 'MirrorCurrent' | 'MirrorRequest' | undefined => {
  const name = /\bMirror(Current|Request)\b/.exec(text)?.[1]
  if (name === undefined) return undefined
  return name === 'Current' ? 'MirrorCurrent' : 'MirrorRequest'
}

/**
 * What the variable of that name says; undefined for a version nobody knows. With a status that is not 0 the amounts of
 * `MirrorCurrent` are what was wanted (efibootmgr.c, show_mirror).
 */
export function readVariable(name: 'MirrorCurrent' | 'MirrorRequest', bytes: Uint8Array): Variable | undefined {
  const [version, below, low = 0, high = 0, status = 0] = variableIn(bytes) ?? []
  if (version !== VERSION) return undefined
  const inForce = status === 0 ? 'in-force' : 'refused'
  return {
    kind: 'fact',
    fact: 'mirror-variable',
    scope: name === 'MirrorRequest' ? 'requested' : inForce,
    above4GBasisPoints: low + high * 256,
    below4G: below === 1,
    ...(name === 'MirrorCurrent' ? {status} : {}),
    text: `${name} ${[...bytes].map(byte => byte.toString(16).padStart(2, '0')).join(' ')}`,
  }
}
