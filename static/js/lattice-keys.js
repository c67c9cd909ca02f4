/* <lattice-keys>: with the focus on a level, the arrow keys go to the next one: up and down on its track, left and right to the other tracks. */
customElements.define("lattice-keys", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", (event) => {
      const step = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }[event.key];
      const rung = event.target.closest(".rung");
      if (!step || !rung || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      const rows = [...this.querySelectorAll("tbody tr")];
      let row = rows.indexOf(rung.closest("tr")), column = rung.closest("td").cellIndex, found = null;
      while (!found && rows[row + step[0]]?.cells[column + step[1]]) {
        row += step[0];
        column += step[1];
        found = rows[row].cells[column].querySelector(".rung");
      }
      found?.focus();
    });
  }
});
