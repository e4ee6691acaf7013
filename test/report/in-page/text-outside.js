/** Runs of text that begin or end outside the window, those for screen readers alone left out. */
;(() => {
  for (const details of document.querySelectorAll('details')) details.open = true
  const isHidden = (element) => {
    for (let at = element; at !== null; at = at.parentElement)
      if (at.classList.contains('skip') || getComputedStyle(at).clipPath !== 'none') return true
    return false
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const outside = []
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (node.textContent?.trim() === '' || isHidden(node.parentElement)) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    for (const {left, right, width} of range.getClientRects())
      if (width > 0 && (left < -1 || right > window.innerWidth + 1)) outside.push(node.textContent?.slice(0, 60) ?? '')
  }
  return outside
})()
