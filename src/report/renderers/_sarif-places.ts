import type {Artifact, Location} from 'sarif'
import type {SourcePosition} from '../../logs/log-line.js'
import type {AnalysisInput} from '../analysis.js'
import {printable} from '../format.js'

/**
 * An input's name as a relative URI reference (RFC 3986): every character outside the unreserved ones, `/` and `!` as its
 * bytes in percent form, so that no name can become a scheme, a query or another host.
 */
function uriOf(name: string): string {
  const path = name.replace(/^\/+/, '')
  return encodeURI(printable(path)).replace(
    /[?#:;@&=+$,]/g,
    mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}

/** An input as an artifact, with its size and its hash. */
export const artifactOf = ({name, bytes, sha256}: AnalysisInput): Artifact => ({
  location: {uri: uriOf(name)},
  length: bytes,
  ...(sha256 === '' ? {} : {hashes: {'sha-256': sha256}}),
})

/** A line of an input; `text` is what stands there. */
export function locationOf(position: SourcePosition, inputs: readonly AnalysisInput[], text?: string): Location {
  const {input, line} = position
  const name = inputs[input]?.name
  const region = {startLine: Math.max(1, line), ...(text === undefined ? {} : {snippet: {text: printable(text)}})}
  return {
    physicalLocation: {
      artifactLocation: name === undefined ? {uri: 'unknown'} : {uri: uriOf(name), index: input},
      region,
    },
  }
}
