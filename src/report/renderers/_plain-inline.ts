import type {Inline} from '../document.js'
import {printable} from '../format.js'

/** A run of text without any markup; log text made harmless. */
export function plainInline(inline: Inline): string {
  if (typeof inline === 'string') return printable(inline)
  if ('code' in inline) return printable(inline.code)
  if ('strong' in inline) return printable(inline.strong)
  if ('badge' in inline) return `${inline.sign} ${inline.badge}`
  return printable(inline.label)
}

/** Several runs, joined. */
export const plainText = (text: readonly Inline[]): string => text.map(plainInline).join('')
