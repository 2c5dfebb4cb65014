/** Registers an element. A page may well include the same element twice; then the first one counts. */
export function define(name: string, element: CustomElementConstructor): void {
  if (!customElements.get(name)) customElements.define(name, element);
}
