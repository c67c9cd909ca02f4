const FRESH = 5000; // milliseconds for which an answer of the server tells that somebody is still signed in

/* <draft-form url="...">: keeps what is typed into its form, every 3 seconds, on the server; nothing is lost with the tab or the session. */
customElements.define("draft-form", class extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.status = this.querySelector("[data-draft-status]");
    this.saved = this.content();
    this.heard = Date.now();
    this.form.addEventListener("submit", (event) => this.send(event));
    this.timer = setInterval(() => this.save(), 3000);
    this.onhide = () => {
      this.heard = 0; // who was away may have signed out there
      if (document.visibilityState === "hidden") this.save(true);
    };
    document.addEventListener("visibilitychange", this.onhide);
  }
  disconnectedCallback() {
    clearInterval(this.timer);
    document.removeEventListener("visibilitychange", this.onhide);
  }
  content() {
    const values = new FormData(this.form);
    for (const field of this.form.querySelectorAll("input[type=password], input[type=file], [name=csrfmiddlewaretoken]")) values.delete(field.name);
    return new URLSearchParams(values).toString();
  }
  async save(leaving = false) {
    if (this.sent || this.busy || this.content() === this.saved) return;
    this.busy = true;
    await this.keep(leaving);
    this.busy = false;
  }
  /* Send the form only where somebody is still signed in: else the answer is the way in, and the words are gone. */
  async send(event) {
    if (Date.now() - this.heard < FRESH) {
      this.sent = true;
      return;
    }
    event.preventDefault();
    if (this.asking) return;
    this.asking = true;
    if (await this.keep()) {
      this.heard = Date.now();
      this.form.requestSubmit(event.submitter);
    }
    this.asking = false;
  }
  /* Keep a draft; returns whether the form can be sent: signed in, or without a connection, when the browser says so itself. */
  async keep(leaving = false) {
    const content = this.content();
    try {
      let answer = await this.post(content, leaving);
      if (answer.status === 403 && await this.renewToken()) answer = await this.post(content, leaving);
      if (answer.ok) {
        this.saved = content;
        if (!leaving) this.heard = Date.now();
        this.say(`Draft saved at ${new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}, only you can see it`);
      } else if (answer.status === 400) {
        this.say("This is too long to keep as a draft. Send it, or copy it somewhere safe.");
      } else {
        this.heard = 0;
        this.showWayIn();
        return false;
      }
    } catch {
      this.say("No connection. Your words stay on this page and are saved when it is back.");
    }
    return true;
  }
  post(content, leaving) {
    return fetch(this.getAttribute("url"), {
      method: "POST", body: content, keepalive: leaving && content.length < 60000, redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded", "X-CSRFToken": this.token().value },
    });
  }
  token() { return this.form.querySelector("[name=csrfmiddlewaretoken]"); }
  /* Somebody who signed in again in another tab has a new token: take it over, so that this form can be sent. */
  async renewToken() {
    const page = await fetch(location.href, { redirect: "manual" });
    const fresh = page.ok && new DOMParser().parseFromString(await page.text(), "text/html").querySelector("[name=csrfmiddlewaretoken]");
    if (fresh) this.token().value = fresh.value;
    return Boolean(fresh);
  }
  showWayIn() {
    this.say("You are signed out. Your words stay on this page. ");
    const link = document.createElement("a");
    link.href = this.getAttribute("sign-in");
    link.target = "_blank";
    link.textContent = "Sign in again in a new tab, then go on here";
    this.status.append(link);
  }
  say(words) { this.status.textContent = words; }
});
