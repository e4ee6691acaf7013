import type {Codec, SourceNotice} from './source.js'

/** Bytes that stand in no text. */
const LAST_OF_NO_TEXT = 8

const isText = (head: Uint8Array): boolean => head.length > 0 && head.every(byte => byte > LAST_OF_NO_TEXT)

/** What to say of bytes that are neither what their name says nor text: of a damaged beginning, or a file cut to nothing. */
export const notAsNamed = (name: string, head: Uint8Array, codecs: readonly Codec[]): SourceNotice | undefined => {
  const lower = name.toLowerCase()
  const codec = codecs.find(
    ({decode, members, endings}) => (decode || members) && endings.some(one => lower.endsWith(one)),
  )
  if (!codec || isText(head)) return undefined
  const what = head.length === 0 ? 'it is empty' : 'its first bytes are not'
  return {
    code: 'not-as-named',
    message: `its name says ${codec.title}, yet ${what}: it was cut or damaged, and nothing was unpacked. Fetch the file again if you can.`,
    lost: true,
  }
}
