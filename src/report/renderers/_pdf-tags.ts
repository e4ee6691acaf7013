/** A part of the text by its kind (ISO 32000-1, 14.8.4): what carries the same one is told as one part. */
export interface Tag {
  readonly type: 'H1' | 'H2' | 'H3' | 'P' | 'L' | 'LI' | 'LBody' | 'Table' | 'TR' | 'TH' | 'TD' | 'Figure' | 'Code'
  /** What a picture shows, for those who cannot see it. */
  readonly alt?: string
}

/** The order in which a PDF is read aloud, kept while it is drawn. */
export interface Tagging {
  /** Draws text that stands at the end of a path of parts, the outermost first. */
  readonly text: (path: readonly Tag[], draw: () => void) => void
  /** Draws what is passed over in reading: rules, running heads, the head of a table that stands again. */
  readonly aside: (draw: () => void) => void
  /** Tagging for what is drawn again: all of it is passed over. */
  readonly again: Tagging
  /** Ends all parts; nothing is drawn after it. */
  readonly end: () => void
}

type Element = ReturnType<PDFKit.PDFDocument['struct']>

/** Opens the structure of a document. */
export function openTagging(pdf: PDFKit.PDFDocument): Tagging {
  const root = pdf.struct('Document')
  pdf.addStructure(root)
  const open: {readonly tag: Tag; readonly element: Element}[] = []

  const closeTo = (depth: number): void => {
    for (const {element} of open.splice(depth).reverse()) element.end()
  }

  const reach = (path: readonly Tag[]): Element => {
    const apart = path.findIndex((tag, at) => open[at]?.tag !== tag)
    const same = apart === -1 ? path.length : apart
    closeTo(same)
    for (const tag of path.slice(same)) {
      const element = pdf.struct(tag.type, tag.alt === undefined ? {} : {alt: tag.alt})
      const parent = open.at(-1)?.element ?? root
      parent.add(element)
      open.push({tag, element})
    }
    return open.at(-1)?.element ?? root
  }

  const aside = (draw: () => void): void => {
    pdf.markContent('Artifact', {type: 'Pagination'})
    draw()
    pdf.endMarkedContent()
  }

  const plain = (draw: () => void): void => draw()
  const again: Tagging = {
    text: (_, draw) => draw(),
    aside: plain,
    get again() {
      return again
    },
    end: () => undefined,
  }

  return {
    text(path, draw) {
      const element = reach(path)
      const content = pdf.markStructureContent(path.at(-1)?.type ?? 'P')
      draw()
      pdf.endMarkedContent()
      element.add(content)
    },
    aside,
    again,
    end() {
      closeTo(0)
      root.end()
    },
  }
}
