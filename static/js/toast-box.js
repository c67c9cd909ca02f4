/* <toast-box>: what was just done, gone again after a while unless somebody is at it. */
customElements.define("toast-box", class extends HTMLElement {
  connectedCallback() {
    setTimeout(() => { if (!this.matches(":hover, :focus-within")) this.remove(); }, 8000);
  }
});
