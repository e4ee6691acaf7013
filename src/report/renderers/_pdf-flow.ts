import {type Canvas, PAPER} from './_pdf-canvas.js'
import type {Tag} from './_pdf-tags.js'

/** Something of a known height that stands in one piece. */
export interface Box {
  readonly height: number
  readonly draw: (canvas: Canvas, x: number, y: number) => void
  /** What part of the text it is; absent where drawing tells that itself. */
  readonly tags?: readonly Tag[]
  /** True when it must not be the last of its page: a heading, the head of a table. */
  readonly keep?: boolean
  /** Drawn again where a page begins between this box and the next of its kind: the head of a table. */
  readonly head?: Box
  /** True for white space, which is left out where a page begins. */
  readonly space?: boolean
}

/** White space. */
export const space = (height: number): Box => ({height, draw: () => undefined, space: true})

const FOOT = PAPER.height - PAPER.bottom

/** Height of the boxes that must stand together, beginning with this one. */
function together(boxes: readonly Box[], from: number): number {
  let height = 0
  for (let at = from; at < boxes.length; at += 1) {
    const box = boxes[at]
    height += box?.height ?? 0
    if (box?.keep !== true && box?.space !== true) break
  }
  return height
}

/** Sets boxes one below the other, on new pages where they do not fit. */
export function flow(canvas: Canvas, boxes: readonly Box[]): void {
  let y: number = PAPER.top
  const turn = (head: Box | undefined): void => {
    canvas.pdf.addPage()
    y = PAPER.top
    if (head === undefined) return
    const {tagging} = canvas
    tagging.aside(() => head.draw({...canvas, tagging: tagging.again}, PAPER.left, y))
    y += head.height
  }
  for (const [index, box] of boxes.entries()) {
    const needed = Math.min(together(boxes, index), FOOT - PAPER.top)
    if (y > PAPER.top && y + needed > FOOT) turn(box.head)
    if (box.space === true && y === PAPER.top) continue
    if (box.tags === undefined) box.draw(canvas, PAPER.left, y)
    else canvas.tagging.text(box.tags, () => box.draw(canvas, PAPER.left, y))
    y += box.height
  }
}
