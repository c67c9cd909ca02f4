/* <meeting-clock minutes="30">: shows how much of a meeting is gone, once somebody starts it; a reload does not stop it. */
customElements.define("meeting-clock", class extends HTMLElement {
  connectedCallback() {
    this.hidden = false;
    this.button = document.createElement("button");
    this.button.type = "button";
    this.button.className = "button";
    this.button.addEventListener("click", () => this.toggle());
    this.append(this.button);
    this.timer = setInterval(() => this.show(), 1000);
    this.show();
  }
  disconnectedCallback() { clearInterval(this.timer); }
  toggle() {
    history.replaceState(null, "", this.begun() ? location.pathname : `#begun-${Date.now()}`);
    this.show();
  }
  begun() { return Number(location.hash.match(/^#begun-(\d+)$/)?.[1]); }
  show() {
    const begun = this.begun();
    if (!begun) { this.button.textContent = "Start the clock"; return; }
    const gone = Math.floor((Date.now() - begun) / 1000);
    const words = `${Math.floor(gone / 60)}:${String(gone % 60).padStart(2, "0")} of ${this.getAttribute("minutes")} min`;
    this.button.textContent = words;
    this.button.setAttribute("aria-label", `Stop the clock: ${words}`);
  }
});
