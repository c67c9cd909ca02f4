/* <theme-choice>: switches light and dark at once; without it the form asks the server. */
customElements.define("theme-choice", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => {
      event.preventDefault();
      const root = document.documentElement;
      const isDark = root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
      root.dataset.theme = isDark ? "light" : "dark";
      const form = this.closest("form");
      const values = new FormData(form);
      values.set("theme", root.dataset.theme);
      fetch(form.action, { method: "POST", body: values, redirect: "manual" });
    });
  }
});
