/** Texts with less than 4.5:1 between their colour and the ground behind them (WCAG 2.2, 1.4.3). */
;(() => {
  const numbers = colour => (colour.match(/[\d.]+/g) ?? []).map(Number)
  const light = colour => {
    const [r = 0, g = 0, b = 0] = numbers(colour).map(part => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const groundOf = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const {backgroundColor} = getComputedStyle(at)
      if (numbers(backgroundColor)[3] !== 0) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  const faint = []
  for (const element of document.querySelectorAll('h1,h2,h3,p,li,dt,dd,td,th,caption,summary,code,a,.badge,svg text')) {
    const style = getComputedStyle(element)
    const [front, back] = [light(element.tagName === 'text' ? style.fill : style.color), light(groundOf(element))]
    const ratio = (Math.max(front, back) + 0.05) / (Math.min(front, back) + 0.05)
    if (ratio < 4.5) faint.push(`${ratio.toFixed(1)}: ${element.textContent?.slice(0, 40)}`)
  }
  return faint
})()
