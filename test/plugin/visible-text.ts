/** Text of an element, shadow trees included. */
export function visibleText(node: Node): string {
  const own = node.nodeType === Node.TEXT_NODE ? (node.textContent ?? '') : '';
  const shadow = node instanceof Element && node.shadowRoot ? visibleText(node.shadowRoot) : '';
  return own + shadow + [...node.childNodes].map(visibleText).join('');
}
