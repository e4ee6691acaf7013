import {type Block, defineSection} from '../document.js'
import {frontPage} from '../front-page.js'

/** The front page: the verdict sentence, then the five answers, for the gravest incident or a quiet log. */
export default defineSection({
  id: 'summary',
  title: 'In one minute',
  order: 0,
  depth: 'front',
  compose: (analysis): Block[] => {
    const page = frontPage(analysis)
    return [
      {block: 'lead', sentences: page.sentences},
      {block: 'facts', facts: page.answers, prominent: true},
    ]
  },
})
