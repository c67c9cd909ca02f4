/* <live-agenda url="...">: two people write one agenda at once. What is sent waits for the connection; what the other wrote appears by
   itself, and never over somebody's own words. Without scripts the same forms load the page anew. */
customElements.define("live-agenda", class extends HTMLElement {
  connectedCallback() {
    this.waiting = [];
    this.status = this.querySelector("[data-agenda-status]");
    this.addEventListener("submit", (event) => this.send(event));
    this.timer = setInterval(() => { if (document.visibilityState === "visible") this.look(); }, 5000);
    this.online = () => this.flush();
    window.addEventListener("online", this.online);
  }
  disconnectedCallback() {
    clearInterval(this.timer);
    window.removeEventListener("online", this.online);
  }
  send(event) {
    const form = event.target;
    const isChange = form.matches("[data-change]");
    if (event.submitter?.hasAttribute("formaction") || (!isChange && !form.elements.token)) return;
    event.preventDefault();
    const item = { form, isChange, url: form.action, body: new URLSearchParams(new FormData(form)).toString() };
    if (isChange) {
      form.querySelector("[data-said]").textContent = "Saving.";
    } else {
      form.elements.text.value = "";
      form.elements.token.value = crypto.randomUUID();
    }
    this.waiting.push(item);
    this.flush();
  }
  async flush() {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.length) {
      const item = this.waiting[0];
      try {
        const answer = await fetch(item.url, {
          method: "POST", body: item.body, redirect: "manual",
          headers: { "Content-Type": "application/x-www-form-urlencoded", Accept: "application/json" },
        });
        this.waiting.shift();
        this.say(this.waiting.length ? `Sending: ${this.waiting.length} left.` : "");
        if (item.isChange) await this.changed(item.form, answer);
        else if (!answer.ok) this.say("This could not be added. Load the page anew; you may have to sign in again.");
      } catch {
        this.say(`No connection. ${this.waiting.length} waiting; they are sent when it is back. Leave this page open.`);
        await new Promise((wake) => setTimeout(wake, 2000));
      }
    }
    this.busy = false;
    await this.look();
  }
  async changed(form, answer) {
    const said = form.querySelector("[data-said]");
    if (answer.status !== 200 && answer.status !== 409) {
      said.textContent = "This could not be saved. Your words are still in the field.";
      return;
    }
    const found = await answer.json();
    form.elements.version.value = found.version ?? form.elements.version.value;
    if (!answer.ok) {
      said.textContent = `${(found.faults || ["It is no longer open."]).join(" ")} Your words are still in the field: bring both together and save.`;
    } else {
      said.textContent = "Saved.";
      form.closest("details").open = form.elements.text.value !== found.text;
    }
  }
  /* Take over what the other did, but for an item somebody here is changing. */
  async look() {
    if (this.busy || this.looking) return;
    this.looking = true;
    try {
      const answer = await fetch(this.getAttribute("url"), { redirect: "manual" });
      if (!answer.ok) return;
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-agenda]");
      const list = this.querySelector("[data-agenda]");
      if (!fresh || this.busy) return;
      for (const item of fresh.children) {
        const known = item.id && list.querySelector(`#${item.id}`);
        if (!known) continue;
        if (known.querySelector("details")?.open) item.replaceWith(known);
        else if (known.querySelector(".tick")?.checked) item.querySelector(".tick")?.setAttribute("checked", "");
      }
      for (const known of [...list.children]) if (known.querySelector("details")?.open && !fresh.contains(known)) fresh.append(known);
      if (fresh.innerHTML !== list.innerHTML || fresh.querySelector("details[open]")) list.replaceChildren(...fresh.children);
    } catch { /* no connection: the next look will tell */ } finally {
      this.looking = false;
    }
  }
  say(words) { this.status.textContent = words; }
});
