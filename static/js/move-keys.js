/* <move-keys>: where the focus is on a row's arrow, the arrow keys press it; after the page comes back the focus is there again. */
customElements.define("move-keys", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      const way = { ArrowUp: "up", ArrowDown: "down" }[event.key];
      const form = event.target.closest("form.moves");
      if (!way || !form || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      form.querySelector(`[data-way=${way}]`).click();
    });
    const moved = new URLSearchParams(location.search);
    const row = moved.get("moved") && document.getElementById(moved.get("moved"));
    const button = row?.querySelector(`[data-way=${moved.get("way") === "down" ? "down" : "up"}]`);
    if (button) addEventListener("load", () => setTimeout(() => button.focus(), 0)); // after the page has gone to its #place
  }
});
