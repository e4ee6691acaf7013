/** A kernel release as far as its text tells: upstream numbers, and who built it. */
export interface KernelRelease {
  readonly text: string
  readonly major: number
  readonly minor: number
  /** Number of the stable release, 0 where none is written. */
  readonly patch: number
  /** `upstream` only for a bare number: any suffix may carry back-ports that the number does not tell. */
  readonly builder: 'upstream' | 'distributor'
  /** Enterprise Linux generation, `.el8` → 8. */
  readonly el?: number
  /** openEuler and its relatives (`.oe2203`, `euler`, `.hce2`, `.kos5`): kernels that downgrade uncorrected errors. */
  readonly euler: boolean
  readonly arm64: boolean
}

const UPSTREAM = /^\d+\.\d+(?:\.\d+)?(?:-rc\d+)?\+?$/
const EULER = /\.oe\d|euler|\.hce\d|[.-]kos\d/i

/** Takes a release such as `5.14.0-427.el9.x86_64` apart; undefined when no number can be read. */
export function readKernelRelease(text: string | undefined): KernelRelease | undefined {
  const [, major, minor, patch = '0'] = /^(\d{1,3})\.(\d{1,3})(?:\.(\d{1,4}))?/.exec(text ?? '') ?? []
  if (text === undefined || major === undefined || minor === undefined) return undefined
  const el = /\.el(\d{1,2})/.exec(text)?.[1]
  return {
    text,
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    builder: UPSTREAM.test(text) ? 'upstream' : 'distributor',
    ...(el === undefined ? {} : {el: Number(el)}),
    euler: EULER.test(text),
    arm64: /aarch64|arm64/.test(text),
  }
}

/** True when the release is at or past an upstream version such as `6.2`; the number alone, back-ports aside. */
export function isAtLeast({major, minor}: Pick<KernelRelease, 'major' | 'minor'>, version: string): boolean {
  const [wantMajor = 0, wantMinor = 0] = version.split('.').map(Number)
  return major > wantMajor || (major === wantMajor && minor >= wantMinor)
}
