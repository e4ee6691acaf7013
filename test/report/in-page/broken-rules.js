// What axe finds with everything unfolded: 'rule: selector', one line an element.
;(async () => {
  for (const details of document.querySelectorAll('details')) details.open = true
  const {violations} = await axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })
  return violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target.join(' ')}`))
})()
