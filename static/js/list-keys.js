/* <list-keys>: J and K move through the rows of a list, Enter opens; "/" goes to the search field. Never while typing. */
customElements.define("list-keys", class extends HTMLElement {
  connectedCallback() {
    this.onkey = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
      const links = [...this.querySelectorAll("tbody th a, .row-what > a, .row-what:not(:has(> a)) ~ .row-do > button")];
      const at = links.indexOf(document.activeElement);
      if (event.key === "j") links[Math.min(at + 1, links.length - 1)]?.focus();
      else if (event.key === "k") links[Math.max(at - 1, 0)]?.focus();
      else if (event.key === "/") this.querySelector("input[type=search]")?.focus();
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", this.onkey);
  }
  disconnectedCallback() { document.removeEventListener("keydown", this.onkey); }
});
