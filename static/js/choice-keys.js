/* <choice-keys>: 1 to 9 choose, as if the button were pressed. Never while typing. */
customElements.define("choice-keys", class extends HTMLElement {
  connectedCallback() {
    this.onkey = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.target.closest("input, textarea, select, [contenteditable]")) return;
      if (!/^[1-9]$/.test(event.key)) return;
      this.querySelectorAll(".scene-choice")[event.key - 1]?.click();
    };
    document.addEventListener("keydown", this.onkey);
  }
  disconnectedCallback() { document.removeEventListener("keydown", this.onkey); }
});
